/**
 * Scores at the top, again and again, tell little: the client is asked something more instead. No flag, and no praise. A
 * small count on the client's computer is all it needs.
 */
import { SCORE_TOLERANCE } from "../score.ts";

/** Ceilings are common and stable; four in a row at this height ask for a question (judgement of the paper, 4.1). */
export const CEILING_SCORE = 9.5;
export const CEILING_SESSIONS = 4;
/** How many questions take turns. */
export const CEILING_QUESTIONS = 3;

/** Sessions in a row at the ceiling, this one included. One without a score says nothing of it and leaves the count. */
export function nextCeilingRun(run: number, score: number | null): number {
  if (score === null) return run;
  return score >= CEILING_SCORE - SCORE_TOLERANCE ? run + 1 : 0;
}

/** Which question is due after this session, counted from 0; null for none. */
export function ceilingQuestion(run: number): number | null {
  return run < CEILING_SESSIONS ? null : (run - CEILING_SESSIONS) % CEILING_QUESTIONS;
}
