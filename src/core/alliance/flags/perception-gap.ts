/**
 * How far a therapist's own guess lies from the client's answer to the same item of the same session. Only a guess that
 * was too high prompts a question; how well guesses follow over sessions is for the therapist alone.
 */
import { mean, SCORE_TOLERANCE } from "../score.ts";

/** Points on 0–10 (judgement of the clinical paper, 4.1). */
export const GAP_POINTS = 2;
/** Below this a correlation says nothing. */
export const TRACKING_LEAST = 6;

/** Both on 0–10, of one item of one session. */
export interface GapPair {
  readonly guess: number;
  readonly answer: number;
}

export interface PerceptionGap {
  /** Mean of guess less answer: above 0, the therapist thinks it went better. Null without a pair. */
  readonly bias: number | null;
  /** Pearson r from six pairs on; null below, or where one side never changes. */
  readonly tracking: number | null;
  readonly pairs: number;
}

export function isGap({ guess, answer }: GapPair): boolean {
  return guess - answer >= GAP_POINTS - SCORE_TOLERANCE;
}

export function measureGap(pairs: readonly GapPair[]): PerceptionGap {
  if (pairs.length === 0) return { bias: null, tracking: null, pairs: 0 };
  const bias = mean(pairs.map(({ guess, answer }) => guess - answer));
  return { bias, tracking: pairs.length < TRACKING_LEAST ? null : correlation(pairs), pairs: pairs.length };
}

function correlation(pairs: readonly GapPair[]): number | null {
  const guess = mean(pairs.map((pair) => pair.guess));
  const answer = mean(pairs.map((pair) => pair.answer));
  const sum = (of: (pair: GapPair) => number): number => pairs.reduce((total, pair) => total + of(pair), 0);
  const [guesses, answers] = [sum((pair) => (pair.guess - guess) ** 2), sum((pair) => (pair.answer - answer) ** 2)];
  if (guesses < SCORE_TOLERANCE || answers < SCORE_TOLERANCE) return null;
  const r = sum((pair) => (pair.guess - guess) * (pair.answer - answer)) / Math.sqrt(guesses * answers);
  return Math.min(1, Math.max(-1, r));
}
