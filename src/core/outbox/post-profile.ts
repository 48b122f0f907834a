/**
 * What each kind of endpoint that takes one JSON message per envelope is told, and what its repeats mean. Pure data beside
 * the functions that fill it in; signing and sending are the adapter's business. The rule that must not break: the body is
 * a function of the sealed bytes alone, so that every attempt sends the same; only headers change.
 */
import type { PostEndpoint } from "../invite/endpoint.ts";
import type { ReplyRules } from "./delivery-outcome.ts";
import type { DoorKey } from "./put-profile.ts";

export type PostProfileId = "generic" | "apps-script" | "postgrest";

export interface PostProfile extends ReplyRules {
  /** Below the address of the invite. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A message, a message that brings its own key, or a row of a table. */
  readonly shape: "event" | "keyedEvent" | "row";
}

export const POST_PROFILES: Readonly<Record<PostProfileId, PostProfile>> = {
  /** n8n, Make, Power Automate, Zapier, Node-RED, own servers. None but our Node-RED function de-duplicates. */
  generic: {
    path: "",
    headers: { "content-type": "application/json" },
    shape: "event",
    proof: "status",
    statuses: {},
  },
  /**
   * Google's own form of a redirect: 302 to another host, which says what the script returned. Errors come as web pages
   * with status 200, so only our script's own words count. After its documentation, not run.
   */
  "apps-script": {
    path: "",
    // A script sees no headers, and anything but plain text would first be asked about with OPTIONS, which it refuses.
    headers: { "content-type": "text/plain" },
    shape: "keyedEvent",
    proof: "echo",
    statuses: {},
  },
  /** 201, then 409 with PostgreSQL's 23505. The SQL was run on PostgreSQL 15, its HTTP front is after its documentation. */
  postgrest: {
    path: "/responses",
    headers: { "content-type": "application/json", prefer: "return=minimal" },
    shape: "row",
    proof: "status",
    statuses: { 409: "byCode" },
  },
};

export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: DoorKey | null;
}

export function postRequest({ profile, url, token }: PostEndpoint, id: string): PostRequest {
  const { path, headers, shape } = POST_PROFILES[profile];
  const key = token === "" || shape === "keyedEvent" ? null : { user: null, token };
  if (shape !== "event") return { url: url + path, headers, key };
  return { url: url + path, headers: { ...headers, "webhook-id": id, "idempotency-key": `"${id}"` }, key };
}

export type PostContent =
  /** The sealed file as text. */
  | { readonly kind: "sealed"; readonly armored: string }
  /** The signed text of an envelope that was not sealed, and when it was given, to the hour. */
  | { readonly kind: "plain"; readonly signed: { readonly p: string; readonly sig: string }; readonly time: string };

/** Null for what this profile does not take: only a message can be plain. */
export function postBody({ profile, token }: PostEndpoint, id: string, content: PostContent): string | null {
  const { shape } = POST_PROFILES[profile];
  const frame = { specversion: "1.0", id, source: "urn:aftersession", type: "aftersession.envelope" };
  if (content.kind === "plain") {
    if (shape !== "event") return null;
    const { time, signed } = content;
    return JSON.stringify({ ...frame, time, datacontenttype: "application/json", data: signed });
  }
  const { armored } = content;
  if (shape === "row") return JSON.stringify({ id, age: armored });
  const key = shape === "keyedEvent" ? { key: token } : {};
  return JSON.stringify({ ...key, ...frame, datacontenttype: "application/age", data: armored });
}
