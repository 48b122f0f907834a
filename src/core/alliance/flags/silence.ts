/**
 * "No answer since": silence after a session worth asking about. A note, not a flag: nobody owes an answer.
 */
import type { FlagSession } from "./flag-session.ts";
import { isFilled, median } from "./spread.ts";

const DAY_MS = 24 * 60 * 60_000;
/** Two weekly sessions without a word (judgement of the clinical paper, 4.1). */
export const SILENCE_LEAST_MS = 14 * DAY_MS;
/** Of clients who meet more rarely, two of their own intervals. */
export const SILENCE_INTERVALS = 2;
/** Check-ins that were offered and not answered. */
export const SILENCE_SKIPPED = 2;

export type SilenceFacts =
  | { readonly kind: "time"; readonly since: number; readonly now: number; readonly allowedMs: number }
  | { readonly kind: "skipped"; readonly since: number; readonly skipped: number };

/** `sessions`: in order, the one that was worth asking about last. */
export function silenceSince(sessions: readonly FlagSession[], now: number): SilenceFacts | null {
  const last = sessions.at(-1);
  if (last === undefined) return null;
  const intervals = sessions.slice(1).map(({ endedAt }, index) => endedAt - (sessions[index]?.endedAt ?? endedAt));
  const usual = isFilled(intervals) ? median(intervals) : 0;
  const allowedMs = Math.max(SILENCE_LEAST_MS, SILENCE_INTERVALS * usual);
  return now - last.endedAt > allowedMs ? { kind: "time", since: last.endedAt, now, allowedMs } : null;
}

/** The same, told by the response that came at last. */
export function silenceBefore(session: FlagSession, flagged: FlagSession): SilenceFacts | null {
  const { skippedBefore } = session;
  if (skippedBefore === null || skippedBefore < SILENCE_SKIPPED) return null;
  return { kind: "skipped", since: flagged.endedAt, skipped: skippedBefore };
}
