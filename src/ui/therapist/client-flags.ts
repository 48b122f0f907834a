import { BASELINE_LEAST } from "../../core/alliance/flags/baseline.ts";
import { flagHistory, type SessionFlags, silenceNow } from "../../core/alliance/flags/flag-history.ts";
import { baselineKey, flagSessionOf } from "../../core/alliance/flags/flag-session.ts";
import { flagSettingsFor } from "../../core/alliance/flags/flag-settings.ts";
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
 * newest answers are to questions this version does not know.
 */
export function clientFlags(
  responses: readonly ReceivedResponse[],
  now: number,
  /** False in a pause and after the end: nobody is silent who was not asked. */
  expectsAnswers = true,
): ClientFlags | null {
  const [newest] = responses;
  if (newest === undefined || newest.instrument === null) return null;
  const key = baselineKey(newest.instrument);
  const sessions = responses.flatMap(({ id, seq, at, instrument, answers }) =>
    instrument === null || baselineKey(instrument) !== key
      ? []
      : [flagSessionOf(instrument, answers, { id, seq, endedAt: at })],
  );
  const history = flagHistory(sessions, flagSettingsFor(newest.instrument));
  const last = history.at(-1);
  if (last === undefined) return null;
  const silence = expectsAnswers ? (last.silence ?? silenceNow(history, now)) : null;
  return { newest: last, silence, simulated: newest.instrument.licence.tier === "own" };
}
