import { takeTurns } from "../alternate.ts";
import type { Plan } from "../bench.ts";
import type { Measured } from "./line.ts";

/** Below this the clock and whatever else the machine does would be most of what is measured. */
const LEAST_MS = 20;

/** Milliseconds of one go. Short work is done again and again until there is enough to measure. */
export function timeOf(work: () => unknown): number {
  for (let times = 1; ; times *= 2) {
    const startedAt = performance.now();
    for (let go = 0; go < times; go++) work();
    const ms = performance.now() - startedAt;
    if (ms >= LEAST_MS) return ms / times;
  }
}

const ROUNDS = 15;
const WARM_UPS = 2;

/** All amounts of work in turn, so that a busy minute of the machine falls on all of them. */
export async function measureAmounts(
  plan: Plan,
  amounts: readonly number[],
  workFor: (amount: number) => () => unknown,
): Promise<readonly Measured[]> {
  const sides = amounts.map((amount) => {
    const work = workFor(amount);
    return async () => timeOf(work);
  });
  const runs = await takeTurns(sides, { warmUps: plan.warmUps(WARM_UPS), rounds: plan.runs(ROUNDS) });
  return amounts.map((work, index) => ({ work, runs: runs[index] ?? [] }));
}
