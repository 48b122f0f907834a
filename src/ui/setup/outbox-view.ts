import { hostOfAddress } from "../../core/invite/origins.ts";
import type { HoldReason } from "../../core/outbox/delivery.ts";
import {
  canTakeBack,
  isWithdrawal,
  type OutboxEntry,
  wasSavedByHand,
  withdrawalOf,
} from "../../core/outbox/outbox-entry.ts";
import type { EndpointPause } from "../../core/outbox/outbox-store.ts";
import { addressOf, isHandedOver } from "../../core/outbox/pairing.ts";
import type { WaitingEnvelope } from "../../protocol/page-requests.ts";

/** One envelope in the outbox, in the client's words; content is not readable any more. */
export interface EnvelopeView extends WaitingEnvelope {
  /** Answers, or the request to disregard some. */
  readonly kind: "answers" | "withdrawal";
  readonly savedAt: number;
  /** Where it was meant to go when it was saved. */
  readonly host: string;
  /** Nothing is sent: the client saves or copies it and hands it over. Also once that was done as a way out. */
  readonly byHand: boolean;
  /** Only what is sealed can be saved or copied. */
  readonly isSealed: boolean;
  /** Its endpoint is held back, and since when. */
  readonly held: { readonly reason: HoldReason; readonly since: number } | null;
  /** Taken back with nothing sent, or by asking the therapist; null where neither can be done. */
  readonly withdrawal: "takeBack" | "ask" | "asked" | null;
  /** When it was delivered or taken. */
  readonly settledAt: number | null;
  /** Until then it is held back so that it can be taken back; null when it may have left. */
  readonly takeBackUntil: number | null;
  /** Null: not by itself. */
  readonly nextTryAt: number | null;
}

/** The outbox in the client's terms, oldest first: what waits, and what left as long as its sealed copy is kept. */
export function viewOutbox(entries: readonly OutboxEntry[], pauses: readonly EndpointPause[]): readonly EnvelopeView[] {
  const requests = new Map(entries.map((entry) => [entry.checkInId, entry]));
  const paused = new Map(pauses.map((pause) => [pause.endpointId, pause]));
  return entries
    .toSorted((a, b) => a.createdAt - b.createdAt || a.seq - b.seq)
    .flatMap((entry) => {
      const state = stateOf(entry);
      if (state === null) return [];
      const { id, createdAt, endpointId, settledAt, takeBackUntil, nextAt, lastReason } = entry;
      const pause = paused.get(endpointId);
      const byHand = isHandedOver(endpointId);
      const isWaiting = state === "waiting" && !byHand;
      return [
        {
          id,
          kind: isWithdrawal(entry) ? ("withdrawal" as const) : ("answers" as const),
          savedAt: createdAt,
          state,
          host: hostOfAddress(addressOf(endpointId)),
          byHand: byHand || wasSavedByHand(entry),
          isSealed: entry.plain === undefined,
          held: isWaiting && pause?.reason ? { reason: pause.reason, since: pause.since } : null,
          withdrawal: withdrawalFor(entry, requests),
          settledAt,
          takeBackUntil: canTakeBack(entry) ? Math.max(takeBackUntil, nextAt) : null,
          nextTryAt: isWaiting ? nextTryAt(nextAt, pause) : null,
          reason: lastReason,
        },
      ];
    });
}

/** What was not taken, or still has to be handed over, has asked nobody: its own line says what to do about it. */
function withdrawalFor(
  entry: OutboxEntry,
  requests: ReadonlyMap<string | null, OutboxEntry>,
): EnvelopeView["withdrawal"] {
  if (isWithdrawal(entry)) return null;
  const request = requests.get(withdrawalOf(entry.id));
  if (request !== undefined) {
    const isStuck = request.state === "parked" || (request.state === "queued" && isHandedOver(request.endpointId));
    return isStuck ? null : "asked";
  }
  return canTakeBack(entry) ? "takeBack" : "ask";
}

/** Null: not by itself. */
function nextTryAt(nextAt: number, pause: EndpointPause | undefined): number | null {
  if (pause === undefined) return nextAt;
  return pause.probeAt === null ? null : Math.max(nextAt, pause.probeAt);
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
