import { createHash } from "node:crypto";
import type { FhirDeps } from "../../../src/adapters/endpoint/fhir.ts";
import type { PostDeps } from "../../../src/adapters/endpoint/post.ts";
import type { InviteEndpoint } from "../../../src/core/invite/endpoint.ts";
import type { Delivery, DeliveryOrder } from "../../../src/core/outbox/delivery.ts";

export const ID = "0b6c1d1e-6f0a-4c52-9b34-0f6a6a3f5c11";
export const BYTES = new TextEncoder().encode("age-encryption.org/v1\nsealed, whatever is in it");

/** A browser that allows everything, online: what an endpoint says is tested with it, what a browser allows elsewhere. */
export const USUAL_DEPS: PostDeps & FhirDeps = {
  fetch: (url, init) => fetch(url, init),
  isPermitted: async () => true,
  mayCollect: async () => true,
  ensureOriginRule: async () => undefined,
  isOnline: () => true,
  allowLocalhost: true,
  now: () => Date.now(),
  createOnly: { has: async () => false, add: async () => undefined },
};

export function orderTo(endpoint: InviteEndpoint, bytes: Uint8Array = BYTES, id: string = ID): DeliveryOrder {
  return { id, bytes, sha256: createHash("sha256").update(bytes).digest("hex"), endpoint };
}

/** `kind`, or `kind reason`. */
export function outcome(delivery: Delivery): string {
  return "reason" in delivery ? `${delivery.kind} ${delivery.reason}` : delivery.kind;
}
