import type { PutEndpoint } from "../../core/invite/endpoint.ts";
import { checkEndpointAddress } from "../../core/invite/hosts.ts";
import type { Deliver, Delivery, DeliveryOrder } from "../../core/outbox/delivery.ts";
import { decidePutDelivery, type PutReply } from "../../core/outbox/delivery-outcome.ts";
import { putRequest } from "../../core/outbox/put-profile.ts";
import { discardBody, readBoundedText } from "./bounded-body.ts";

/** Chromium ends a worker whose fetch has no reply for 30 s; a lease lasts as long. */
const SEND_LIMIT_MS = 20_000;

export interface PutDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Without host permission a request may arrive while its reply is kept from us: endless duplicates. */
  readonly isPermitted: (origin: string) => Promise<boolean>;
  /** Firefox: whether health answers may be sent at all. */
  readonly mayCollect: () => Promise<boolean>;
  /** Keeps `Origin`, in Firefox an id of this installation, off the request. */
  readonly ensureOriginRule: (origin: string) => Promise<void>;
  readonly isOnline: () => boolean;
  /** Only the build for demo and tests says yes. */
  readonly allowLocalhost: boolean;
  readonly limitMs?: number;
}

export function createPutAdapter(deps: PutDeps): Deliver {
  return async (order) => {
    const { endpoint } = order;
    const address = checkEndpointAddress(endpoint.url, deps);
    if (endpoint.adapter !== "put" || address.kind === "refused") return { kind: "hold", reason: "notTheEndpoint" };
    const { origin } = new URL(endpoint.url);
    return (await findObstacle(deps, origin)) ?? judge(order, endpoint, await send(deps, order, endpoint));
  };
}

/** Asked before each send, because each may change between two. */
async function findObstacle(
  { isPermitted, mayCollect, ensureOriginRule }: PutDeps,
  origin: string,
): Promise<Delivery | null> {
  try {
    if (!(await mayCollect())) return { kind: "hold", reason: "noConsent" };
    if (!(await isPermitted(origin))) return { kind: "hold", reason: "noPermission" };
    await ensureOriginRule(origin);
    return null;
  } catch {
    // A browser that cannot say is asked again later; sending on a guess could give the installation's id away.
    return { kind: "retry", reason: "noReply", retryAfterMs: null };
  }
}

function judge({ id, sha256 }: DeliveryOrder, endpoint: PutEndpoint, reply: PutReply): Delivery {
  return decidePutDelivery(endpoint.profile, { id, sha256 }, reply);
}

async function send(deps: PutDeps, { id, bytes }: DeliveryOrder, endpoint: PutEndpoint): Promise<PutReply> {
  const { url, headers } = putRequest(endpoint, id);
  try {
    const response = await deps.fetch(url, {
      method: "PUT",
      headers,
      // A copy, because the type of a request's body rules out shared memory.
      body: new Uint8Array(bytes),
      // Followed, a redirect would turn PUT into GET or carry the body to a host nobody allowed.
      redirect: "manual",
      // The endpoint site's own cookies would tell it who this is.
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(deps.limitMs ?? SEND_LIMIT_MS),
    });
    return await readReply(response);
  } catch {
    // Offline, refused, reset, wrong certificate, out of time: browsers tell none of these apart.
    return { kind: "nothing", online: deps.isOnline() };
  }
}

async function readReply(response: Response): Promise<PutReply> {
  if (response.type === "opaqueredirect" || response.status === 0) {
    await discardBody(response);
    return { kind: "redirect" };
  }
  const { headers, status } = response;
  if (!response.ok) await discardBody(response);
  return {
    kind: "reply",
    status,
    contentType: headers.get("content-type"),
    retryAfter: headers.get("retry-after"),
    date: headers.get("date"),
    body: response.ok ? await readBoundedText(response) : "",
  };
}
