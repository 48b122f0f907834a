/**
 * What is kept of high scores between two sessions: how many ran in a row, and how many before the last check-in, so that
 * taking back and answering again counts once. The rule that must not break: no answer and no score.
 */
import { nextRun } from "./ceiling-count.ts";

export interface HighRun {
  /** The check-in that was counted last. */
  readonly checkInId: string;
  readonly before: number;
  readonly run: number;
}
export const NO_RUN: HighRun = { checkInId: "", before: 0, run: 0 };

/** High sessions running before this check-in. */
export function runBefore(known: HighRun, checkInId: string): number {
  return known.checkInId === checkInId ? known.before : known.run;
}

export function countHigh(known: HighRun, checkInId: string, score: number | null): HighRun {
  const before = runBefore(known, checkInId);
  return { checkInId, before, run: nextRun(before, score) };
}
