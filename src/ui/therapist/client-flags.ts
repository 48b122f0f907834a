import { BASELINE_LEAST } from "../../core/alliance/flags/baseline.ts";
import {
  flagHistory,
  flagSession,
  NO_MEMORY,
  type SessionFlags,
  silenceNow,
} from "../../core/alliance/flags/flag-history.ts";
import { baselineKey, type FlagSession, flagSessionOf } from "../../core/alliance/flags/flag-session.ts";
import { DEFAULT_SETTINGS, flagSettingsFor } from "../../core/alliance/flags/flag-settings.ts";
import type { SilenceFacts } from "../../core/alliance/flags/silence.ts";
import type { ReceivedResponse } from "./inbox.ts";

/** From here on a mean over sessions is dependable; before, it is an early picture. */
export const SESSIONS_FOR_A_LEVEL = BASELINE_LEAST;

export interface ClientFlags {
  /** Of the newest session. */
  readonly newest: SessionFlags;
  readonly silence: SilenceFacts | null;
  /** Our own questions: the only ones for which it was simulated how often a flag is chance. */
  readonly simulated: boolean;
}

/**
 * What is worth asking about now: the newest session, held against earlier ones with the same questions. Null where the
 * newest answers are to questions this version does not know, but for a warning that came beside them.
 */
export function clientFlags(responses: readonly ReceivedResponse[], now: number): ClientFlags | null {
  const [newest] = responses;
  if (newest === undefined) return null;
  if (newest.instrument === null) return newest.addOn?.warned ? warnedOnly(newest) : null;
  const key = baselineKey(newest.instrument);
  const sessions = responses.flatMap(({ id, seq, at, instrument, answers, addOn }) =>
    instrument === null || baselineKey(instrument) !== key
      ? []
      : [flagSessionOf(instrument, answers, { id, seq, endedAt: at, warned: addOn?.warned ?? false })],
  );
  const history = flagHistory(sessions, flagSettingsFor(newest.instrument));
  const last = history.at(-1);
  if (last === undefined) return null;
  const silence = last.silence ?? silenceNow(history, now);
  return { newest: last, silence, simulated: newest.instrument.licence.tier === "own" };
}

/** A yes that was sent is said, also where nothing else of the session can be read here. */
function warnedOnly({ id, seq, at }: ReceivedResponse): ClientFlags {
  const session: FlagSession = {
    id,
    seq,
    endedAt: at,
    warned: true,
    score: null,
    facets: { bond: null, goals: null, tasks: null },
    lowestItem: null,
    tension: null,
    repair: null,
    callTrouble: null,
    skippedBefore: null,
  };
  return { newest: flagSession(NO_MEMORY, session, DEFAULT_SETTINGS), silence: null, simulated: false };
}
