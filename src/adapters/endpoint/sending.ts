import { checkAddressOf } from "../../core/invite/hosts.ts";
import { endpointOriginsOf } from "../../core/invite/origins.ts";
import type { Delivery, DeliveryOrder } from "../../core/outbox/delivery.ts";
import type { EndpointReply } from "../../core/outbox/delivery-outcome.ts";
import type { DoorKey } from "../../core/outbox/put-profile.ts";
import { toBase64 } from "../../protocol/armor.ts";
import { toBase64Url, toUtf8 } from "../sealing/bytes.ts";
import { discardBody, readBoundedText } from "./bounded-body.ts";

/** Chromium ends a worker whose fetch has no reply for 30 s; a lease lasts as long. */
const SEND_LIMIT_MS = 20_000;

/** What every adapter needs; the same for all, so that none can leave a check out. */
export interface EndpointDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Without host permission a request may arrive while its reply is kept from us: endless duplicates. */
  readonly isPermitted: (origin: string) => Promise<boolean>;
  /** Firefox: whether health answers may be sent at all. */
  readonly mayCollect: () => Promise<boolean>;
  /** Keeps `Origin`, in Firefox an id of this installation, off our requests. */
  readonly ensureOriginRule: () => Promise<void>;
  readonly isOnline: () => boolean;
  /** Only the build for demo and tests says yes. */
  readonly allowLocalhost: boolean;
  readonly limitMs?: number;
}

export const NOT_THE_ENDPOINT: Delivery = { kind: "hold", reason: "notTheEndpoint" };
const NOT_NOW: Delivery = { kind: "retry", reason: "noReply", retryAfterMs: null };

/** Asked before each send, because each may change between two. Null: nothing stands in the way. */
export async function findObstacle(deps: EndpointDeps, order: DeliveryOrder): Promise<Delivery | null> {
  if (checkAddressOf(order.endpoint, deps).kind === "refused") return NOT_THE_ENDPOINT;
  try {
    if (!(await deps.mayCollect())) return { kind: "hold", reason: "noConsent" };
    for (const origin of endpointOriginsOf(order)) {
      if (!(await deps.isPermitted(origin))) return { kind: "hold", reason: "noPermission" };
    }
    await deps.ensureOriginRule();
    const isWanted = (await order.isStillWanted?.()) ?? true;
    return isWanted ? null : { kind: "notSent" };
  } catch {
    // A browser that cannot say is asked again later; sending on a guess could give the installation's id away.
    return NOT_NOW;
  }
}

export interface OutgoingRequest {
  readonly method: "PUT" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: DoorKey | null;
  readonly body: string | Uint8Array;
  /** For the one kind of endpoint that answers by a redirect. */
  readonly follow?: boolean;
}

/** How long all requests of one attempt may take together: less than its lease. */
export function limitOf({ limitMs = SEND_LIMIT_MS }: EndpointDeps): AbortSignal {
  return AbortSignal.timeout(limitMs);
}

/** One request. Never rejects for what a browser, a network or an endpoint can do. */
export async function send(deps: EndpointDeps, request: OutgoingRequest, signal: AbortSignal): Promise<EndpointReply> {
  const { method, url, headers, key, body, follow = false } = request;
  try {
    const response = await deps.fetch(url, {
      method,
      headers: key === null ? headers : { ...headers, authorization: authorizationOf(key) },
      // A copy, because the type of a request's body rules out shared memory.
      body: typeof body === "string" ? body : new Uint8Array(body),
      // Followed, a redirect would turn PUT into GET or carry the body to a host nobody allowed.
      redirect: follow ? "follow" : "manual",
      // The endpoint site's own cookies would tell it who this is.
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal,
    });
    return await readReply(response);
  } catch {
    // Offline, refused, reset, wrong certificate, out of time: browsers tell none of these apart.
    return { kind: "nothing", online: deps.isOnline() };
  }
}

export function authorizationOf({ user, token }: DoorKey): string {
  return user === null ? `Bearer ${token}` : `Basic ${toBase64(toBase64Url(toUtf8(`${user}:${token}`)))}`;
}

async function readReply(response: Response): Promise<EndpointReply> {
  if (response.type === "opaqueredirect" || response.status === 0) {
    await discardBody(response);
    return { kind: "redirect" };
  }
  const { headers, status, redirected, url } = response;
  // A refusal's words matter only where they say that the row is there already.
  const speaks = response.ok || status === 409;
  if (!speaks) await discardBody(response);
  return {
    kind: "reply",
    status,
    contentType: headers.get("content-type"),
    retryAfter: headers.get("retry-after"),
    date: headers.get("date"),
    body: speaks ? await readBoundedText(response) : "",
    origin: redirected ? new URL(url).origin : null,
  };
}
