import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import type { Deliver } from "../../core/outbox/delivery.ts";
import { createFhirAdapter, type FhirDeps } from "./fhir.ts";
import { createPostAdapter, type PostDeps } from "./post.ts";
import { createPutAdapter } from "./put.ts";

/** Sends each envelope by the adapter of its endpoint. */
export function createDelivery(deps: PostDeps & FhirDeps): Deliver {
  const adapters: Readonly<Record<InviteEndpoint["adapter"], Deliver>> = {
    put: createPutAdapter(deps),
    post: createPostAdapter(deps),
    fhir: createFhirAdapter(deps),
    file: async () => ({ kind: "hold", reason: "byHand" }),
  };
  return (order) => adapters[order.endpoint.adapter](order);
}
