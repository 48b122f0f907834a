import { createHash } from "node:crypto";
import { createPutAdapter, type PutDeps } from "../../src/adapters/endpoint/put.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Deliver, Delivery } from "../../src/core/outbox/delivery.ts";

/** A browser that permits everything: what a peer answers is tested here, what a browser permits elsewhere. */
const PERMITTING: PutDeps = {
  fetch: (url, init) => fetch(url, init),
  isPermitted: async () => true,
  mayCollect: async () => true,
  ensureOriginRule: async () => undefined,
  isOnline: () => true,
  allowLocalhost: true,
};

/** The shipped adapters, joined as the background joins them. */
export const deliver: Deliver = createPutAdapter(PERMITTING);

export function send(endpoint: InviteEndpoint, id: string, bytes: Uint8Array): Promise<Delivery> {
  return deliver({ id, bytes, sha256: createHash("sha256").update(bytes).digest("hex"), endpoint });
}
