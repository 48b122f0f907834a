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

/** Several sides, one after the other. Each round begins with the next one. Gives the counted runs of each side. */
export async function takeTurns<Run>(
  sides: readonly (() => Promise<Run>)[],
  { warmUps, rounds }: { readonly warmUps: number; readonly rounds: number },
): Promise<readonly (readonly Run[])[]> {
  const counted: Run[][] = sides.map(() => []);
  for (let round = 0; round < warmUps + rounds; round++) {
    for (let turn = 0; turn < sides.length; turn++) {
      const side = (round + turn) % sides.length;
      const run = await sides[side]!();
      if (round >= warmUps) counted[side]!.push(run);
    }
  }
  return counted;
}
