/**
 * What one attempt to deliver came to. Decided from the endpoint's reply alone; what follows is the outbox runner's
 * business. The rule that must not break: only `delivered` and `taken` may ever take an envelope out of the outbox.
 */
import type { InviteEndpoint } from "../invite/endpoint.ts";

export type ParkReason =
  | "refused"
  | "tooLarge"
  | "otherContent"
  | "notUnderstood"
  | "unreadable"
  /** Thirty days old, tried again since, still no answer. */
  | "undelivered";
export type HoldReason =
  | "noPermission"
  | "noConsent"
  | "signIn"
  | "wrongKey"
  /** Run out, or its time has not begun. */
  | "keyNotNow"
  | "moved"
  | "notThere"
  | "gone"
  | "webPage"
  | "notTheEndpoint"
  /** Nothing is sent: the client saves or copies each answer and hands it over. */
  | "byHand";
export type RetryReason =
  | "offline"
  | "noReply"
  | "busy"
  | "endpointTrouble"
  | "networkSignIn"
  | "strangeReply"
  | "full";

export type Delivery =
  | { readonly kind: "delivered" | "taken" }
  /** Try later, same id, same bytes. `retryAfterMs` is what the endpoint asked for, if anything. */
  | { readonly kind: "retry"; readonly reason: RetryReason; readonly retryAfterMs: number | null }
  /** This envelope: show it, go on with the others. */
  | { readonly kind: "park"; readonly reason: ParkReason }
  /** The endpoint: stop, tell the person, burn no tries. */
  | { readonly kind: "hold"; readonly reason: HoldReason }
  /** Not wanted any more when its turn came: no try, and no doubt. */
  | { readonly kind: "notSent" };

export interface DeliveryOrder {
  readonly id: string;
  /** Sealed, or the signed text of an envelope that goes out plain. */
  readonly bytes: Uint8Array;
  /** Of the bytes, lower-case hexadecimal. */
  readonly sha256: string;
  readonly endpoint: InviteEndpoint;
  /** Earlier tries of this envelope; none where nobody counts. */
  readonly tries?: number;
  /** Asked last before anything is sent: sending is on, not taken back meanwhile, its lease still ours. */
  readonly isStillWanted?: () => Promise<boolean>;
}

/** Sends one envelope once. Never rejects for what a browser, a network or an endpoint can do. */
export type Deliver = (order: DeliveryOrder) => Promise<Delivery>;
