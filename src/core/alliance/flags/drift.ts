/**
 * DRIFT: small losses that add up, session after session, to a lasting one. A cumulative sum, held against the client's
 * first sessions and, once raised, against the last ones.
 *
 *   first four scored ─▶ reference ─▶ each next: sum + capped loss − slack ─▶ raised ─▶ new reference, sum 0
 */
import { SCORE_TOLERANCE } from "../score.ts";
import { lastOf, median } from "./spread.ts";

export interface DriftRule {
  readonly key: string;
  /** Taken off the sum at each session, in spreads: a loss smaller than this is none. */
  readonly slack: number;
  /** The most one session adds, in spreads: keeps one bad session from being a slow loss. */
  readonly cap: number;
  /** The sum at which it is raised. */
  readonly limit: number;
}

/** What therapists see: chosen by simulation, on other seeds than it is judged by (docs/simulation.md). */
export const DRIFT: DriftRule = { key: "drift", slack: 0.75, cap: 3, limit: 6 };
/** The clinical paper's (4.1). */
export const PAPER_DRIFT: DriftRule = { key: "paperDrift", slack: 0.5, cap: 3, limit: 5 };
/** Sessions a reference is made of. */
export const DRIFT_REFERENCE = 4;

export interface DriftState {
  readonly sum: number;
  /** Null until there are four scored sessions. */
  readonly reference: number | null;
  /** Scored sessions held against this reference so far. */
  readonly sessions: number;
}
export const NO_DRIFT: DriftState = { sum: 0, reference: null, sessions: 0 };

/** What was decided on; `isDrift` of the same facts says the same again. */
export interface DriftFacts {
  readonly rule: string;
  readonly score: number;
  readonly reference: number;
  readonly sum: number;
  readonly limit: number;
  /** Sessions since the reference, this one included. */
  readonly sessions: number;
}

export interface DriftStep {
  readonly state: DriftState;
  /** Null while there is no reference, and for a session that does not count. */
  readonly facts: DriftFacts | null;
}

export function isDrift({ sum, limit }: Pick<DriftFacts, "sum" | "limit">): boolean {
  return sum >= limit - SCORE_TOLERANCE;
}

/** `scores`: all scored so far, this one last. A session with a poor call gives a reference, but adds to no sum. */
export function nextDrift(
  rule: DriftRule,
  { sum, reference, sessions }: DriftState,
  scores: readonly [...number[], number],
  floor: number | null,
  poorCall: boolean,
): DriftStep {
  const score = scores[scores.length - 1] ?? Number.NaN;
  if (reference === null) return { state: { sum, sessions, reference: referenceOf(scores) }, facts: null };
  if (poorCall || floor === null) return { state: { sum, reference, sessions }, facts: null };
  const loss = Math.min((reference - score) / floor, rule.cap);
  const next = { sum: Math.max(0, sum + loss - rule.slack), reference, sessions: sessions + 1 };
  const facts = { rule: rule.key, score, limit: rule.limit, ...next };
  return { state: isDrift(facts) ? { sum: 0, reference: referenceOf(scores), sessions: 0 } : next, facts };
}

function referenceOf(scores: readonly number[]): number | null {
  const last = lastOf(scores, DRIFT_REFERENCE, DRIFT_REFERENCE);
  return last === null ? null : median(last);
}
