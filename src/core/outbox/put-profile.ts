/**
 * What each kind of endpoint that takes one object per envelope is asked, and what its repeats mean. Pure data beside one
 * function that fills it in; sending is the adapter's business, judging the reply delivery-outcome.ts's. The rule that
 * must not break: the body was fixed when the envelope was sealed, a profile may only choose address, headers and wrapping.
 */
import type { PutEndpoint } from "../invite/endpoint.ts";
import type { ReplyRules } from "./delivery-outcome.ts";

export type PutProfileId = "mailbox" | "webdav" | "nextcloud-drop" | "couchdb" | "azure-sas";

export interface PutProfile extends ReplyRules {
  /** Below the base address; `{box}`, `{id}` and `{key}` are filled in. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The armored file as `{"age": …}` instead of the bytes themselves. */
  readonly asJson?: true;
  /** Name for HTTP Basic where the invite gives none: the server knows the key as a password. */
  readonly user?: string;
}

const BYTES = { "content-type": "application/octet-stream" };

export const PUT_PROFILES: Readonly<Record<PutProfileId, PutProfile>> = {
  /** Our own receiver: 201, then 200 for the same bytes and 409 for others. */
  mailbox: {
    path: "/m/{box}/{id}",
    headers: BYTES,
    proof: "receipt",
    statuses: { 409: "otherContent" },
  },
  /** Apache 2.4.71: 201, then 412; folder missing 409. nginx 1.22.1: 201, then 204. Run 2026-11. */
  webdav: {
    path: "/{id}.age",
    headers: { ...BYTES, "if-none-match": "*" },
    proof: "status",
    statuses: { 409: "folderMissing", 412: "alreadyThere" },
  },
  /** Always 201: a repeat becomes a second file, which the reader tells from the first by the id inside. */
  "nextcloud-drop": {
    path: "/{id}.age",
    headers: { ...BYTES, "x-requested-with": "XMLHttpRequest" },
    user: "anonymous",
    proof: "status",
    statuses: { 409: "folderMissing" },
  },
  /** express-pouchdb 4.2.0: 201, then 409; database missing 404. Run 2026-11. */
  couchdb: {
    path: "/{id}",
    headers: { "content-type": "application/json" },
    asJson: true,
    proof: "status",
    statuses: { 409: "alreadyThere" },
  },
  /** A signature that may only create: 201, then 409 or 412. After its documentation, not run. */
  "azure-sas": {
    path: "/{id}.age?{key}",
    headers: { ...BYTES, "x-ms-blob-type": "BlockBlob", "if-none-match": "*" },
    proof: "status",
    statuses: { 403: "keyNotNow", 409: "alreadyThere", 412: "alreadyThere" },
  },
};

/** What opens the door, to be written into `Authorization`; null where the address says it all. */
export interface DoorKey {
  /** Null: a bearer token. */
  readonly user: string | null;
  readonly token: string;
}

export interface PutRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: DoorKey | null;
}

export function putRequest(endpoint: PutEndpoint, id: string): PutRequest {
  const { profile, url, box, token, user } = endpoint;
  const { path, headers, ...rest } = PUT_PROFILES[profile];
  const parts: Readonly<Record<string, string>> = {
    box: encodeURIComponent(box),
    id: encodeURIComponent(id),
    key: token,
  };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => parts[name] ?? "");
  const inAddress = token === "" || path.includes("{key}");
  return { url: url + filled, headers, key: inAddress ? null : { user: user ?? rest.user ?? null, token } };
}
