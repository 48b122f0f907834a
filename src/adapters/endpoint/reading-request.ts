import type { DoorKey } from "../../core/outbox/put-profile.ts";
import type { PlaceReading } from "../../protocol/place.ts";
import type { ReadingFailure } from "../../protocol/therapist-records.ts";
import { authorizationOf } from "./sending.ts";

/** A worker or a page must not hang on an endpoint that says nothing; the same limit as for sending. */
const TIME_LIMIT_MS = 20_000;
/** Same limit as the mailbox sets for one envelope. */
export const ITEM_LIMIT_BYTES = 64 * 1024;
/** 20,000 files at some 700 bytes each are 14 MB; a folder of photographs is no folder of answers. */
export const LIST_LIMIT_BYTES = 32 * 1024 * 1024;

export interface ReadingDeps {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** Whether the browser lets us read this origin. Without that a reply cannot be read, and asking would be noise. */
  readonly isPermitted: (origin: string) => Promise<boolean>;
}

export interface ReadingRequest {
  readonly method?: "GET" | "PROPFIND";
  readonly url: string;
  readonly key: DoorKey | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** What a missing thing means: a list that is not there is another place than one that lost an item. */
  readonly missing: "noSuchBox" | "noSuchItem";
  readonly limitBytes: number;
}

export type Got =
  | { readonly kind: "got"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "failed"; readonly reason: ReadingFailure };

/** Asks one thing of a place, with nothing that tells who asks. Never throws for anything an endpoint does. */
export async function ask({ fetch, isPermitted }: ReadingDeps, request: ReadingRequest): Promise<Got> {
  const { method = "GET", url, key, headers = {}, body, missing, limitBytes } = request;
  if (!(await isPermitted(new URL(url).origin))) return { kind: "failed", reason: "noPermission" };
  try {
    const reply = await fetch(url, {
      method,
      headers: key === null ? headers : { ...headers, authorization: authorizationOf(key) },
      ...(body !== undefined && { body }),
      // Followed, a redirect would carry the key to wherever it leads.
      redirect: "manual",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(TIME_LIMIT_MS),
    });
    const refusal = failureOf(reply, missing);
    if (refusal !== null) {
      await reply.body?.cancel();
      return { kind: "failed", reason: refusal };
    }
    const bytes = await readAtMost(reply, limitBytes);
    return bytes === null ? { kind: "failed", reason: "tooLarge" } : { kind: "got", bytes };
  } catch {
    // Refused, unreachable, cut off and timed out all look alike from here.
    return { kind: "failed", reason: "noReply" };
  }
}

function failureOf(reply: Response, missing: ReadingRequest["missing"]): ReadingFailure | null {
  const { status } = reply;
  if (reply.type === "opaqueredirect" || (status >= 300 && status < 400)) return "moved";
  if (status === 401 || status === 403) return "wrongToken";
  if (status === 404) return missing;
  if (status === 410) return "tokenEnded";
  if (status === 429 || status === 503) return "busy";
  if (status >= 500) return "mailboxTrouble";
  // 207: a folder's list.
  if (status !== 200 && status !== 207) return "notAMailbox";
  // A sign-in page of a hotel or a proxy answers 200 to everything.
  return reply.headers.get("content-type")?.startsWith("text/html") ? "notAMailbox" : null;
}

/** The body, or null as soon as it is longer than allowed; the rest is never read. */
async function readAtMost(reply: Response, limitBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (reply.body === null) return new Uint8Array();
  const reader = reply.body.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > limitBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** What opens the door there; null where it is open. */
export function keyOf(reading: Exclude<PlaceReading, { kind: "hand" }>): DoorKey | null {
  if (reading.kind === "mailbox" || reading.kind === "fhir") {
    return reading.token === "" ? null : { user: null, token: reading.token };
  }
  const { user, password } = reading;
  return user === "" && password === "" ? null : { user, token: password };
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
