import type { Answers } from "../../src/core/alliance/answers.ts";
import type { Submitted } from "./oracle.ts";
import type { Random } from "./random.ts";

/** What was submitted in one run, and what is known of each. */
export interface Ledger {
  readonly all: readonly Submitted[];
  add(submitted: Submitted): void;
  change(checkInId: string, change: Partial<Submitted>): void;
}

export function createLedger(): Ledger {
  const all: Submitted[] = [];
  return {
    all,
    add: (submitted) => void all.push(submitted),
    change(checkInId, change) {
      const at = all.findIndex((one) => one.checkInId === checkInId);
      const known = all[at];
      if (known === undefined) throw new Error(`${checkInId} was never submitted.`);
      all[at] = { ...known, ...change };
    },
  };
}

/** Answers that no other check-in has. */
export function drawAnswers(checkInId: string, random: Random): Answers {
  return {
    B1: random.below(11),
    G1: random.below(11),
    T1: random.below(11),
    N1: `words of ${checkInId} ${"…".repeat(random.below(300))}`,
  };
}

export function drawWish(random: Random): "raise" | "read" | null {
  return random.pick(["raise", "read", null] as const);
}
