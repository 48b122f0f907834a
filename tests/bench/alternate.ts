import type { Pair } from "./statistics.ts";

export interface Alternation {
  /** Runs of each side that do not count: caches, compiled code and devices are as they stay from then on. */
  readonly warmUps: number;
  readonly pairs: number;
}

type Side = () => Promise<number>;

/** Runs both sides in turn. Who goes first changes from pair to pair, so that neither gets the better place. */
export async function alternate(withUs: Side, without: Side, { warmUps, pairs }: Alternation): Promise<readonly Pair[]> {
  const counted: Pair[] = [];
  for (let round = -warmUps; round < pairs; round++) {
    const pair = round % 2 === 0 ? await withFirst(withUs, without) : await withoutFirst(withUs, without);
    if (round >= 0) counted.push(pair);
  }
  return counted;
}

async function withFirst(withUs: Side, without: Side): Promise<Pair> {
  const first = await withUs();
  return { with: first, without: await without() };
}

async function withoutFirst(withUs: Side, without: Side): Promise<Pair> {
  const first = await without();
  return { with: await withUs(), without: first };
}
