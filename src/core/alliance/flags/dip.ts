/**
 * DIP: one session clearly below what this client usually says. A reason to ask, never "a rupture": drops from session to
 * session tell unreliably what happened in them.
 */
import { SCORE_TOLERANCE } from "../score.ts";
import { type BaselineRule, baselineByMean, baselineByMedian, baselineOf } from "./baseline.ts";

export interface DipRule {
  readonly key: string;
  readonly baselineRule: BaselineRule;
  /** How many spreads below the usual. */
  readonly spreads: number;
  /** And how many points at least: a client who never varies is not asked about every small step. */
  readonly leastDrop: number;
  /** Points the needed drop shrinks by for each point that the usual lies above `CUT_OFF_FROM`. */
  readonly relief: number;
}

/** From about here on the top of the scale cuts off part of a drop: a client who would say 11 falls from 10. */
const CUT_OFF_FROM = 9;

/** What therapists see: chosen by simulation, on other seeds than it is judged by (docs/simulation.md). */
export const DIP: DipRule = { key: "dip", baselineRule: baselineByMean, spreads: 2.47, leastDrop: 1, relief: 0.25 };
/** The clinical paper's (4.1). */
export const PAPER_DIP: DipRule = {
  key: "paperDip",
  baselineRule: baselineByMedian,
  spreads: 2,
  leastDrop: 1.5,
  relief: 0,
};

/** What was decided on; `isDip` of the same facts says the same again. */
export interface DipFacts {
  readonly rule: string;
  readonly score: number;
  readonly usual: number;
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
  const baseline = baselineOf(earlier, rule.baselineRule, floor);
  if (baseline === null) return null;
  const relief = rule.relief * Math.max(0, baseline.usual - CUT_OFF_FROM);
  const neededDrop = Math.max(rule.spreads * baseline.spread - relief, rule.leastDrop);
  return { rule: rule.key, score, ...baseline, drop: baseline.usual - score, neededDrop };
}

export function isDip({ drop, neededDrop }: Pick<DipFacts, "drop" | "neededDrop">): boolean {
  return drop >= neededDrop - SCORE_TOLERANCE;
}
