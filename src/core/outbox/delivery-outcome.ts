/**
 * Reads the reply of an endpoint: was it delivered, shall it be tried again, is this envelope refused, or is the endpoint
 * not in order. One function for every adapter; what servers mean differently is data of their profile. Fetching and the
 * limits of what is read are the adapter's business. The rule that must not break: only a 2xx or an "it is there" known
 * to the profile counts; all that is not known is tried again with the same id and bytes.
 */
import { ECHO_ORIGIN } from "../invite/origins.ts";
import type { Delivery, HoldReason, ParkReason, RetryReason } from "./delivery.ts";
import { parseRetryAfterMs } from "./retry-policy.ts";

/** What a status means that servers use in different senses. */
export type StatusMeaning =
  | "alreadyThere"
  | "otherContent"
  | "folderMissing"
  /** The key has run out, or its time has not begun. */
  | "keyNotNow"
  /** PostgreSQL's code in the body says which. */
  | "byCode"
  /** Two at once for one id: tried again a few times, then this envelope's own trouble. */
  | "collision";

/** What is particular to a profile's replies. */
export interface ReplyRules {
  /**
   * What makes a 2xx count. `receipt`: our own id and digest, since a portal or proxy can say 200 as well. `echo`: our own
   * id, said by the script from the one host it answers from.
   */
  readonly proof: "status" | "receipt" | "echo";
  readonly statuses: Readonly<Partial<Record<number, StatusMeaning>>>;
}

export type EndpointReply =
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
      /** Who spoke, where a redirect was followed; null where none was. */
      readonly origin: string | null;
    };

/** What was sent, to be found again in a receipt. */
export interface SentEnvelope {
  readonly id: string;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
  /** Whether a key was shown; a 401 without one means that somebody has to sign in. */
  readonly withKey: boolean;
  /** Earlier tries of this envelope. */
  readonly tries: number;
}

export function decideDelivery(rules: ReplyRules, sent: SentEnvelope, reply: EndpointReply): Delivery {
  switch (reply.kind) {
    case "nothing":
      return { kind: "retry", reason: reply.online ? "noReply" : "offline", retryAfterMs: null };
    case "redirect":
      return { kind: "hold", reason: "moved" };
    case "reply":
      return decideStatus(rules, sent, reply);
  }
}

type Reply = Extract<EndpointReply, { kind: "reply" }>;

function decideStatus(rules: ReplyRules, sent: SentEnvelope, reply: Reply): Delivery {
  const { status } = reply;
  const meaning = rules.statuses[status];
  if (meaning !== undefined) return decideMeaning(meaning, sent, reply);
  if (status >= 200 && status < 300) return decideSuccess(rules, sent, reply);
  if (status >= 300 && status < 400) return { kind: "hold", reason: "moved" };
  const hold = status === 401 && !sent.withKey ? "signIn" : HOLDS[status];
  if (hold !== undefined) return { kind: "hold", reason: hold };
  const retry = RETRIES[status] ?? (status >= 400 && status < 500 ? undefined : unknownTrouble(status));
  return retry === undefined ? { kind: "park", reason: PARKS[status] ?? "refused" } : later(retry, reply);
}

function later(reason: RetryReason, { retryAfter, date }: Reply): Delivery {
  return { kind: "retry", reason, retryAfterMs: parseRetryAfterMs(retryAfter, date) };
}

function unknownTrouble(status: number): RetryReason {
  return status >= 500 && status < 600 ? "endpointTrouble" : "strangeReply";
}

function decideMeaning(meaning: StatusMeaning, { tries }: SentEnvelope, reply: Reply): Delivery {
  switch (meaning) {
    case "alreadyThere":
      return DELIVERED;
    case "otherContent":
      return { kind: "park", reason: "otherContent" };
    case "folderMissing":
      return { kind: "hold", reason: "notThere" };
    case "keyNotNow":
      return { kind: "hold", reason: "keyNotNow" };
    case "byCode":
      if (reply.body === null) return STRANGE;
      return fieldsOf(reply.body).code === UNIQUE_VIOLATION ? DELIVERED : { kind: "park", reason: "refused" };
    case "collision":
      return tries < MAX_COLLISIONS ? later("busy", reply) : { kind: "park", reason: "refused" };
  }
}

/** PostgreSQL, appendix A: a row with this key is there. */
const UNIQUE_VIOLATION = "23505";
/** FHIR servers answer 409 to what they do at the same moment; thrice in a row it is no coincidence. */
const MAX_COLLISIONS = 3;

function decideSuccess(rules: ReplyRules, sent: SentEnvelope, reply: Reply): Delivery {
  const { status, contentType, body } = reply;
  if (rules.proof === "echo") return decideEcho(sent, reply);
  if (status === 200 && isWebPage(contentType)) return { kind: "hold", reason: "webPage" };
  if (!STORED.has(status) && !ACCEPTED.has(status)) return STRANGE;
  if (body === null || (rules.proof === "receipt" && !isReceiptOf(sent, body))) return STRANGE;
  return STORED.has(status) ? DELIVERED : { kind: "taken" };
}

/** Everything else Google says, sign-in and error pages among it, is no word of the script. */
function decideEcho({ id }: SentEnvelope, { status, body, origin }: Reply): Delivery {
  if (status !== 200 || body === null || origin !== ECHO_ORIGIN) return STRANGE;
  const echo = fieldsOf(body);
  if (echo.ok === true && echo.id === id) return DELIVERED;
  return echo.ok === false && echo.error === "key" ? { kind: "hold", reason: "wrongKey" } : STRANGE;
}

const DELIVERED: Delivery = { kind: "delivered" };
const STRANGE: Delivery = { kind: "retry", reason: "strangeReply", retryAfterMs: null };
const STORED: ReadonlySet<number> = new Set([200, 201, 204]);
/** Said before anything was stored. */
const ACCEPTED: ReadonlySet<number> = new Set([202, 203]);

function isWebPage(contentType: string | null): boolean {
  return /^\s*(text\/html|application\/xhtml\+xml)\b/i.test(contentType ?? "");
}

function isReceiptOf(sent: SentEnvelope, body: string): boolean {
  const { id, sha256 } = fieldsOf(body);
  return id === sent.id && sha256 === sent.sha256;
}

/** None for what is not a JSON object. */
function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === "object" && read !== null ? { ...read } : {};
  } catch {
    // Not our endpoint's words, then: the same as no receipt.
    return {};
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
