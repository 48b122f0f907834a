import type { PilotPart } from "../../core/practice/pilot.ts";
import { MAX_ENVELOPE_BYTES } from "../../protocol/envelope.ts";
import type { EnvelopeContent } from "../../protocol/envelope-content.ts";
import { type OpenedFile, sortInbox } from "../therapist/inbox.ts";
import { pilotPartOf } from "./pilot-part.ts";
import type { SealedCounts } from "./practice-state.ts";

/** What one sealed file came to with the practice's key. */
export type SealedOpening =
  | {
      readonly kind: "opened";
      readonly id: string;
      readonly client: string;
      readonly seq: number;
      readonly content: EnvelopeContent;
      /** A client list says that this client wrote it. */
      readonly proven: boolean;
    }
  | { readonly kind: "refused" };

export interface SealedReadingDeps {
  readonly open: (bytes: Uint8Array<ArrayBuffer>, name: string) => Promise<SealedOpening>;
  readonly pause: () => Promise<void>;
  readonly randomCode: () => string;
  readonly onProgress: (done: number, total: number) => void;
  readonly stop: AbortSignal;
}

export interface SealedParts {
  readonly parts: readonly PilotPart[];
  readonly counts: SealedCounts;
}

/** Opened before the page draws again. */
const STEP = 25;
const LARGEST_FILE = 2 * MAX_ENVELOPE_BYTES;

/** Each folder is one therapist's; nothing of what was opened is kept but what may be pooled. Null: stopped. */
export async function readSealed(files: readonly File[], deps: SealedReadingDeps): Promise<SealedParts | null> {
  const { open, pause, randomCode, onProgress, stop } = deps;
  const folders = new Map<string, OpenedFile[]>();
  const counts = { refused: 0, unproven: 0 };
  for (const [at, file] of files.entries()) {
    if (at % STEP === 0) {
      onProgress(at, files.length);
      await pause();
    }
    if (stop.aborted) return null;
    const opened = file.size > LARGEST_FILE ? REFUSED : await open(new Uint8Array(await file.arrayBuffer()), file.name);
    if (opened.kind === "refused") {
      counts.refused += 1;
      continue;
    }
    if (!opened.proven) counts.unproven += 1;
    const { proven: _, ...facts } = opened;
    const folder = folderOf(file);
    folders.set(folder, [...(folders.get(folder) ?? []), { ...facts, name: file.name, arrivedAt: at, to: "" }]);
  }
  const parts = [...folders.values()].map((opened) =>
    pilotPartOf({ responses: sortInbox(opened).responses, hostsOf: () => [], heldOf: () => null, randomCode }),
  );
  return { parts, counts };
}

const REFUSED: SealedOpening = { kind: "refused" };

/** Of `boxes/rivera/id.age` it is `boxes/rivera`; files chosen one by one lie together. */
function folderOf({ webkitRelativePath }: File): string {
  return (webkitRelativePath ?? "").replace(/[^/]*$/, "");
}
