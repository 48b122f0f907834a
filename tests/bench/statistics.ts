/** What a figure says of its runs. Pure functions of numbers; a list without numbers has no answer, it is not zero. */

export function median(values: readonly number[]): number | null {
  return quantile(values, 0.5);
}

/** Between neighbours in a straight line, as most tools do it. */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)]!, sorted[Math.ceil(place)]!];
  return low + (high - low) * (place - Math.floor(place));
}

export interface Spread {
  readonly from: number;
  readonly to: number;
}

/** The middle half of the runs: the noise of a figure, whatever the outliers. */
export function middleHalf(values: readonly number[]): Spread | null {
  const [from, to] = [quantile(values, 0.25), quantile(values, 0.75)];
  return from === null || to === null ? null : { from, to };
}

/** One measurement with, one without, taken side by side. */
export interface Pair {
  readonly with: number;
  readonly without: number;
}

export function differencesOf(pairs: readonly Pair[]): readonly number[] {
  return pairs.map((pair) => pair.with - pair.without);
}

/** Once in twenty, chance alone looks like this. */
export const SIGNIFICANT = 0.05;

/**
 * How likely chance alone makes so many pairs come out higher with than without (sign test, one-sided: being lower is no
 * cost). Equal pairs say nothing and are left out.
 */
export function chanceOfHigher(pairs: readonly Pair[]): number {
  const unequal = differencesOf(pairs).filter((difference) => difference !== 0);
  const higher = unequal.filter((difference) => difference > 0).length;
  return chanceOfAtLeast(higher, unequal.length);
}

/** Heads at least `wanted` times in so many throws of a coin. */
function chanceOfAtLeast(wanted: number, throws: number): number {
  let chance = 0;
  let ways = 1;
  for (let heads = 0; heads <= throws; heads++) {
    if (heads >= wanted) chance += ways / 2 ** throws;
    ways = (ways * (throws - heads)) / (heads + 1);
  }
  return chance;
}

/**
 * Nothing seen in this much time rules nothing out: with fewer than this many an hour, seeing none is still likelier than
 * once in twenty (the rule of three).
 */
export function mostAnHourWhenNoneSeen(watchedMs: number): number {
  return (3 * 3_600_000) / watchedMs;
}
