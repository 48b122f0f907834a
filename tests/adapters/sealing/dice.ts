export interface Dice {
  /** A whole number from 0 up to, and without, this one. */
  readonly below: (limit: number) => number;
  readonly of: <T>(values: readonly T[]) => T;
}

/** The same throws for the same seed (mulberry32): a failing run can be played again. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * Math.max(1, limit));
  return { below, of: (values) => values[below(values.length)]! };
}
