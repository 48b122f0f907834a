/**
 * What became of each dip of a history, by the session in which it was seen. A dip inside an open episode belongs to it.
 */
import type { SessionFlags } from "./flag-history.ts";

export const DIP_ENDS = ["recovered", "notRecovered", "open"] as const;
/** Recovered within six scored sessions or not; `open` while fewer have passed. */
export type DipEnd = (typeof DIP_ENDS)[number];

/** Session id → what became of the dip that began there. `history` oldest first. */
export function dipOutcomes(history: readonly SessionFlags[]): ReadonlyMap<string, DipEnd> {
  const ends = new Map<string, DipEnd>();
  let began: string | null = null;
  for (const { session, flags } of history) {
    const end = flags.find(({ kind }) => kind === "recovered" || kind === "notRecovered");
    if (end !== undefined && began !== null) {
      ends.set(began, end.kind === "recovered" ? "recovered" : "notRecovered");
      began = null;
    }
    if (flags.some((flag) => flag.kind === "dip" && !flag.sameEpisode)) {
      began = session.id;
      ends.set(began, "open");
    }
  }
  return ends;
}
