import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import type { Deliver } from "../../core/outbox/delivery.ts";
import { createPostAdapter, type PostDeps } from "./post.ts";
import { createPutAdapter } from "./put.ts";
import { NOT_THE_ENDPOINT } from "./sending.ts";

/** Sends each envelope by the adapter of its endpoint. */
export function createDelivery(deps: PostDeps): Deliver {
  const adapters: Readonly<Record<InviteEndpoint["adapter"], Deliver>> = {
    put: createPutAdapter(deps),
    post: createPostAdapter(deps),
    fhir: async () => NOT_THE_ENDPOINT,
    file: async () => ({ kind: "hold", reason: "byHand" }),
  };
  return (order) => adapters[order.endpoint.adapter](order);
}
