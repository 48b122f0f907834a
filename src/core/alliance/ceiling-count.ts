/**
 * When everything was as good as can be several times running, one open question more (clinical paper, 4.1 and 6.4): scores
 * that are always high say little, and stay so. How the count is kept is high-run.ts.
 */
import { SCORE_TOLERANCE } from "./score.ts";

/** From this score on a session counts as high (clinical paper, 4.1). */
export const CEILING_SCORE = 9.5;
/** So many high ones running before a question comes, and between one question and the next. */
export const CEILING_EVERY = 4;
/** Three questions take turns. */
export const CEILING_QUESTIONS = 3;

/** One without a score, too few core items having been answered, says nothing either way. */
export function nextRun(run: number, score: number | null): number {
  if (score === null) return run;
  return score < CEILING_SCORE - SCORE_TOLERANCE ? 0 : (run % (CEILING_EVERY * CEILING_QUESTIONS)) + 1;
}

/** Which of the questions is due with this score, from 0; null: none. */
export function ceilingQuestion(run: number, score: number | null): number | null {
  const next = nextRun(run, score);
  return score === null || next === 0 || next % CEILING_EVERY > 0 ? null : next / CEILING_EVERY - 1;
}
