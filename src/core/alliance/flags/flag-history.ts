/**
 * A client's sessions read one after the other: which flags each raises, and what is remembered for the next. Each session
 * is held against earlier ones only, so a later response never changes what an earlier session showed.
 *
 *   session ─▶ open dip recovered? ─▶ dip? ─▶ drift? ─▶ low? tense? ─▶ facet that words them ─▶ remembered
 */
import type { FacetScores } from "../facet-scores.ts";
import { floorOf } from "./baseline.ts";
import { type DipFacts, dipFacts, isDip } from "./dip.ts";
import { type DriftState, isDrift, NO_DRIFT, nextDrift } from "./drift.ts";
import { choosePrompt, type FacetPrompt } from "./facet-prompt.ts";
import { type Flag, isBeforeSilence, isWordedByFacet, orderFlags } from "./flag.ts";
import { type FlagSession, orderSessions } from "./flag-session.ts";
import type { FlagSettings } from "./flag-settings.ts";
import { isLowSession, lowFacts } from "./low.ts";
import { type Episode, isNotRecovered, isRecovered, nextEpisode, openEpisode } from "./recovery.ts";
import { type SilenceFacts, silenceBefore, silenceSince } from "./silence.ts";
import { tenseFacts } from "./tension.ts";

export interface FlagMemory {
  /** Of the scored sessions so far, oldest first. */
  readonly scores: readonly number[];
  readonly facets: readonly FacetScores[];
  readonly drift: DriftState;
  readonly episode: Episode | null;
  /** The session before, if it was one after which silence is worth a note. */
  readonly concern: FlagSession | null;
}
export const NO_MEMORY: FlagMemory = { scores: [], facets: [], drift: NO_DRIFT, episode: null, concern: null };

export interface SessionFlags {
  readonly session: FlagSession;
  /** Most pressing first. */
  readonly flags: readonly Flag[];
  /** Words the flags; null also where there is none to word. */
  readonly prompt: FacetPrompt | null;
  /** "Not sure" whether something felt off: a note, not a flag. */
  readonly unsure: boolean;
  /** Check-ins were left out before this one, after a session worth asking about. */
  readonly silence: SilenceFacts | null;
  /** As it stands after this session. */
  readonly memory: FlagMemory;
}

/** One entry for each session, oldest first, whatever order they are given in. */
export function flagHistory(sessions: readonly FlagSession[], settings: FlagSettings): readonly SessionFlags[] {
  const history: SessionFlags[] = [];
  for (const session of orderSessions(sessions))
    history.push(flagSession(history.at(-1)?.memory ?? NO_MEMORY, session, settings));
  return history;
}

export function flagSession(memory: FlagMemory, session: FlagSession, settings: FlagSettings): SessionFlags {
  // Without a score a session stands in the way of no recovery, and in no baseline.
  const scored = session.score === null ? { flags: [], memory } : readScore(memory, session, session.score, settings);
  const flags = orderFlags([...scored.flags, ...spokenFlags(session, settings)]);
  return {
    session,
    flags,
    prompt: flags.some(isWordedByFacet) ? choosePrompt(memory.facets, session.facets) : null,
    unsure: session.tension === "unsure",
    silence: memory.concern === null ? null : silenceBefore(session, memory.concern),
    memory: { ...scored.memory, concern: flags.some(isBeforeSilence) ? session : null },
  };
}

/** "No answer since": at this instant nothing came for long after a session worth asking about. */
export function silenceNow(history: readonly SessionFlags[], now: number): SilenceFacts | null {
  if ((history.at(-1)?.memory.concern ?? null) === null) return null;
  return silenceSince(
    history.map(({ session }) => session),
    now,
  );
}

interface Reading {
  readonly flags: readonly Flag[];
  readonly memory: FlagMemory;
}

function readScore(memory: FlagMemory, session: FlagSession, score: number, settings: FlagSettings): Reading {
  const scores = [...memory.scores, score] as const;
  const floor = floorOf(settings.spreadFloor, memory.scores);
  const poorCall = session.callTrouble === "lot";
  const step = memory.episode === null ? null : nextEpisode(memory.episode, score);
  const facts = dipFacts(settings.dip, memory.scores, score, floor);
  const dip = facts !== null && isDip(facts) ? facts : null;
  // A dip at the very session that closes an episode unrecovered still belongs to it.
  const sameEpisode = step !== null && !isRecovered(step.facts);
  const drift = nextDrift(settings.drift, memory.drift, scores, floor, poorCall);
  const flags: Flag[] = [];
  if (step !== null && isRecovered(step.facts)) flags.push({ kind: "recovered", facts: step.facts });
  if (step !== null && isNotRecovered(step.facts)) flags.push({ kind: "notRecovered", facts: step.facts });
  if (dip !== null) flags.push({ kind: "dip", facts: dip, poorCall, sameEpisode });
  if (drift.facts !== null && isDrift(drift.facts)) flags.push({ kind: "drift", facts: drift.facts });
  return {
    flags,
    memory: {
      ...memory,
      scores,
      facets: [...memory.facets, session.facets],
      drift: drift.state,
      episode: sameEpisode ? step.episode : episodeOf(dip),
    },
  };
}

function episodeOf(dip: DipFacts | null): Episode | null {
  return dip === null ? null : openEpisode(dip);
}

/** What a session says by itself, whatever came before. */
function spokenFlags(session: FlagSession, { low: limits }: FlagSettings): readonly Flag[] {
  const low = limits === null ? null : lowFacts(session, limits);
  const tense = tenseFacts(session);
  return [
    ...(session.warned ? [{ kind: "risq", facts: { rule: "risq" } } as const] : []),
    ...(tense === null ? [] : [{ kind: "tense", facts: tense } as const]),
    ...(low !== null && isLowSession(low) ? [{ kind: "low", facts: low } as const] : []),
  ];
}
