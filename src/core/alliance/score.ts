/**
 * Scores of one response, all on 0–10 whatever the instrument's own range. What a change means is decided elsewhere.
 * The rule that must not break: missing is not zero; what was not answered takes no part in any mean.
 */
import type { Answers } from "./answers.ts";
import type { Instrument, Item } from "./instrument.ts";

/** Scores are thirds: compared with less than this, rounding alone would decide. */
export const SCORE_TOLERANCE = 1e-9;

/** The alliance score: the mean of the answered core items, if enough of them were answered. */
export function scoreAlliance(instrument: Instrument, answers: Answers): number | null {
  const core = instrument.items.filter((item) => item.core);
  const values = valuesOf(core, answers);
  const needed = instrument.scoring.minAnswered * core.length;
  return values.length === 0 || values.length < needed - SCORE_TOLERANCE ? null : mean(values);
}

/** One item on 0–10, turned round where the instrument says so; null where it was not answered or is not a number. */
export function scoreItem({ id, responses, reverse }: Item, answers: Answers): number | null {
  const value = answers[id];
  if (responses.type !== "scale" || typeof value !== "number") return null;
  const { min, max } = responses;
  const turned = reverse ? min + max - value : value;
  return (10 * (turned - min)) / (max - min);
}

/** At or below this a session was not easy, whatever came before (clinical paper, 4.1, LOW). */
export const LOW_SCORE = 5;
/** One core item as low as this says the same. */
export const LOW_ITEM = 3;

export function isLow(instrument: Instrument, answers: Answers): boolean {
  const score = scoreAlliance(instrument, answers);
  const core = valuesOf(
    instrument.items.filter((item) => item.core),
    answers,
  );
  return (score !== null && score <= LOW_SCORE + SCORE_TOLERANCE) || core.some((value) => value <= LOW_ITEM);
}

export function valuesOf(items: readonly Item[], answers: Answers): readonly number[] {
  return items.map((item) => scoreItem(item, answers)).filter((value) => value !== null);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
