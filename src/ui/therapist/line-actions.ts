import type { Answers } from "../../core/alliance/answers.ts";
import type { ReceivedResponse } from "./inbox.ts";
import type { KeptChanges } from "./use-kept.ts";

/** What a line of the list and a client's own view can both do. */
export interface LineActions {
  /** Null takes it back. */
  readonly onTalked: (client: string, keys: readonly string[], at: number | null) => void;
  readonly onShow: (responses: readonly ReceivedResponse[]) => void;
  readonly onGuess: (response: ReceivedResponse, answers: Answers) => void;
}

export function lineActions({ onTalked, onShown, onGuess }: KeptChanges, now: () => number): LineActions {
  return {
    onTalked,
    onShow: (responses) => onShown(responses, now()),
    onGuess: ({ client, at, id }, answers) => onGuess({ client, endedAt: at, madeAt: now(), answers }, id),
  };
}
