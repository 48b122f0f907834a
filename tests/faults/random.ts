/** Reproducible chance: the same seed gives the same numbers on every machine. */
export interface Random {
  /** From [0, 1). */
  next(): number;
  /** From 0 to `limit` - 1. */
  below(limit: number): number;
  chance(of: number): boolean;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: small, and good enough to tell stories. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    chance: (of) => next() < of,
    pick(from) {
      const picked = from[below(from.length)];
      if (picked === undefined) throw new RangeError("Nothing to pick from.");
      return picked;
    },
  };
}

/** The seed of one run, so that it can be played alone. */
export function seedOfRun(seed: number, run: number): number {
  return (Math.imul(seed, 0x9e3779b1) + Math.imul(run, 0x85ebca6b)) >>> 0;
}
