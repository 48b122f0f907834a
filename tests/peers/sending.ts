import { createHash } from "node:crypto";
import { createDelivery } from "../../src/adapters/endpoint/delivery.ts";
import type { FhirDeps } from "../../src/adapters/endpoint/fhir.ts";
import type { PostDeps } from "../../src/adapters/endpoint/post.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Deliver, Delivery } from "../../src/core/outbox/delivery.ts";
import type { SealedAnswer } from "./sealed-answer.ts";

/** A browser that permits everything: what a peer answers is tested here, what a browser permits elsewhere. */
export const PERMITTING: PostDeps & FhirDeps = {
  fetch: (url, init) => fetch(url, init),
  isPermitted: async () => true,
  mayCollect: async () => true,
  ensureOriginRule: async () => undefined,
  isOnline: () => true,
  allowLocalhost: true,
  now: () => Date.now(),
  createOnly: { has: async () => false, add: async () => undefined },
};

/** The shipped adapters, joined as the background joins them. */
export function createSender(changed: Partial<PostDeps & FhirDeps> = {}): Deliver {
  return createDelivery({ ...PERMITTING, ...changed });
}

export function send(deliver: Deliver, endpoint: InviteEndpoint, { id, bytes }: SealedAnswer): Promise<Delivery> {
  return deliver({ id, bytes, sha256: createHash("sha256").update(bytes).digest("hex"), endpoint });
}
