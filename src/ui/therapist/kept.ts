import type { Guess } from "../../core/alliance/guess.ts";
import { type ClientMarks, type ClientNotes, NO_MARKS, NO_NOTES } from "../../protocol/client-marks.ts";

/** What the therapist marked, noted and guessed of one client. */
export interface KeptOfClient {
  readonly marks: ClientMarks;
  readonly notes: ClientNotes;
  readonly guesses: readonly Guess[];
}
export const NOTHING_KEPT: KeptOfClient = { marks: NO_MARKS, notes: NO_NOTES, guesses: [] };

export interface Kept {
  /** New answers stay covered until the therapist has guessed. */
  readonly guessFirst: boolean;
  readonly clients: ReadonlyMap<string, KeptOfClient>;
}

export function keptOf(kept: Kept, client: string): KeptOfClient {
  return kept.clients.get(client) ?? NOTHING_KEPT;
}

export function withKept(kept: Kept, client: string, change: Partial<KeptOfClient>): Kept {
  return { ...kept, clients: new Map(kept.clients).set(client, { ...keptOf(kept, client), ...change }) };
}
