/**
 * One row of the outbox, without the sealed bytes: those lie beside it and are read only for what is being sent. What
 * changes a row is the store's business; these are the shapes and what can be told from one.
 *
 *   queued ──lease──▶ sending ──▶ delivered | taken ──send again──▶ queued
 *     ▲  ◀──retry, hold──┘  └──▶ parked ──release──▶ queued
 *     └─ withdrawn (the bytes are gone at once; what may have left takes an envelope of its own that says so)
 *   queued, parked ──saved as a file──▶ taken
 */
import type { ParkReason, RetryReason } from "./delivery.ts";
import { isHandedOver } from "./pairing.ts";

export type EntryState = "queued" | "sending" | "taken" | "delivered" | "parked" | "withdrawn";

export interface OutboxEntry {
  readonly id: string;
  /**
   * What it answers, once: a check-in, or by `withdrawalOf` an earlier response. Null once withdrawn, so that the check-in
   * can be answered again.
   */
  readonly checkInId: string | null;
  /** Counter per client, also inside the envelope. */
  readonly seq: number;
  readonly client: string;
  /** Not sealed: its bytes are gone once it is delivered, so that it cannot be sent again. */
  readonly plain?: true;
  /** The place consented to when the answers were given; it goes nowhere else. */
  readonly endpointId: string;
  readonly consentHash: string;
  /** Of the sealed bytes, lower-case hexadecimal: what is sent later is what was sealed. */
  readonly sha256: string;
  readonly state: EntryState;
  readonly tries: number;
  /** Queued: not before. Sending: the end of the lease. Otherwise without meaning. */
  readonly nextAt: number;
  /** Later, since when it waits: a person had it sent again. */
  readonly takeBackUntil: number;
  /** How long that was when it was saved, whatever the clock did since. */
  readonly takeBackMs: number;
  readonly createdAt: number;
  /** When it was delivered, taken or withdrawn. */
  readonly settledAt: number | null;
  readonly lastReason: ParkReason | RetryReason | null;
  /** An earlier try ended without a clear answer, or a copy was saved as a file. */
  readonly mayHaveArrived: boolean;
}

/** Says "taken back" only where it cannot have arrived. */
export function canTakeBack({ state, mayHaveArrived }: OutboxEntry): boolean {
  return (state === "queued" || state === "parked") && !mayHaveArrived;
}

/** Sealed copies of what was delivered: an endpoint restored from a backup may need them again. */
export const KEPT_AFTER_DELIVERY_MS = 30 * 24 * 60 * 60_000;

const WITHDRAWAL = "withdrawal-of-";

/** Stands in the place of a check-in, so that one response is withdrawn by one envelope however often it is asked. */
export function withdrawalOf(id: string): string {
  return WITHDRAWAL + id;
}

export function isWithdrawal({ checkInId }: Pick<OutboxEntry, "checkInId">): boolean {
  return checkInId?.startsWith(WITHDRAWAL) ?? false;
}

/** Saved or copied by the client, to be handed over by hand: no endpoint has said anything. */
export function wasSavedByHand({ state, endpointId, lastReason }: OutboxEntry): boolean {
  return state === "taken" && (isHandedOver(endpointId) || lastReason !== null);
}

/** Not yet with the endpoint, whatever the reason. */
export function isWaiting({ state }: OutboxEntry): boolean {
  return WAITING_STATES.includes(state);
}

export const WAITING_STATES: readonly EntryState[] = ["queued", "sending", "parked"];

/** Whether the endpoint may have stored it although it did not say so. */
export function leavesDoubt(reason: RetryReason): boolean {
  switch (reason) {
    case "offline":
    case "noReply":
    case "endpointTrouble":
    case "strangeReply":
      return true;
    case "busy":
    case "networkSignIn":
    case "full":
      return false;
  }
}

/** Whether the endpoint itself gave the reason, which shows that it is well. */
export function isEndpointsWord(reason: ParkReason): boolean {
  return reason !== "unreadable" && reason !== "undelivered";
}
