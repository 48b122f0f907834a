/**
 * What happens to an envelope, and to its endpoint, after one try. Writing it down is the store's business. The rule that
 * must not break: no number of tries and no age ever takes an envelope out of sight; what cannot be delivered is shown.
 */
import type { Delivery, HoldReason, ParkReason, RetryReason } from "./delivery.ts";
import { backoffMs, MAX_BACKOFF_MS, nextTryAt, UNDELIVERED_AFTER_MS } from "./retry-policy.ts";

export interface TryFacts {
  /** Since when it may be sent; by hand, since a person had it sent again. */
  readonly waitsSince: number;
  readonly tries: number;
  readonly now: number;
  /** One draw from [0, 1). */
  readonly random: number;
}

export type NextStep =
  | { readonly kind: "settle"; readonly state: "delivered" | "taken" }
  | { readonly kind: "postpone"; readonly reason: RetryReason; readonly nextAt: number }
  | { readonly kind: "park"; readonly reason: ParkReason }
  | { readonly kind: "notSent" }
  /** `probeAt` null: not by itself, only when the person asks or the invite is renewed. */
  | { readonly kind: "hold"; readonly reason: HoldReason; readonly probeAt: number | null };

export function decideNextStep(delivery: Delivery, facts: TryFacts): NextStep {
  switch (delivery.kind) {
    case "delivered":
    case "taken":
      return { kind: "settle", state: delivery.kind };
    case "park":
    case "notSent":
      return delivery;
    case "hold": {
      const probeAt = delivery.reason === "gone" ? null : facts.now + MAX_BACKOFF_MS;
      return { kind: "hold", reason: delivery.reason, probeAt };
    }
    case "retry":
      return decideRetry(delivery, facts);
  }
}

function decideRetry(delivery: Extract<Delivery, { kind: "retry" }>, facts: TryFacts): NextStep {
  // A computer that was away for a month must not park everything in its first minute without network.
  const wasReallyTried = delivery.reason !== "offline" && facts.tries > 0;
  if (wasReallyTried && facts.now - facts.waitsSince > UNDELIVERED_AFTER_MS) {
    return { kind: "park", reason: "undelivered" };
  }
  const nextAt = nextTryAt(facts.now, facts.tries, delivery.retryAfterMs, facts.random);
  return { kind: "postpone", reason: delivery.reason, nextAt };
}

/** As many sends in a row without a proper answer, and it is the endpoint rather than an envelope. */
export const FAILURES_BEFORE_REST = 4;

export interface RestFacts {
  /** This was the one envelope by which an endpoint left alone was tried again. */
  readonly probe: boolean;
  /** Sends to this endpoint without a proper answer since the last good one, this one included. */
  readonly failuresInRow: number;
  /** How often the endpoint had to rest in a row before. */
  readonly rests: number;
  readonly now: number;
  readonly random: number;
}

/**
 * Until when an endpoint is left alone that does not answer properly, so that ten thousand waiting envelopes cost a dead
 * server a few requests and not ten thousand. Null: go on with the next envelope.
 */
export function decideRest(delivery: Delivery, facts: RestFacts): number | null {
  if (delivery.kind !== "retry") return null;
  const asked = delivery.reason === "busy" ? delivery.retryAfterMs : null;
  if (!facts.probe && asked === null && facts.failuresInRow < FAILURES_BEFORE_REST) return null;
  return facts.now + Math.max(backoffMs(facts.rests, facts.random), asked ?? 0);
}
