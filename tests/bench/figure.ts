import { chanceOfHigher, differencesOf, median, middleHalf, type Pair, quantile, SIGNIFICANT } from "./statistics.ts";

/** One measured thing. Null where there is none; why a value is missing stands in the note. */
export interface Figure {
  readonly what: string;
  /** The median where there are several runs. */
  readonly value: number | null;
  readonly unit: string;
  /** At most this; where more is better, at least. */
  readonly target: number | null;
  readonly moreIsBetter: boolean;
  readonly met: boolean | null;
  /** The same thing without us, or done by something else, in the same run. */
  readonly peer: number | null;
  readonly ratio: number | null;
  /** Counted runs, or pairs of runs. */
  readonly n: number;
  /** The slow end: one run in twenty is worse. */
  readonly p95: number | null;
  /** Width of the middle half of the runs. */
  readonly noise: number | null;
  readonly note: string | null;
  /** Where it stands in a drawing of cost against work. */
  readonly point?: Point;
}

/** One measured place on a line: how much was done. */
export interface Point {
  readonly line: string;
  readonly work: number;
}

export interface Named {
  readonly what: string;
  readonly unit: string;
  readonly target?: number | null;
  readonly moreIsBetter?: boolean;
  readonly note?: string | null;
}

/** Of runs that stand alone. */
export function figureOfRuns(named: Named, runs: readonly number[]): Figure {
  const { what, unit, target = null, moreIsBetter = false, note = null } = named;
  const value = rounded(median(runs));
  return {
    what,
    value,
    unit,
    target,
    moreIsBetter,
    met: isMet(value, target, moreIsBetter),
    peer: null,
    ratio: null,
    n: runs.length,
    p95: rounded(quantile(runs, moreIsBetter ? 0.05 : 0.95)),
    noise: noiseOf(runs),
    note,
  };
}

/** Of a thing that is the same however often one looks: bytes, a count. */
export function figureOfOne(named: Named, value: number | null, n = 1): Figure {
  const { what, unit, target = null, moreIsBetter = false, note = null } = named;
  const met = isMet(value, target, moreIsBetter);
  const alone = { peer: null, ratio: null, n, p95: null, noise: null };
  return { what, value: rounded(value), unit, target, moreIsBetter, met, ...alone, note };
}

function isMet(value: number | null, target: number | null, moreIsBetter: boolean): boolean | null {
  if (value === null || target === null) return null;
  return moreIsBetter ? value >= target : value <= target;
}

/** The same thing done by something else in the same run; what is met stays what it was. */
export function besidePeer(figure: Figure, peerRuns: readonly number[]): Figure {
  const peer = median(peerRuns);
  return {
    ...figure,
    peer: rounded(peer),
    ratio: figure.value === null || !peer ? null : rounded(figure.value / peer),
  };
}

/** Four pairs that are all higher are still chance: fewer than this cannot be judged. */
const FEWEST_PAIRS = 5;

/** With beside without. Met where the pairs show no increase that chance alone would not make once in twenty. */
export function figureOfPairs({ what, unit, note = null }: Named, pairs: readonly Pair[]): Figure {
  const [value, peer] = [median(pairs.map((pair) => pair.with)), median(pairs.map((pair) => pair.without))];
  const chance = chanceOfHigher(pairs);
  return {
    what,
    value: rounded(value),
    unit,
    target: null,
    moreIsBetter: false,
    met: pairs.length < FEWEST_PAIRS ? null : chance >= SIGNIFICANT,
    peer: rounded(peer),
    ratio: value === null || !peer ? null : rounded(value / peer),
    n: pairs.length,
    p95: rounded(
      quantile(
        pairs.map((pair) => pair.with),
        0.95,
      ),
    ),
    noise: noiseOf(differencesOf(pairs)),
    note: [pairs.length > 0 ? wordsForPairs(pairs, unit, chance) : null, note].filter(Boolean).join("; ") || null,
  };
}

/** What was to be measured and could not be. */
export function notMeasured(what: string, unit: string, why: string): Figure {
  return figureOfOne({ what, unit, note: `not measured: ${why}` }, null, 0);
}

function wordsForPairs(pairs: readonly Pair[], unit: string, chance: number): string {
  const differences = differencesOf(pairs);
  const higher = differences.filter((difference) => difference > 0).length;
  const { from, to } = middleHalf(differences)!;
  return (
    `median difference ${rounded(median(differences))} ${unit} (middle half ${rounded(from)} to ${rounded(to)}), ` +
    `higher in ${higher} of ${pairs.length} pairs, by chance alone p = ${chance.toFixed(2)}`
  );
}

function noiseOf(values: readonly number[]): number | null {
  const spread = middleHalf(values);
  return spread === null ? null : rounded(spread.to - spread.from);
}

/** Three digits that say something; whole numbers stay whole. */
export function rounded(value: number | null): number | null {
  if (value === null || !Number.isFinite(value)) return null;
  return Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
