/**
 * LOW: a session that was not easy by itself, whatever came before; so it may be the first, or one with too few answers
 * for a score.
 */
import { LOW_ITEM, LOW_SCORE, SCORE_TOLERANCE } from "../score.ts";
import type { FlagSession } from "./flag-session.ts";

/** On 0–10. Judged for our own items; another instrument's limit must come from its own source. */
export interface LowLimits {
  readonly score: number;
  readonly item: number;
}
export const LOW: LowLimits = { score: LOW_SCORE, item: LOW_ITEM };

export interface LowFacts {
  readonly rule: "low";
  readonly score: number | null;
  readonly lowestItem: number | null;
  readonly limits: LowLimits;
}

export function lowFacts({ score, lowestItem }: FlagSession, limits: LowLimits): LowFacts {
  return { rule: "low", score, lowestItem, limits };
}

export function isLowSession({ score, lowestItem, limits }: LowFacts): boolean {
  return isAtMost(score, limits.score) || isAtMost(lowestItem, limits.item);
}

function isAtMost(value: number | null, limit: number): boolean {
  return value !== null && value <= limit + SCORE_TOLERANCE;
}
