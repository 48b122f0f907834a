/**
 * Middle and spread of a client's scores. The rule that must not break: never NaN for scores that are numbers; what
 * cannot be said of too few is null.
 */
import { mean } from "../score.ts";

/** Makes the median deviation comparable with a standard deviation where scores are normal (Blampied 2022). */
export const DEVIATION_TO_SD = 1.4826;

export type Filled = readonly [number, ...number[]];

export function median(values: Filled): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  const upper = sorted[half] ?? values[0];
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[half - 1] ?? upper)) / 2;
}

/** Median of the distances to `middle`: one odd session in eight does not move it. */
export function medianDeviation(values: Filled, middle: number): number {
  const distances = values.map((value) => Math.abs(value - middle));
  return isFilled(distances) ? median(distances) : 0;
}

/** Sample standard deviation; null below two values. */
export function standardDeviation(values: readonly number[]): number | null {
  if (values.length < 2) return null;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
}

/** The last `count` of them, or null where there are not that many as `least`. */
export function lastOf(values: readonly number[], count: number, least: number): Filled | null {
  const last = values.slice(-count);
  return last.length >= least && isFilled(last) ? last : null;
}

export function isFilled(values: readonly number[]): values is Filled {
  return values.length > 0;
}
