import { type Band, bandOf, bandsOf } from "../../core/alliance/flags/band.ts";
import { BASELINE_LEAST } from "../../core/alliance/flags/baseline.ts";
import { type ChannelEffect, measureChannel } from "../../core/alliance/flags/channel-effect.ts";
import {
  flagHistory,
  flagSession,
  NO_MEMORY,
  type SessionFlags,
  silenceNow,
} from "../../core/alliance/flags/flag-history.ts";
import { baselineKey, type FlagSession, flagSessionOf } from "../../core/alliance/flags/flag-session.ts";
import { DEFAULT_SETTINGS, flagSettingsFor } from "../../core/alliance/flags/flag-settings.ts";
import { type Level, levelOf } from "../../core/alliance/flags/level.ts";
import type { SilenceFacts } from "../../core/alliance/flags/silence.ts";
import type { ReceivedResponse } from "./inbox.ts";

/** From here on a mean over sessions is dependable; before, it is an early picture. */
export const SESSIONS_FOR_A_LEVEL = BASELINE_LEAST;

/** What the sessions say by themselves, whatever the time is. */
export interface ClientReading {
  /** Oldest first; sessions with other questions than the newest are not in it. */
  readonly history: readonly SessionFlags[];
  /** Of the newest session. */
  readonly newest: SessionFlags;
  /** Id of a response → the band it was held against; none while there were too few. */
  readonly bands: ReadonlyMap<string, Band>;
  /** What the next session will be held against. */
  readonly band: Band | null;
  readonly level: Level;
  readonly channel: ChannelEffect | null;
  /** Our own questions: the only ones for which it was simulated how often a flag is chance. */
  readonly simulated: boolean;
}

export interface ClientFlags extends ClientReading {
  readonly silence: SilenceFacts | null;
}

const readBefore = new WeakMap<readonly ReceivedResponse[], ClientReading | null>();

/**
 * What is worth asking about now: the newest session, held against earlier ones with the same questions. Null where the
 * newest answers are to questions this version does not know, but for a warning that came beside them. The same array of
 * responses is read once.
 */
export function clientFlags(responses: readonly ReceivedResponse[], now: number): ClientFlags | null {
  const known = readBefore.get(responses);
  const reading = known === undefined ? readClient(responses) : known;
  readBefore.set(responses, reading);
  if (reading === null) return null;
  return { ...reading, silence: reading.newest.silence ?? silenceNow(reading.history, now) };
}

function readClient(responses: readonly ReceivedResponse[]): ClientReading | null {
  const [newest] = responses;
  if (newest === undefined) return null;
  if (newest.instrument === null) return newest.addOn?.warned ? warnedOnly(newest) : null;
  const key = baselineKey(newest.instrument);
  const settings = flagSettingsFor(newest.instrument);
  const sessions = responses.flatMap(({ id, seq, at, instrument, answers, addOn, skippedBefore = null }) =>
    instrument === null || baselineKey(instrument) !== key
      ? []
      : [flagSessionOf(instrument, answers, { id, seq, endedAt: at, warned: addOn?.warned ?? false, skippedBefore })],
  );
  const history = flagHistory(sessions, settings);
  const last = history.at(-1);
  if (last === undefined) return null;
  const bands = bandsOf(history, settings);
  return {
    history,
    newest: last,
    bands: new Map(
      history.flatMap(({ session }, index) => {
        const band = bands[index] ?? null;
        return band === null ? [] : [[session.id, band] as const];
      }),
    ),
    band: bandOf(last.memory.scores, settings),
    level: levelOf(last.memory.scores),
    channel: measureChannel(history.map(({ session }) => session)),
    simulated: newest.instrument.licence.tier === "own",
  };
}

/** A yes that was sent is said, also where nothing else of the session can be read here. */
function warnedOnly({ id, seq, at, skippedBefore }: ReceivedResponse): ClientReading {
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
    skippedBefore: skippedBefore ?? null,
  };
  const newest = flagSession(NO_MEMORY, session, DEFAULT_SETTINGS);
  const nothing = { bands: new Map(), band: null, level: levelOf([]), channel: null };
  return { history: [newest], newest, ...nothing, simulated: false };
}
