import { createRandom, seedOfRun } from "../faults/random.ts";
import type { ParameterSet } from "./parameter-sets.ts";
import { createClient } from "./simulated-client.ts";
import { LONG, SHORT } from "./tally.ts";

/** The drop and the share of stable clients that the aim names. */
const AIM_DROP = 2.5;
export const AIM_FALSE = 0.15;
export const AIM_FOUND = 0.9;
/** Clients who never vary would be told of every rounding. */
const LEAST_SPREAD = 0.15;
const ELSEWHERE = 1_000_003;

/**
 * What share of single drops a rule would find that knew each client's true mean and spread and looked at one session's
 * score (likelihood ratio of normal scores), with its limit set so that exactly 15 of 100 stable clients are flagged in
 * the sessions 5 to 12. No rule that must learn mean and spread from a client's sessions does better on such scores.
 */
export function bestPossible(set: ParameterSet, clients: number, seed: number): number {
  const stable: number[] = [];
  const dropped: number[] = [];
  for (let run = 0; run < clients; run++) {
    const random = createRandom(seedOfRun(seed + ELSEWHERE, run));
    const client = createClient(set, random, LONG);
    const scoresOf = (drop: number): readonly number[] =>
      Array.from({ length: LONG }, (_, index) => client.session(index, drop)?.score ?? null).filter(
        (one) => one !== null,
      );
    const scores = scoresOf(0);
    const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / (scores.length - 1);
    const spread = Math.max(LEAST_SPREAD, Math.sqrt(variance));
    const evidence = (score: number): number => (AIM_DROP / spread ** 2) * (mean - score - AIM_DROP / 2);
    stable.push(Math.max(...scores.slice(4, SHORT).map(evidence)));
    dropped.push(evidence(random.pick(scoresOf(AIM_DROP).slice(4, SHORT))));
  }
  const limit = stable.sort((a, b) => b - a)[Math.floor(AIM_FALSE * clients)] ?? 0;
  return Number((dropped.filter((one) => one > limit).length / clients).toFixed(4));
}
