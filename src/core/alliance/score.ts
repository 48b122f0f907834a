/**
 * Scores of one response, all on 0–10 whatever the instrument's own range. What a change means is decided elsewhere.
 * The rule that must not break: missing is not zero; what was not answered takes no part in any mean.
 */
import type { Answers } from "./answers.ts";
import type { Instrument, Item, ResponseSet } from "./instrument.ts";

/** Scores are thirds: compared with less than this, rounding alone would decide. */
export const SCORE_TOLERANCE = 1e-9;

/** The alliance score: the mean of the answered core items, if enough of them were answered. */
export function scoreAlliance(instrument: Instrument, answers: Answers): number | null {
  const core = instrument.items.filter((item) => item.core);
  const values = valuesOf(core, answers);
  const needed = instrument.scoring.minAnswered * core.length;
  return values.length === 0 || values.length < needed - SCORE_TOLERANCE ? null : mean(values);
}

/** One item on 0–10, turned round where the instrument says so; null where it was not answered or has no number. */
export function scoreItem(item: Item, answers: Answers): number | null {
  const value = valueOf(item, answers);
  const [min, max] = boundsOf(item.responses);
  return value === null ? null : (10 * (value - min)) / (max - min);
}

/** One answer in the instrument's own numbers, turned round where it says so. */
export function valueOf({ id, responses, reverse }: Item, answers: Answers): number | null {
  const given = answers[id];
  const value = responses.type === "choice" ? responses.choices.find(({ code }) => code === given)?.value : given;
  if (typeof value !== "number" || responses.type === "text") return null;
  const [min, max] = boundsOf(responses);
  return reverse ? min + max - value : value;
}

/** Lowest and highest number that an answer can have. */
export function boundsOf(responses: ResponseSet): readonly [low: number, high: number] {
  if (responses.type === "scale") return [responses.min, responses.max];
  const values = responses.type === "choice" ? responses.choices.map(({ value = 0 }) => value) : [];
  return [Math.min(...values), Math.max(...values)];
}

/** At or below this a session was not easy, whatever came before (clinical paper, 4.1, LOW). */
export const LOW_SCORE = 5;
/** One core item as low as this says the same. */
export const LOW_ITEM = 3;

/** Of somebody else's instrument only what its own cut-off says: our limits are for our words (clinical paper, 2.4). */
export function isLow(instrument: Instrument, answers: Answers): boolean {
  const score = scoreAlliance(instrument, answers);
  if (instrument.licence.tier !== "own") return score !== null && score <= cutoffOf(instrument) + SCORE_TOLERANCE;
  const core = valuesOf(
    instrument.items.filter((item) => item.core),
    answers,
  );
  return (score !== null && score <= LOW_SCORE + SCORE_TOLERANCE) || core.some((value) => value <= LOW_ITEM);
}

/** The published limit on 0–10, at or below which a score is low; below everything where none was published. */
export function cutoffOf({ interpretation, scoring }: Pick<Instrument, "interpretation" | "scoring">): number {
  const [low, high] = scoring.range;
  return interpretation?.cutoff === undefined ? -1 : (10 * (interpretation.cutoff - low)) / (high - low);
}

export function valuesOf(items: readonly Item[], answers: Answers): readonly number[] {
  return items.map((item) => scoreItem(item, answers)).filter((value) => value !== null);
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
