/**
 * Check-ins that came up and were left unanswered: skipped by the client, or too old by now. A therapist is told how many, with
 * the next answers; what they were about, and when, is not.
 */
import type { RoomKey, SessionId } from "./events.ts";
import type { EndedSession } from "./world.ts";

/**
 * How many there were between the last answered session, `since` at the earliest, and this one; before now, where it is a
 * check-in of no session. Those that still wait are not among them, and what was no session is none. `rooms`: where calls are
 * known to be sessions; a call elsewhere may have been anybody's, and is nobody's business.
 */
export function countPassedOver(
  sessions: readonly EndedSession[],
  { until, since, rooms }: { readonly until: SessionId; readonly since: number; readonly rooms: ReadonlySet<RoomKey> },
): number {
  const end = sessions.find(({ id }) => id === until)?.endedAt ?? Infinity;
  const earlier = sessions.filter(({ id, endedAt }) => id !== until && endedAt > since && endedAt <= end);
  const answeredAt = Math.max(...earlier.filter(({ answered }) => answered === "submit").map(({ endedAt }) => endedAt));
  return earlier.filter((one) => rooms.has(one.room) && one.endedAt > answeredAt && wasPassedOver(one)).length;
}

function wasPassedOver({ answered, offer }: EndedSession): boolean {
  return answered === "skip" || offer === "missed";
}
