/**
 * Every wait of the session machine, with its reason. A therapist may change the shortest session, a rehearsal and a
 * scenario all of them; what is not a sane value is ignored. The rule that must not break: clear endings wait seconds,
 * unclear ones minutes.
 */
import { PROMPT_WITHIN_MS } from "./prompt-within.ts";

export interface Timings {
  /** Two-way media must flow this long without a break before a call counts as begun: device checks are shorter. */
  readonly establishMs: number;
  /** Shortest total of two-way media that counts as a session; keeps test calls and wrong rooms silent. */
  readonly minimumLiveMs: number;
  /** A device seen this recently is still the client's half; waiting rooms may switch devices off. */
  readonly captureMemoryMs: number;
  /** A client who never gives a device is not detected: a recorded stream looks the same. */
  readonly allowListenOnly: boolean;
  /** Covers a device swap and a switch between direct and server connection. */
  readonly graceHangupMs: number;
  /** A page that closes the call this soon after a drop reacts to the drop. */
  readonly ownReactionMs: number;
  /** An undone tab close, a pop-out window, "open in a new tab". */
  readonly graceTabClosedMs: number;
  /** A chain of redirects and the way back. */
  readonly graceNavigationMs: number;
  /** A document of the room opened after the loss: the client has to answer permission questions first. */
  readonly graceReturnMs: number;
  /** A new document's message may overtake that of the old one by this much. */
  readonly returnSlackMs: number;
  /** Breakout room, reconnect, put back into the waiting room. */
  readonly graceHeldMs: number;
  /** Browsers take 18 to 28 s to give up, a router restart two and a half minutes. */
  readonly graceNetworkMs: number;
  /** A refresh of the therapist takes 10 to 60 s, a restart of their computer three minutes. */
  readonly graceRemoteLeftMs: number;
  /** Time to reload a crashed tab. */
  readonly graceCrashMs: number;
  /** After a long sleep the call gets this long to come back by itself. */
  readonly graceWakeMs: number;
  /** From here on a sleep that the call does not survive ended it. */
  readonly longSleepMs: number;
  readonly graceRestartMs: number;
  /** A restart this soon after the last sign of life is quick. */
  readonly restartWithinMs: number;
  /** Signs of joining hold the end no longer than this after the loss. */
  readonly lobbyHoldMs: number;
  readonly offlineHoldMs: number;
  /** A call that comes back this soon in the same room is the same session. */
  readonly mergeWithinMs: number;
  /** Later, a window would come out of nowhere: the badge only. */
  readonly popupWithinMs: number;
  /** Later, the memory of the session has faded. */
  readonly promptWithinMs: number;
  /** More than this in one session was probably a call left open. */
  readonly overlongMs: number;
  /** How often a document in a call says that it lives. */
  readonly heartbeatMs: number;
  /** Hidden documents may be slowed to one report a minute: two missed ones prove nothing. */
  readonly heartbeatLostMs: number;
  readonly captureOnlyEstablishMs: number;
  /** A silent waiting page is no call. */
  readonly captureOnlyAudibleMs: number;
}

export const DEFAULT_TIMINGS: Timings = {
  establishMs: 10_000,
  minimumLiveMs: 300_000,
  captureMemoryMs: 300_000,
  allowListenOnly: false,
  graceHangupMs: 6_000,
  ownReactionMs: 2_000,
  graceTabClosedMs: 15_000,
  graceNavigationMs: 15_000,
  graceReturnMs: 90_000,
  returnSlackMs: 5_000,
  graceHeldMs: 180_000,
  graceNetworkMs: 180_000,
  graceRemoteLeftMs: 180_000,
  graceCrashMs: 90_000,
  graceWakeMs: 60_000,
  longSleepMs: 900_000,
  graceRestartMs: 120_000,
  restartWithinMs: 600_000,
  lobbyHoldMs: 600_000,
  offlineHoldMs: 600_000,
  mergeWithinMs: 600_000,
  popupWithinMs: 1_800_000,
  promptWithinMs: PROMPT_WITHIN_MS,
  overlongMs: 14_400_000,
  heartbeatMs: 20_000,
  heartbeatLostMs: 150_000,
  captureOnlyEstablishMs: 60_000,
  captureOnlyAudibleMs: 5_000,
};

/** A connection that lived no longer was a probe: when it goes, the end waits a moment only. */
export const PROBE_MS = 2_000;
export const PROBE_REST_MS = 1_000;
/** A device that is swapped, or the next attempt of a page, follows this soon; it is no giving up. */
export const SIGNS_REST_MS = 6_000;

/** A week: longer than anything here has a use for. */
const LONGEST_SECONDS = 604_800;

/** Names of scenarios and invites: `graceHangup` in seconds, `allowListenOnly` a switch. */
export function timingsFrom(overrides: Readonly<Record<string, number | boolean>>): Timings {
  const changed: Record<string, number | boolean> = {};
  for (const [name, value] of Object.entries(overrides)) {
    if (name === "allowListenOnly" && typeof value === "boolean") changed[name] = value;
    const key = `${name}Ms`;
    if (!Object.hasOwn(DEFAULT_TIMINGS, key) || typeof value !== "number") continue;
    if (value >= 0 && value <= LONGEST_SECONDS) changed[key] = value * 1_000;
  }
  return { ...DEFAULT_TIMINGS, ...changed };
}

/** The other way round: what differs from the defaults, by those names. */
export function settingsOf(timings: Timings): Readonly<Record<string, number | boolean>> {
  const entries = Object.entries(timings) as readonly (readonly [keyof Timings, number | boolean])[];
  const changed = entries.filter(([key, value]) => value !== DEFAULT_TIMINGS[key]);
  return Object.fromEntries(
    changed.map(([key, value]) => [key.replace(/Ms$/, ""), typeof value === "number" ? value / 1_000 : value]),
  );
}
