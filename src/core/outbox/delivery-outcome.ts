/**
 * Reads the reply of an endpoint that takes one object per envelope: was it delivered, shall it be tried again, is this
 * envelope refused, or is the endpoint not in order. Fetching and the limits of what is read are the adapter's business.
 * The rule that must not break: only a 2xx or an "it is there" known to the profile counts; all that is not known is
 * tried again with the same id and bytes.
 */
import type { Delivery, HoldReason, ParkReason, RetryReason } from "./delivery.ts";
import { PUT_PROFILES, type PutProfile, type PutProfileId, type StatusMeaning } from "./put-profile.ts";
import { parseRetryAfterMs } from "./retry-policy.ts";

export type PutReply =
  /** No reply: the request may or may not have arrived. */
  | { readonly kind: "nothing"; readonly online: boolean }
  /** A redirect that was not followed; browsers show neither its status nor its goal. */
  | { readonly kind: "redirect" }
  | {
      readonly kind: "reply";
      readonly status: number;
      readonly contentType: string | null;
      readonly retryAfter: string | null;
      readonly date: string | null;
      /** Null when it broke off or was larger than anything an endpoint has to say. */
      readonly body: string | null;
    };

/** What was sent, to be found again in a receipt. */
export interface SentEnvelope {
  readonly id: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

export function decidePutDelivery(profileId: PutProfileId, sent: SentEnvelope, reply: PutReply): Delivery {
  const profile = PUT_PROFILES[profileId];
  switch (reply.kind) {
    case "nothing":
      return { kind: "retry", reason: reply.online ? "noReply" : "offline", retryAfterMs: null };
    case "redirect":
      return { kind: "hold", reason: "moved" };
    case "reply":
      return decideStatus(profile, sent, reply);
  }
}

type Reply = Extract<PutReply, { kind: "reply" }>;

function decideStatus(profile: PutProfile, sent: SentEnvelope, reply: Reply): Delivery {
  const { status } = reply;
  const meaning = profile.statuses[status];
  if (meaning !== undefined) return decideMeaning(meaning);
  if (status >= 200 && status < 300) return decideSuccess(profile, sent, reply);
  if (status >= 300 && status < 400) return { kind: "hold", reason: "moved" };
  const hold = status === 401 && !profile.showsKey ? "signIn" : HOLDS[status];
  if (hold !== undefined) return { kind: "hold", reason: hold };
  const retry = RETRIES[status] ?? (status >= 400 && status < 500 ? undefined : unknownTrouble(status));
  if (retry !== undefined) {
    return { kind: "retry", reason: retry, retryAfterMs: parseRetryAfterMs(reply.retryAfter, reply.date) };
  }
  return { kind: "park", reason: PARKS[status] ?? "refused" };
}

function unknownTrouble(status: number): RetryReason {
  return status >= 500 && status < 600 ? "endpointTrouble" : "strangeReply";
}

function decideMeaning(meaning: StatusMeaning): Delivery {
  switch (meaning) {
    case "alreadyThere":
      return { kind: "delivered" };
    case "otherContent":
      return { kind: "park", reason: "otherContent" };
    case "folderMissing":
      return { kind: "hold", reason: "notThere" };
  }
}

function decideSuccess(profile: PutProfile, sent: SentEnvelope, { status, contentType, body }: Reply): Delivery {
  if (status === 200 && isWebPage(contentType)) return { kind: "hold", reason: "webPage" };
  if (!STORED.has(status) && !ACCEPTED.has(status)) return STRANGE;
  if (body === null || (profile.givesReceipt && !isReceiptOf(sent, body))) return STRANGE;
  return { kind: STORED.has(status) ? "delivered" : "taken" };
}

const STRANGE: Delivery = { kind: "retry", reason: "strangeReply", retryAfterMs: null };
const STORED: ReadonlySet<number> = new Set([200, 201, 204]);
/** Said before anything was stored. */
const ACCEPTED: ReadonlySet<number> = new Set([202, 203]);

function isWebPage(contentType: string | null): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? "");
}

function isReceiptOf(sent: SentEnvelope, body: string): boolean {
  const receipt = parseJson(body);
  if (typeof receipt !== "object" || receipt === null || !("id" in receipt) || !("sha256" in receipt)) return false;
  return receipt.id === sent.id && receipt.sha256 === sent.sha256;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not our endpoint's words, then: the same as no receipt.
    return null;
  }
}

/** Not about this envelope: the next one would fare the same. */
const HOLDS: Readonly<Partial<Record<number, HoldReason>>> = {
  401: "wrongKey",
  403: "wrongKey",
  404: "notThere",
  405: "notTheEndpoint",
  410: "gone",
  501: "notTheEndpoint",
  505: "notTheEndpoint",
};

const RETRIES: Readonly<Partial<Record<number, RetryReason>>> = {
  407: "networkSignIn",
  408: "busy",
  421: "busy",
  423: "busy",
  425: "busy",
  429: "busy",
  507: "full",
  511: "networkSignIn",
};

const PARKS: Readonly<Partial<Record<number, ParkReason>>> = {
  400: "notUnderstood",
  411: "notUnderstood",
  413: "tooLarge",
  414: "notUnderstood",
  415: "notUnderstood",
  422: "notUnderstood",
  428: "notUnderstood",
  431: "notUnderstood",
};
