/**
 * DIP: one session clearly below what this client usually says. A reason to ask, never "a rupture": drops from session to
 * session tell unreliably what happened in them.
 */
import { SCORE_TOLERANCE } from "../score.ts";
import { baselineOf, type SpreadRule, spreadByDeviation } from "./baseline.ts";

export interface DipRule {
  readonly key: string;
  readonly spreadRule: SpreadRule;
  /** How many spreads below the median. */
  readonly spreads: number;
  /** And how many points at least: a client who never varies is not asked about every small step. */
  readonly leastDrop: number;
}

/** The clinical paper's rule (4.1), from its simulation. */
export const DIP: DipRule = { key: "dip", spreadRule: spreadByDeviation, spreads: 2, leastDrop: 1.5 };

/** What was decided on; `isDip` of the same facts says the same again. */
export interface DipFacts {
  readonly rule: string;
  readonly score: number;
  readonly median: number;
  readonly spread: number;
  readonly drop: number;
  /** The drop that was needed. */
  readonly neededDrop: number;
  /** Earlier sessions it was held against. */
  readonly sessions: number;
}

/** The facts of one session, raised or not; null where there are too few sessions before it. */
export function dipFacts(
  rule: DipRule,
  earlier: readonly number[],
  score: number,
  floor: number | null,
): DipFacts | null {
  const baseline = baselineOf(earlier, rule.spreadRule, floor);
  if (baseline === null) return null;
  const neededDrop = Math.max(rule.spreads * baseline.spread, rule.leastDrop);
  return { rule: rule.key, score, ...baseline, drop: baseline.median - score, neededDrop };
}

export function isDip({ drop, neededDrop }: Pick<DipFacts, "drop" | "neededDrop">): boolean {
  return drop >= neededDrop - SCORE_TOLERANCE;
}
