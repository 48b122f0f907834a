/**
 * What a client's session is held against: the client's own earlier ones, never other clients. Only scored sessions count.
 */
import { SCORE_TOLERANCE } from "../score.ts";
import { DEVIATION_TO_SD, lastOf, median, medianDeviation, standardDeviation } from "./spread.ts";

/** Half a year of fortnights: older sessions tell of another phase of the work (clinical paper, 4.1). */
export const BASELINE_SESSIONS = 8;
/** Four sessions are the fewest whose mean is dependable (.90 in the generalizability studies the paper names). */
export const BASELINE_LEAST = 4;
/** Spread of one client's scores from session to session, on 0–10: from the simulation, to be estimated from a pilot. */
export const SPREAD_FLOOR = 0.55;
/** From as many sessions on, a client's own spread stands in for an instrument without published figures. */
const OWN_SPREAD_LEAST = 6;

export interface Baseline {
  readonly median: number;
  /** What one session may well differ by; a deviation, not a limit. */
  readonly spread: number;
  /** Sessions it was made of, 4 to 8. */
  readonly sessions: number;
}

/** How the spread of a baseline is found. `floor` is what the instrument is known to vary by. */
export type SpreadRule = (scores: readonly [number, ...number[]], middle: number, floor: number) => number;

/** The client's own spread by median deviation, never below what the instrument varies by anyway. */
export const spreadByDeviation: SpreadRule = (scores, middle, floor) =>
  Math.max(DEVIATION_TO_SD * medianDeviation(scores, middle), floor);

/** `earlier`: scores before the session, oldest first. Null where there are too few. */
export function baselineOf(earlier: readonly number[], spreadRule: SpreadRule, floor: number | null): Baseline | null {
  const scores = lastOf(earlier, BASELINE_SESSIONS, BASELINE_LEAST);
  if (scores === null || floor === null) return null;
  const middle = median(scores);
  return { median: middle, spread: spreadRule(scores, middle, floor), sessions: scores.length };
}

/**
 * What the instrument varies by: its published figure, else the client's own over six sessions or more. Null where
 * neither is known, or the client never varied.
 */
export function floorOf(published: number | null, earlier: readonly number[]): number | null {
  if (published !== null) return published;
  const own = earlier.length < OWN_SPREAD_LEAST ? null : standardDeviation(earlier);
  return own === null || own < SCORE_TOLERANCE ? null : own;
}
