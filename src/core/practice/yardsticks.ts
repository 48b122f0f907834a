/**
 * What a pilot is judged by (clinical paper, 7.2), and whether its figures reach that. The rule that must not break: what
 * was not counted is never called met or not met.
 */
import type { PooledFigures } from "./pooled.ts";

/** Of check-ins that could have been answered; 60 % is what automatic reminders reached elsewhere (clinical paper, 94). */
export const ANSWERED_SHARE = 0.6;
/** Answering takes no longer than this in the middle case (clinical paper, 5). */
export const MEDIAN_SECONDS = 45;

export const YARDSTICKS = ["answered", "seconds", "lookedAt", "rules"] as const;
export type Yardstick = (typeof YARDSTICKS)[number];
/** `tooFew`: hidden, since few clients or therapists are in it. `notKnown`: nothing that was brought counts it. */
export type Verdict = "met" | "notMet" | "tooFew" | "notKnown";

/** `heldKnown`: whether anybody wrote sessions down. */
export function judge(figures: PooledFigures, heldKnown: boolean): Readonly<Record<Yardstick, Verdict>> {
  const { answered, medianSeconds, checkIns } = figures.total;
  return {
    answered: heldKnown ? verdictOf(answered && answered.value / answered.of >= ANSWERED_SHARE) : "notKnown",
    // Counted, but nobody timed: an older version sent no times.
    seconds:
      checkIns !== null && medianSeconds === null
        ? "notKnown"
        : verdictOf(medianSeconds && medianSeconds <= MEDIAN_SECONDS),
    // The therapist page does not write down when a response was looked at.
    lookedAt: "notKnown",
    // The spread of one client's scores and false alarms need single scores, which no pooled file holds.
    rules: "notKnown",
  };
}

function verdictOf(isMet: boolean | null): Verdict {
  if (isMet === null) return "tooFew";
  return isMet ? "met" : "notMet";
}
