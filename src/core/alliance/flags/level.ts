/**
 * Where a client's scores lie now: an early picture while there are few sessions, then a mean with the interval it is
 * good for. One session alone is dependable to .75, four to .90.
 */
import { mean } from "../score.ts";
import { BASELINE_LEAST, BASELINE_SESSIONS, SPREAD_FLOOR } from "./baseline.ts";
import { lastOf, standardDeviation } from "./spread.ts";

/** Dependability of one session's score (generalizability studies: .77 for a short form, .74 in the simulation). */
const ONE_SESSION = 0.75;
/** A normal variable lies so many deviations around its mean in 95 of 100 cases. */
const NORMAL_95 = 1.96;

export type Level =
  | { readonly kind: "early"; readonly sessions: number; readonly needed: number }
  | {
      readonly kind: "level";
      readonly mean: number;
      /** Half the width of the 95 % interval, before it is cut to the scale. */
      readonly margin: number;
      readonly low: number;
      readonly high: number;
      readonly sessions: number;
    };

/** `scores`: of the scored sessions, oldest first. */
export function levelOf(scores: readonly number[]): Level {
  const last = lastOf(scores, BASELINE_SESSIONS, BASELINE_LEAST);
  if (last === null) return { kind: "early", sessions: scores.length, needed: BASELINE_LEAST };
  const middle = mean(last);
  const spread = Math.max(standardDeviation(last) ?? 0, SPREAD_FLOOR);
  const margin = (NORMAL_95 * spread) / Math.sqrt(last.length);
  const [low, high] = [Math.max(0, middle - margin), Math.min(10, middle + margin)];
  return { kind: "level", mean: middle, margin, low, high, sessions: last.length };
}

/** How dependable a mean of so many sessions is, 0 to 1 (Spearman-Brown). */
export function dependabilityOf(sessions: number): number {
  return (sessions * ONE_SESSION) / (1 + (sessions - 1) * ONE_SESSION);
}
