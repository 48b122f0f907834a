import type { Fault } from "./fault-list.ts";
import { createRandom, type Random, seedOfRun } from "./random.ts";

/** One fault, and what the client does while it lasts. */
export interface Act {
  readonly fault: string;
  /** Check-ins submitted while the fault is there. */
  readonly submits: number;
  /** Seed of whatever else chance decides in this act. */
  readonly seed: number;
}

export interface Story {
  readonly run: number;
  readonly seed: number;
  readonly acts: readonly Act[];
}

const MOST_ACTS = 3;
const MOST_SUBMITS = 2;

/**
 * The story of one run. Its first fault goes round the list, so that a run of all rounds plays each; the others are
 * drawn. The same seed and run tell the same story, whichever runs were played before.
 */
export function makeStory(faults: readonly Fault[], seed: number, run: number): Story {
  const own = seedOfRun(seed, run);
  const random = createRandom(own);
  const turn = faults[(run - 1) % faults.length];
  if (turn === undefined) throw new RangeError("A story needs a fault.");
  const others = Array.from({ length: random.below(MOST_ACTS) }, () => drawFault(faults, random));
  return { run, seed: own, acts: [turn, ...others].map(({ id }) => actOf(id, random)) };
}

function actOf(fault: string, random: Random): Act {
  return { fault, submits: 1 + random.below(MOST_SUBMITS), seed: Math.floor(random.next() * 2 ** 32) };
}

function drawFault(faults: readonly Fault[], random: Random): Fault {
  const total = faults.reduce((sum, { weight = 1 }) => sum + weight, 0);
  let left = random.next() * total;
  for (const fault of faults) {
    left -= fault.weight ?? 1;
    if (left < 0) return fault;
  }
  return random.pick(faults);
}

export function tellStory({ run, seed, acts }: Story): string {
  return `run ${run}, seed ${seed}: ${acts.map(({ fault, submits }) => `${fault}×${submits}`).join(" ")}`;
}
