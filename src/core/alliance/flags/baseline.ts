/**
 * What a client's session is held against: the client's own earlier ones, never other clients. Only scored sessions count.
 */
import { mean, SCORE_TOLERANCE } from "../score.ts";
import { DEVIATION_TO_SD, type Filled, lastOf, median, medianDeviation, standardDeviation } from "./spread.ts";

/** Half a year of fortnights: older sessions tell of another phase of the work (clinical paper, 4.1). */
export const BASELINE_SESSIONS = 8;
/** Four sessions are the fewest whose mean is dependable (.90 in the generalizability studies the paper names). */
export const BASELINE_LEAST = 4;
/** Spread of one client's scores from session to session, on 0–10: from the simulation, to be estimated from a pilot. */
export const SPREAD_FLOOR = 0.55;
/** From as many sessions on, a client's own spread stands in for an instrument without published figures. */
const OWN_SPREAD_LEAST = 6;

export interface Baseline {
  /** What this client usually says. */
  readonly usual: number;
  /** What one session may well differ by; a deviation, not a limit. */
  readonly spread: number;
  /** Sessions it was made of, 4 to 8. */
  readonly sessions: number;
}

/** How a baseline is made of its scores. `floor` is what the instrument is known to vary by. */
export type BaselineRule = (scores: Filled, floor: number) => Omit<Baseline, "sessions">;

/** Median, and the client's own spread by median deviation, never below what the instrument varies by anyway. */
export const baselineByMedian: BaselineRule = (scores, floor) => {
  const usual = median(scores);
  return { usual, spread: Math.max(DEVIATION_TO_SD * medianDeviation(scores, usual), floor) };
};

/** What the instrument varies by counts as much as so many of the client's own sessions; from docs/simulation.md. */
const FLOOR_SESSIONS = 16;
/** Farther from the mean than so many floors, a session counts as this far: one odd session must not hide the next. */
const FARTHEST_FLOORS = 3;

/**
 * Mean, and the spread of the next session around it: the client's own and the instrument's variance, pooled. Few sessions
 * tell little of a client's own spread, and a client who alternates must not seem steady.
 */
export const baselineByMean: BaselineRule = (scores, floor) => {
  const usual = mean(scores);
  const squares = scores.map((score) => Math.min(Math.abs(score - usual), FARTHEST_FLOORS * floor) ** 2);
  const weight = FLOOR_SESSIONS + scores.length - 1;
  const variance = (FLOOR_SESSIONS * floor ** 2 + squares.reduce((sum, square) => sum + square, 0)) / weight;
  return { usual, spread: Math.sqrt(variance * (1 + 1 / scores.length)) };
};

/** `earlier`: scores before the session, oldest first. Null where there are too few. */
export function baselineOf(earlier: readonly number[], rule: BaselineRule, floor: number | null): Baseline | null {
  const scores = lastOf(earlier, BASELINE_SESSIONS, BASELINE_LEAST);
  if (scores === null || floor === null) return null;
  return { ...rule(scores, floor), sessions: scores.length };
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
