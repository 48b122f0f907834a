/**
 * Scores in an instrument's own numbers, as its manual counts them: total and scales, reversed items turned round, what
 * is missing made up from the answered rest. The rule that must not break: missing is not zero; below the share that
 * must be answered there is no score.
 */
import type { Answers } from "./answers.ts";
import type { Instrument } from "./instrument.ts";
import { mean, SCORE_TOLERANCE, valueOf } from "./score.ts";

export interface RawScores {
  /** Sum or mean, as the instrument says; null where too little was answered. */
  readonly total: number | null;
  readonly scales: Readonly<Record<string, number | null>>;
  /** The total on 0–10: what flags of every instrument are counted on. */
  readonly outOfTen: number | null;
}

/** Answers must have been validated against the instrument. */
export function scoreRaw(instrument: Instrument, answers: Answers): RawScores {
  const { scoring } = instrument;
  const total = scoreIds(instrument, scoring.total, answers);
  const scales = Object.entries(scoring.scales).map(([name, ids]) => [name, scoreIds(instrument, ids, answers)]);
  return { total, scales: Object.fromEntries(scales), outOfTen: total === null ? null : toTen(total, scoring.range) };
}

/** Clinical paper, 2.4: `10 * (score - lowest) / (highest - lowest)`. */
export function toTen(score: number, [low, high]: readonly [low: number, high: number]): number {
  return (10 * (score - low)) / (high - low);
}

/** Standard deviation and reliability as published, as the smallest spread on 0–10 that flags count with. */
export function spreadFloorOf({ stats, scoring }: Pick<Instrument, "stats" | "scoring">): number | null {
  if (stats === undefined) return null;
  const [low, high] = scoring.range;
  return (10 * stats.sd * Math.sqrt(1 - stats.reliability)) / (high - low);
}

function scoreIds({ items, scoring }: Instrument, ids: readonly string[], answers: Answers): number | null {
  const asked = ids.flatMap((id) => items.find((item) => item.id === id) ?? []);
  const values = asked.map((item) => valueOf(item, answers)).filter((value) => value !== null);
  if (values.length === 0 || values.length < scoring.minAnswered * asked.length - SCORE_TOLERANCE) return null;
  return scoring.method === "mean" ? mean(values) : mean(values) * asked.length;
}
