/**
 * What the background needs of the outbox; adapters/storage keeps it. Every call is one transaction. The rules that must
 * not break: what says "saved", "takenBack", delivered or taken is on disk before it is said, and nothing else removes an
 * envelope.
 */
import type { HoldReason, ParkReason, RetryReason } from "./delivery.ts";
import type { OutboxEntry } from "./outbox-entry.ts";

export interface NewEnvelope {
  readonly id: string;
  readonly checkInId: string | null;
  readonly seq: number;
  readonly client: string;
  readonly endpointId: string;
  readonly consentHash: string;
  /** Its bytes go out readable: they lie here hidden, and only until they are delivered. */
  readonly plain?: true;
  /** Sealed, or hidden for as long as they lie here; what is sent is the same each time. */
  readonly bytes: Uint8Array;
  readonly createdAt: number;
  /** Not sent before, so that it can be taken back. */
  readonly notBefore: number;
}

export type EnqueueOutcome =
  | { readonly kind: "saved"; readonly entry: OutboxEntry }
  /** This check-in has its envelope already; it is the one that counts. */
  | { readonly kind: "alreadySaved"; readonly entry: OutboxEntry }
  /** Another envelope of this client took the number: draw again, seal again. */
  | { readonly kind: "seqTaken" }
  | { readonly kind: "diskFull" }
  /** `cause` is for the developer's console. */
  | { readonly kind: "failed"; readonly cause: unknown };

/**
 * `asked`: an envelope that asks to disregard the response is on disk. `seqTaken`: seal again. `tooLate`: nothing is known
 * of it any more.
 */
export type WithdrawalOutcome = "takenBack" | "asked" | "seqTaken" | "tooLate";

export interface SentAgain {
  readonly again: number;
  /** Sent in that time, but the sealed copy is not here any more, or the therapist is asked to disregard it. */
  readonly gone: number;
}

export interface LeasedEnvelope {
  readonly entry: OutboxEntry;
  /** The one envelope by which an endpoint that was held or rested is tried. */
  readonly probe: boolean;
  /** How often its endpoint had to rest in a row; 0 when all is well. */
  readonly failures: number;
}

export interface EndpointHold {
  readonly reason: HoldReason;
  readonly since: number;
  /** Null: not by itself. */
  readonly probeAt: number | null;
}

/** As `EndpointHold`; without a reason it only rests. */
export interface EndpointPause {
  readonly endpointId: string;
  readonly reason: HoldReason | null;
  readonly since: number;
  readonly probeAt: number | null;
}

export interface OutboxStore {
  /** The number the next envelope of this client gets, if nobody is quicker. */
  nextSeq(client: string): Promise<number>;
  enqueue(envelope: NewEnvelope): Promise<EnqueueOutcome>;

  /** Every endpoint that has an envelope here. */
  listEndpoints(): Promise<readonly string[]>;
  /**
   * The next envelope due at `dueAt`, marked as sending until `leaseUntil`. An endpoint that is held or rests gives none
   * before its time, and then one.
   */
  leaseNext(endpointId: string, dueAt: number, leaseUntil: number): Promise<LeasedEnvelope | null>;
  /** Null when they are gone, cannot be read, or are not what was sealed. */
  readBytes(entry: OutboxEntry): Promise<Uint8Array | null>;

  /** Leased and not withdrawn since: asked last, when everything else allows the send. */
  isSending(id: string): Promise<boolean>;

  /** Also ends whatever its endpoint was held for. */
  settle(id: string, state: "delivered" | "taken"): Promise<void>;
  postpone(id: string, nextAt: number, reason: RetryReason): Promise<void>;
  park(id: string, reason: ParkReason): Promise<void>;
  /** Back into the queue: from parked when the person asks, from sending after a hold; `inDoubt` when it may have arrived. */
  release(id: string, inDoubt?: boolean): Promise<void>;
  /**
   * Saved as a file: done, where that is the way, it was parked, or its place is gone and not `placeNow`; elsewhere it is
   * still sent, but may have left.
   */
  handOver(id: string, placeNow: string | null): Promise<void>;
  /**
   * Never sent again, bytes gone; `tooLate` when it is being sent or may have arrived. `orAbandon`, where nobody can be
   * asked to disregard it: even then it is not sent from here any more and its bytes go, while its number stays used.
   */
  withdraw(id: string, now: number, orAbandon?: boolean): Promise<"takenBack" | "tooLate">;
  /** The same where it may have left: then `request`, whose check-in is `withdrawalOf(id)`, is kept in the same write. */
  withdrawSent(id: string, request: NewEnvelope): Promise<WithdrawalOutcome>;
  /** Puts what was delivered or taken at this instant or later back into the queue: same bytes, same ids. */
  sendAgainSince(instant: number): Promise<SentAgain>;
  /** Deletes whatever has not been delivered; how many. */
  withdrawAll(now: number): Promise<number>;

  /** The endpoint itself is not in order: shown, and asked again with one envelope at `probeAt`. */
  hold(endpointId: string, reason: HoldReason, probeAt: number | null): Promise<void>;
  /** No proper answer again and again: asked with one envelope at `until`, not shown. */
  rest(endpointId: string, until: number, failures: number): Promise<void>;
  clearHold(endpointId: string): Promise<void>;
  holdOf(endpointId: string): Promise<EndpointHold | null>;
  listPauses(): Promise<readonly EndpointPause[]>;
  /**
   * Makes all that waits due, save what can still be taken back. By hand also every held endpoint; else only those the
   * browser kept us from, since the others are probed at most every six hours.
   */
  retryNow(now: number, byHand: boolean): Promise<void>;

  list(): Promise<readonly OutboxEntry[]>;
  /** Queued, sending and parked. */
  countWaiting(): Promise<number>;
  /** When there is something to send next; null when there is nothing that goes by itself. */
  nextWakeAt(): Promise<number | null>;
  /** Mends times that a clock jump has carried away. */
  reopenClock(now: number): Promise<void>;
  /** Forgets what was delivered, taken or withdrawn before this instant; how many. */
  forgetOlderThan(instant: number): Promise<number>;
}
