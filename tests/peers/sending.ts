import { createDelivery } from "../../src/adapters/endpoint/delivery.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Deliver, Delivery } from "../../src/core/outbox/delivery.ts";
import { orderTo, USUAL_DEPS } from "../adapters/endpoint/usual-order.ts";
import type { SealedAnswer } from "./sealed-answer.ts";

/** The shipped adapters, joined as the background joins them. */
export function createSender(changed: Partial<typeof USUAL_DEPS> = {}): Deliver {
  return createDelivery({ ...USUAL_DEPS, ...changed });
}

export function send(deliver: Deliver, endpoint: InviteEndpoint, { id, bytes }: SealedAnswer): Promise<Delivery> {
  return deliver(orderTo(endpoint, bytes, id));
}
