import type { Pair } from "./statistics.ts";

export interface Alternation {
  /** Runs of each side that do not count: caches, compiled code and devices are as they stay from then on. */
  readonly warmUps: number;
  readonly pairs: number;
}

export interface Both<Run> {
  readonly with: Run;
  readonly without: Run;
}

/** Runs both sides in turn. Who goes first changes from pair to pair, so that neither gets the better place. */
export async function alternate<Run>(
  withUs: () => Promise<Run>,
  without: () => Promise<Run>,
  { warmUps, pairs }: Alternation,
): Promise<readonly Both<Run>[]> {
  const counted: Both<Run>[] = [];
  for (let round = -warmUps; round < pairs; round++) {
    const both = round % 2 === 0 ? await withFirst(withUs, without) : await withoutFirst(withUs, without);
    if (round >= 0) counted.push(both);
  }
  return counted;
}

async function withFirst<Run>(withUs: () => Promise<Run>, without: () => Promise<Run>): Promise<Both<Run>> {
  const first = await withUs();
  return { with: first, without: await without() };
}

async function withoutFirst<Run>(withUs: () => Promise<Run>, without: () => Promise<Run>): Promise<Both<Run>> {
  const first = await without();
  return { with: await withUs(), without: first };
}

export function pairsOf<Run>(runs: readonly Both<Run>[], valueOf: (run: Run) => number): readonly Pair[] {
  return runs.map((both) => ({ with: valueOf(both.with), without: valueOf(both.without) }));
}
