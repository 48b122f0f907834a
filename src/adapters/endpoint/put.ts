import type { Deliver } from "../../core/outbox/delivery.ts";
import { decideDelivery } from "../../core/outbox/delivery-outcome.ts";
import { PUT_PROFILES, putRequest } from "../../core/outbox/put-profile.ts";
import { armorOf } from "../../protocol/armor.ts";
import { toBase64Url } from "../sealing/bytes.ts";
import { type EndpointDeps, findObstacle, limitOf, NOT_THE_ENDPOINT, send } from "./sending.ts";

/** One object per envelope, under its id. */
export function createPutAdapter(deps: EndpointDeps): Deliver {
  return async (order) => {
    const { endpoint, id, bytes, sha256, tries = 0 } = order;
    if (endpoint.adapter !== "put") return NOT_THE_ENDPOINT;
    const obstacle = await findObstacle(deps, order);
    if (obstacle !== null) return obstacle;
    const profile = PUT_PROFILES[endpoint.profile];
    const body = profile.asJson ? JSON.stringify({ age: armorOf(toBase64Url(bytes)) }) : bytes;
    const request = putRequest(endpoint, id);
    const reply = await send(deps, { method: "PUT", ...request, body }, limitOf(deps));
    return decideDelivery(profile, { id, sha256, tries, withKey: endpoint.token !== "" }, reply);
  };
}
