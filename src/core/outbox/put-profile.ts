/**
 * What each kind of endpoint that takes one object per envelope is asked, and what its repeats mean. Pure data beside one
 * function that fills it in; sending is the adapter's business, judging the reply delivery-outcome.ts's. The rule that
 * must not break: the body was fixed when the envelope was sealed, a profile may only choose address and headers.
 */
import type { PutEndpoint } from "../invite/endpoint.ts";

export type PutProfileId = "mailbox" | "webdav" | "nextcloud-drop" | "couchdb" | "azure-sas";

/** What a status means that servers use in different senses. */
export type StatusMeaning = "alreadyThere" | "otherContent" | "folderMissing";

export interface PutProfile {
  /** Below the base address; `{box}` and `{id}` are filled in. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Whether we show a key of our own; a 401 without one means that somebody has to sign in. */
  readonly showsKey: boolean;
  /** A 2xx counts only with our own id and digest in it: a portal or proxy can say 200 as well. */
  readonly givesReceipt: boolean;
  readonly statuses: Readonly<Partial<Record<number, StatusMeaning>>>;
}

const BYTES = { "content-type": "application/octet-stream" };

export const PUT_PROFILES: Readonly<Record<PutProfileId, PutProfile>> = {
  /** Our own receiver: 201, then 200 for the same bytes and 409 for others. */
  mailbox: {
    path: "/m/{box}/{id}",
    headers: BYTES,
    showsKey: true,
    givesReceipt: true,
    statuses: { 409: "otherContent" },
  },
  /** Apache 2.4.71: 201, then 412; folder missing 409. nginx 1.22.1: 201, then 204. Run 2026-11. */
  webdav: {
    path: "/{id}.age",
    headers: { ...BYTES, "if-none-match": "*" },
    showsKey: true,
    givesReceipt: false,
    statuses: { 409: "folderMissing", 412: "alreadyThere" },
  },
  /** Always 201: a repeat becomes a second file, which the reader tells from the first by the id inside. */
  "nextcloud-drop": {
    path: "/{id}.age",
    headers: { ...BYTES, "x-requested-with": "XMLHttpRequest" },
    showsKey: false,
    givesReceipt: false,
    statuses: { 409: "folderMissing" },
  },
  /** express-pouchdb 4.2.0: 201, then 409; database missing 404. Run 2026-11. */
  couchdb: {
    path: "/{id}",
    headers: { "content-type": "application/json" },
    showsKey: true,
    givesReceipt: false,
    statuses: { 409: "alreadyThere" },
  },
  /** A signature that may only create: 201, then 409 or 412. After its documentation, not run. */
  "azure-sas": {
    path: "/{id}.age",
    headers: { ...BYTES, "x-ms-blob-type": "BlockBlob", "if-none-match": "*" },
    showsKey: true,
    givesReceipt: false,
    statuses: { 409: "alreadyThere", 412: "alreadyThere" },
  },
};

export interface PutRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function putRequest({ profile, url, box, token }: PutEndpoint, id: string): PutRequest {
  const { path, headers } = PUT_PROFILES[profile];
  const filled = path.replace("{box}", encodeURIComponent(box)).replace("{id}", encodeURIComponent(id));
  return { url: url + filled, headers: { ...headers, authorization: `Bearer ${token}` } };
}
