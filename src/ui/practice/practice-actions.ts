import type { KeyFileRefusal } from "../therapist/key-actions.ts";
import type { SealedParts } from "./sealed-reading.ts";

export interface SealedSources {
  /** Text of the practice's key file. */
  readonly key: string;
  /** Texts of client lists; without them nobody says who wrote. */
  readonly lists: readonly string[];
  readonly files: readonly File[];
}

export type SealedReply =
  | ({ readonly kind: "read" } & SealedParts)
  | { readonly kind: "badKey"; readonly reason: KeyFileRefusal }
  | { readonly kind: "badList" | "stopped" };

/** Everything the page can do to the world around it. Nothing of it sends or keeps anything. */
export interface PracticeActions {
  readonly openSealed: (
    sources: SealedSources,
    onProgress: (done: number, total: number) => void,
    stop: AbortSignal,
  ) => Promise<SealedReply>;
  readonly saveText: (name: string, text: string) => void;
  readonly print: () => void;
  readonly now: () => number;
}
