/**
 * How long a check-in took, as coarsely as it may leave the page: enough for a practice's median, too little to say
 * where a client hesitated.
 */
export const ANSWER_TIMES_SECONDS = [15, 30, 45, 60, 120] as const;
export type AnswerSeconds = (typeof ANSWER_TIMES_SECONDS)[number];

/** The next step up; everything longer is the last step, and a clock that was set back is the first. */
export function roundAnswerTime(tookMs: number): AnswerSeconds {
  return ANSWER_TIMES_SECONDS.find((seconds) => tookMs <= seconds * 1_000) ?? 120;
}
