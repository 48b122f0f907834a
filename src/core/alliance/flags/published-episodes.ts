/**
 * What becomes of a drop that a published rule raised: how deep it went, how long it took, and whether it was repaired.
 * Studies count these; a therapist's page does not.
 */
import { SCORE_TOLERANCE } from "../score.ts";
import { isRaised, type PublishedKey, publishedFacts, SAMPLE_SD } from "./published-rules.ts";

export interface PublishedEpisode {
  /** Scored sessions, counted from 0. */
  readonly raisedAt: number;
  /** The score it fell from. */
  readonly from: number;
  readonly lowest: number;
  /** When the score stood a sample deviation above the lowest again; null while it did not. */
  readonly repairedAt: number | null;
}

/** `scores`: all of one client, oldest first. A rule that is raised inside an open episode deepens that one. */
export function listEpisodes(rule: PublishedKey, scores: readonly number[]): readonly PublishedEpisode[] {
  const episodes: PublishedEpisode[] = [];
  let open = null as PublishedEpisode | null;
  for (const [at, score] of scores.entries()) {
    if (open === null) {
      const facts = publishedFacts(rule, scores.slice(0, at), score);
      if (facts !== null && isRaised(facts))
        open = { raisedAt: at, from: facts.compared, lowest: score, repairedAt: null };
    } else if (score - open.lowest >= SAMPLE_SD - SCORE_TOLERANCE) {
      episodes.push({ ...open, repairedAt: at });
      open = null;
    } else open = { ...open, lowest: Math.min(open.lowest, score) };
  }
  return open === null ? episodes : [...episodes, open];
}
