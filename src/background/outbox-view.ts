import { canTakeBack, isWaiting, type OutboxEntry } from "../core/outbox/outbox-entry.ts";
import type { WaitingEnvelope } from "../protocol/page-requests.ts";

/** What has arrived is shown for a day, as a quiet ✓; the sealed copy itself is kept longer. */
export const SHOWN_AFTER_MS = 24 * 60 * 60_000;

/** The outbox in the client's terms: what waits, oldest first, and what has just arrived. */
export function viewOutbox(entries: readonly OutboxEntry[], now: number): readonly WaitingEnvelope[] {
  return entries
    .filter((entry) => isWaiting(entry) || hasJustArrived(entry, now))
    .sort((a, b) => a.createdAt - b.createdAt || a.seq - b.seq)
    .flatMap((entry) => {
      const state = stateOf(entry);
      if (state === null) return [];
      const { id, createdAt, takeBackUntil, nextAt, lastReason } = entry;
      return [
        {
          id,
          savedAt: createdAt,
          state,
          takeBackUntil: canTakeBack(entry) ? Math.max(takeBackUntil, nextAt) : null,
          nextTryAt: state === "waiting" ? nextAt : null,
          reason: lastReason,
        },
      ];
    });
}

function hasJustArrived({ state, settledAt }: OutboxEntry, now: number): boolean {
  return (state === "delivered" || state === "taken") && settledAt !== null && now - settledAt < SHOWN_AFTER_MS;
}

function stateOf({ state }: OutboxEntry): WaitingEnvelope["state"] | null {
  switch (state) {
    case "queued":
      return "waiting";
    case "withdrawn":
      return null;
    case "sending":
    case "parked":
    case "delivered":
    case "taken":
      return state;
  }
}
