import { type Figure, figureOfOne, figureOfRuns } from "../figure.ts";
import { median } from "../statistics.ts";

/** Cost against work: the same thing done with more and more of something. */
export interface Line {
  readonly name: string;
  /** What the work is counted in. */
  readonly of: string;
  /** `all`: the cost of all the work, which may grow as it does. `each`: of one more beside the rest, which may not grow. */
  readonly cost: "all" | "each";
  /** Why it is steeper than it should be, where that is known. */
  readonly note?: string;
}

/** Milliseconds of the counted runs with so much work. */
export interface Measured {
  readonly work: number;
  readonly runs: readonly number[];
}

/** A line that is straight is measured as a little steeper every second time: this much is what noise adds. */
const NOISE = 0.1;
const STEEPEST = { all: 1 + NOISE, each: NOISE };

/** A figure for each place on the line, and one for how steep it is from end to end. */
export function figuresOfLine({ name, of, cost, note }: Line, measured: readonly Measured[]): readonly Figure[] {
  const points = measured.map(({ work, runs }) => ({
    ...figureOfRuns({ what: `${name}: ${work.toLocaleString("en")} ${of}`, unit: "ms" }, runs),
    point: { line: name, work },
  }));
  const places = measured.map(({ work, runs }) => ({ work, ms: median(runs) ?? 0 }));
  const named = { what: `${name}: slope`, unit: "on a log-log plot", target: STEEPEST[cost], note: note ?? null };
  const steepest = { ...named, what: `${name}: slope of the last tenfold or less` };
  return [
    ...points,
    figureOfOne(named, slopeOf(places), places.length),
    figureOfOne({ ...steepest, note: "where what is fixed hides least" }, slopeOf(lastTenfold(places)), 2),
  ];
}

export interface Place {
  readonly work: number;
  readonly ms: number;
}

/** Least squares through the logarithms: 1 is in proportion, 2 is with the square, 0 is the same whatever the work. */
export function slopeOf(places: readonly Place[]): number | null {
  const logs = places.filter(({ ms }) => ms > 0).map(({ work, ms }) => [Math.log(work), Math.log(ms)] as const);
  if (logs.length < 2) return null;
  const meanX = logs.reduce((sum, [x]) => sum + x, 0) / logs.length;
  const meanY = logs.reduce((sum, [, y]) => sum + y, 0) / logs.length;
  const together = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  const alone = logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return alone === 0 ? null : together / alone;
}

function lastTenfold(places: readonly Place[]): readonly Place[] {
  const most = Math.max(...places.map(({ work }) => work));
  return places.filter(({ work }) => work >= most / 10);
}
