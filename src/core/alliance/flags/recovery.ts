/**
 * RECOVERED and NOT RECOVERED: what became of a dip. The dip's own baseline is kept, so that a baseline that has
 * sunk meanwhile does not call a loss recovered. A dip inside an open episode belongs to it.
 */
import { SCORE_TOLERANCE } from "../score.ts";
import type { DipFacts } from "./dip.ts";

/** Scored sessions within which a dip is recovered or is not (judgement of the clinical paper, 4.1). */
export const RECOVERY_SESSIONS = 6;

export interface Episode {
  readonly usual: number;
  readonly spread: number;
  /** Scored sessions since the dip. */
  readonly sessions: number;
}

export interface RecoveryFacts {
  readonly rule: "recovery";
  readonly score: number;
  /** At or above this it counts as recovered: what was usual at the dip, less its spread. */
  readonly line: number;
  readonly sessions: number;
}

export interface EpisodeStep {
  /** Null when it is over. */
  readonly episode: Episode | null;
  readonly facts: RecoveryFacts;
}

export function openEpisode({ usual, spread }: Pick<DipFacts, "usual" | "spread">): Episode {
  return { usual, spread, sessions: 0 };
}

export function nextEpisode(episode: Episode, score: number): EpisodeStep {
  const sessions = episode.sessions + 1;
  const facts: RecoveryFacts = { rule: "recovery", score, line: episode.usual - episode.spread, sessions };
  const isOver = isRecovered(facts) || isNotRecovered(facts);
  return { episode: isOver ? null : { ...episode, sessions }, facts };
}

export function isRecovered({ score, line }: RecoveryFacts): boolean {
  return score >= line - SCORE_TOLERANCE;
}

/** The very next session: the picture of the line is a V. */
export function isV({ sessions }: RecoveryFacts): boolean {
  return sessions === 1;
}

export function isNotRecovered(facts: RecoveryFacts): boolean {
  return facts.sessions >= RECOVERY_SESSIONS && !isRecovered(facts);
}
