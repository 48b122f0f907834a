/**
 * Scores of one response by facet, on 0–10: how they lie to each other is what a therapist asks about. The rule that must
 * not break: missing is not zero.
 */
import type { Answers } from "./answers.ts";
import { FACETS, type Facet, type Instrument } from "./instrument.ts";
import { mean, valuesOf } from "./score.ts";

/** A facet with no answered item has no score; it is not zero. */
export type FacetScores = Readonly<Record<Facet, number | null>>;

export function scoreFacets(instrument: Instrument, answers: Answers): FacetScores {
  const scores: Record<Facet, number | null> = { bond: null, goals: null, tasks: null };
  for (const facet of FACETS) {
    const items = instrument.items.filter((item) => item.core && item.topic === facet);
    const values = valuesOf(items, answers);
    scores[facet] = values.length === 0 ? null : mean(values);
  }
  return scores;
}
