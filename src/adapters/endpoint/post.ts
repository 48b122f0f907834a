import type { PostEndpoint } from "../../core/invite/endpoint.ts";
import type { Deliver, Delivery, DeliveryOrder } from "../../core/outbox/delivery.ts";
import { decideDelivery, type EndpointReply } from "../../core/outbox/delivery-outcome.ts";
import { POST_PROFILES, type PostContent, postBody, postRequest } from "../../core/outbox/post-profile.ts";
import { parseHttpDate } from "../../core/outbox/retry-policy.ts";
import { armorOf } from "../../protocol/armor.ts";
import { parseEnvelopePayload, parseSignedText } from "../../protocol/envelope.ts";
import { parseJson } from "../../protocol/json.ts";
import { fromUtf8, toBase64Url } from "../sealing/bytes.ts";
import { signWebhook } from "../sealing/webhook-signature.ts";
import { type EndpointDeps, findObstacle, limitOf, NOT_THE_ENDPOINT, send } from "./sending.ts";

/** Verifiers refuse what is five minutes off (Standard Webhooks); below this our clock is not why we were refused. */
const CLOCK_TOLERANCE_MS = 60_000;
/** How a verifier says that it does not believe a signature. */
const DISBELIEF: ReadonlySet<number> = new Set([400, 401, 403]);

export interface PostDeps extends EndpointDeps {
  readonly now: () => number;
}

/** One JSON message per envelope, signed anew at each attempt where the invite has a secret. */
export function createPostAdapter(deps: PostDeps): Deliver {
  /** Origin → how far its clock is ahead of ours. Gone with the worker, it costs one more request to learn again. */
  const ahead = new Map<string, number>();

  return async (order) => {
    const { endpoint, id, bytes } = order;
    if (endpoint.adapter !== "post") return NOT_THE_ENDPOINT;
    const obstacle = await findObstacle(deps, order);
    if (obstacle !== null) return obstacle;
    const content = contentOf(bytes);
    const body = content && postBody(endpoint, id, content);
    if (body === null) return { kind: "park", reason: "unreadable" };
    return sendSigned(deps, order, { endpoint, body }, ahead);
  };
}

/** Sends, and once more at once if the endpoint's clock tells that ours made the signature worthless. */
async function sendSigned(
  deps: PostDeps,
  order: DeliveryOrder,
  { endpoint, body }: { readonly endpoint: PostEndpoint; readonly body: string },
  ahead: Map<string, number>,
): Promise<Delivery> {
  const { origin } = new URL(endpoint.url);
  const limit = limitOf(deps);
  const attempt = async (): Promise<{ readonly reply: EndpointReply; readonly offMs: number }> => {
    const used = ahead.get(origin) ?? 0;
    const { url, headers, key } = postRequest(endpoint, order.id);
    const signed = await signedHeaders(endpoint, order.id, Math.floor((deps.now() + used) / 1_000), body);
    const follow = POST_PROFILES[endpoint.profile].proof === "echo";
    const request = { method: "POST", url, headers: { ...headers, ...signed }, key, body, follow } as const;
    const reply = await send(deps, request, limit);
    const theirs = reply.kind === "reply" ? parseHttpDate(reply.date) : null;
    if (theirs !== null) ahead.set(origin, theirs - deps.now());
    return { reply, offMs: Math.abs((ahead.get(origin) ?? 0) - used) };
  };
  const first = await attempt();
  const disbelieved = first.reply.kind === "reply" && DISBELIEF.has(first.reply.status);
  const ourClock = endpoint.secret !== undefined && first.offMs > CLOCK_TOLERANCE_MS;
  const goesAgain = disbelieved && ourClock && !limit.aborted;
  // The first reply took its time, in which the person may have decided otherwise.
  const obstacle = goesAgain ? await findObstacle(deps, order) : null;
  if (obstacle !== null) return obstacle;
  const { reply } = goesAgain ? await attempt() : first;
  const { id, sha256, tries = 0 } = order;
  const withKey = endpoint.token !== "" || endpoint.secret !== undefined;
  return decideDelivery(POST_PROFILES[endpoint.profile], { id, sha256, tries, withKey }, reply);
}

async function signedHeaders(
  { profile, secret }: PostEndpoint,
  id: string,
  seconds: number,
  body: string,
): Promise<Readonly<Record<string, string>>> {
  if (POST_PROFILES[profile].shape !== "event") return {};
  const timestamp = { "webhook-timestamp": `${seconds}` };
  if (secret === undefined) return timestamp;
  return { ...timestamp, "webhook-signature": await signWebhook(secret, id, seconds, body) };
}

const SEALED = "age-encryption.org/";

function contentOf(bytes: Uint8Array): PostContent | null {
  if (String.fromCharCode(...bytes.subarray(0, SEALED.length)) === SEALED) {
    return { kind: "sealed", armored: armorOf(toBase64Url(bytes)) };
  }
  const signed = parseSignedText(parseJson(fromUtf8(bytes) ?? ""));
  const payload = signed && parseEnvelopePayload(parseJson(signed.p));
  if (signed === null || payload === null || payload === "newerVersion") return null;
  // To the hour: who reads the frame needs no more, and the exact minute is inside.
  return { kind: "plain", signed, time: `${payload.at.slice(0, 13)}:00:00Z` };
}
