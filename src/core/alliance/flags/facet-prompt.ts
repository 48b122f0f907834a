/**
 * Which facet words a flag. Never a flag by itself: in 13 of 100 stable sessions some facet lies as far below.
 */
import type { FacetScores } from "../facet-scores.ts";
import { FACETS, type Facet } from "../instrument.ts";
import { SCORE_TOLERANCE } from "../score.ts";
import { BASELINE_LEAST, BASELINE_SESSIONS } from "./baseline.ts";
import { lastOf, median } from "./spread.ts";

/** Points below the client's own median of this facet (judgement of the clinical paper, 4.1). */
export const FACET_GAP = 2;

export interface FacetPrompt {
  readonly facet: Facet;
  readonly median: number;
  readonly score: number;
}

/** `earlier`: facets of the scored sessions before, oldest first. The largest gap; equal ones in the facets' own order. */
export function choosePrompt(earlier: readonly FacetScores[], facets: FacetScores): FacetPrompt | null {
  const prompts = FACETS.map((facet) => promptOf(facet, earlier.slice(-BASELINE_SESSIONS), facets));
  return prompts.reduce((best, prompt) => (gapOf(prompt) > gapOf(best) + SCORE_TOLERANCE ? prompt : best), null);
}

function promptOf(facet: Facet, earlier: readonly FacetScores[], facets: FacetScores): FacetPrompt | null {
  const before = earlier.map((scores) => scores[facet]).filter((value) => value !== null);
  const [values, score] = [lastOf(before, BASELINE_SESSIONS, BASELINE_LEAST), facets[facet]];
  if (values === null || score === null) return null;
  const middle = median(values);
  return middle - score >= FACET_GAP - SCORE_TOLERANCE ? { facet, median: middle, score } : null;
}

function gapOf(prompt: FacetPrompt | null): number {
  return prompt === null ? 0 : prompt.median - prompt.score;
}
