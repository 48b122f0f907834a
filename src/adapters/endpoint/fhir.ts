import type { FhirEndpoint } from "../../core/invite/endpoint.ts";
import type { Deliver, Delivery, DeliveryOrder } from "../../core/outbox/delivery.ts";
import { decideDelivery } from "../../core/outbox/delivery-outcome.ts";
import {
  afterRefusal,
  CANNOT_REPLACE,
  type FhirWay,
  fhirReplies,
  fhirRequest,
  firstWay,
} from "../../core/outbox/fhir-request.ts";
import { endpointIdOf } from "../../core/outbox/pairing.ts";
import { parseStoredResource, type StoredResource } from "../../protocol/fhir-response.ts";
import { parseJson } from "../../protocol/json.ts";
import { fromUtf8 } from "../sealing/bytes.ts";
import { type EndpointDeps, findObstacle, limitOf, NOT_THE_ENDPOINT, send } from "./sending.ts";

/** Which endpoints choose ids themselves; on disk, since finding out costs a refused request each time. */
export interface CreateOnlyEndpoints {
  readonly has: (endpointId: string) => Promise<boolean>;
  /** Never rejects: what was delivered stays delivered. */
  readonly add: (endpointId: string) => Promise<unknown>;
}

export interface FhirDeps extends EndpointDeps {
  readonly createOnly: CreateOnlyEndpoints;
}

/** One QuestionnaireResponse per envelope: an update by our id, or where that is refused a conditional create. */
export function createFhirAdapter(deps: FhirDeps): Deliver {
  return async (order) => {
    const { endpoint, bytes } = order;
    if (endpoint.adapter !== "fhir") return NOT_THE_ENDPOINT;
    const resource = parseStoredResource(parseJson(fromUtf8(bytes) ?? ""));
    if (resource === null) return { kind: "park", reason: "unreadable" };
    const endpointId = endpointIdOf(endpoint);
    const createOnly = await deps.createOnly.has(endpointId);
    const way = firstWay({ isWithdrawal: resource.isWithdrawn, createOnly });
    if (way === null) return CANNOT_REPLACE;
    const attempt = createAttempt(deps, order, endpoint, resource);
    const first = await attempt(way);
    if (first !== "createInstead") return first;
    const second = await attempt("create");
    if (second === "createInstead") return NOT_THE_ENDPOINT;
    // A wrong address refuses both; only a create that did it is worth remembering.
    if (second.kind === "delivered") await deps.createOnly.add(endpointId);
    return second;
  };
}

/** Requests of one order share one time limit, so that together they end within its lease. */
function createAttempt(deps: FhirDeps, order: DeliveryOrder, endpoint: FhirEndpoint, { id }: StoredResource) {
  const limit = limitOf(deps);
  const { sha256, bytes, tries = 0 } = order;
  const sent = { id: order.id, sha256, tries, withKey: endpoint.token !== "" };
  return async (way: FhirWay): Promise<Delivery | "createInstead"> => {
    const obstacle = await findObstacle(deps, order);
    if (obstacle !== null) return obstacle;
    const reply = await send(deps, { ...fhirRequest(endpoint, id, way), body: bytes }, limit);
    const next = reply.kind === "reply" ? afterRefusal(way, reply.status) : null;
    if (next === "create") return "createInstead";
    return next === "cannotReplace" ? CANNOT_REPLACE : decideDelivery(fhirReplies(way), sent, reply);
  };
}
