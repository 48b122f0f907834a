/**
 * Rules as studies published them, for research on the same answers; never shown to a therapist by default. Limits are
 * those of our own score, from the simulation. The rule that must not break: whoever prints a study's name has read its
 * own wording first, so keys here are ours.
 */
import { mean, SCORE_TOLERANCE } from "../score.ts";
import { type Filled, isFilled, standardDeviation } from "./spread.ts";

/** Sample deviation of scores between and within clients (clinical paper, 4.2). */
export const SAMPLE_SD = 1.13;
/** Standard error of one score: `SD * sqrt(1 - r)`. */
export const SCORE_ERROR = 0.57;
/** Two-sided 95 %: what makes a change "reliable". */
const RELIABLE = 1.96;
/** Scores a client's own deviation is taken from, and the fewest (as in the studies that use it). */
const OWN_SESSIONS = 6;
const OWN_LEAST = 3;
/** Control chart of single values: 2.66 mean moving ranges are three deviations. */
const CHART_WIDTH = 2.66;
const CHART_LEAST = 4;
/** A client who never varies would be told of every step. */
const CHART_RANGE_LEAST = 0.321;

export interface PublishedFacts {
  readonly rule: PublishedKey;
  readonly score: number;
  /** The score it is held against: the one before, the best, or a mean. */
  readonly compared: number;
  readonly neededDrop: number;
  /** The drop must be larger than needed, not as large. */
  readonly strict: boolean;
}

type Compare = (earlier: Filled, score: number) => Omit<PublishedFacts, "rule" | "score"> | null;

const RULES = {
  best1sd: (earlier) => drop(Math.max(...earlier), SAMPLE_SD),
  prev1sd: (earlier) => drop(previous(earlier), SAMPLE_SD),
  prev2sd: (earlier) => drop(previous(earlier), 2 * SAMPLE_SD),
  gumz1: (earlier, score) => drop(previous(earlier), ownSd(earlier, score)),
  gumz2: (earlier, score) => drop(previous(earlier), 2 * ownSd(earlier, score)),
  rci: (earlier) => drop(previous(earlier), RELIABLE * Math.SQRT2 * SCORE_ERROR),
  chart: (earlier) => chart(earlier),
} as const satisfies Readonly<Record<string, Compare>>;

export type PublishedKey = keyof typeof RULES;
export const PUBLISHED_KEYS = Object.keys(RULES) as readonly PublishedKey[];

/** `earlier`: scores before this one, oldest first. Null where there are too few to compare with. */
export function publishedFacts(rule: PublishedKey, earlier: readonly number[], score: number): PublishedFacts | null {
  const compared = isFilled(earlier) ? RULES[rule](earlier, score) : null;
  return compared === null ? null : { rule, score, ...compared };
}

export function isRaised({ score, compared, neededDrop, strict }: PublishedFacts): boolean {
  const spare = compared - score - neededDrop;
  return strict ? spare > SCORE_TOLERANCE : spare >= -SCORE_TOLERANCE;
}

function drop(compared: number, neededDrop: number): ReturnType<Compare> {
  return { compared, neededDrop, strict: false };
}

function previous(earlier: Filled): number {
  return earlier.at(-1) ?? earlier[0];
}

/** The larger of sample and own deviation: the stricter. */
function ownSd(earlier: readonly number[], score: number): number {
  const own = [...earlier, score].slice(-OWN_SESSIONS);
  return Math.max(SAMPLE_SD, own.length < OWN_LEAST ? 0 : (standardDeviation(own) ?? 0));
}

function chart(earlier: readonly number[]): ReturnType<Compare> {
  if (earlier.length < CHART_LEAST) return null;
  const ranges = earlier.slice(1).map((score, index) => Math.abs(score - (earlier[index] ?? score)));
  const neededDrop = CHART_WIDTH * Math.max(mean(ranges), CHART_RANGE_LEAST);
  return { compared: mean(earlier), neededDrop, strict: true };
}
