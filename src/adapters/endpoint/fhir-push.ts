import { readTransactionReply } from "../../protocol/fhir-export.ts";
import type { FhirTarget, PushReply } from "../../protocol/fhir-target.ts";
import { type JsonRecord, parseJson } from "../../protocol/json.ts";
import { discardBody, readBoundedText } from "./bounded-body.ts";

/** A transaction of one response and its scores; slower servers are as good as gone. */
const TIME_LIMIT_MS = 20_000;

export interface FhirPushDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Whether the browser lets us send health answers there, and read what comes back. */
  readonly isPermitted: (origin: string) => Promise<boolean>;
}

/** Sends one transaction. Never throws for anything a server does; the same one may be sent again and again. */
export function createFhirPush({ fetch, isPermitted }: FhirPushDeps) {
  return async ({ url, token }: FhirTarget, transaction: JsonRecord, stop: AbortSignal): Promise<PushReply> => {
    if (!(await isPermitted(new URL(url).origin))) return { kind: "failed", reason: "noPermission" };
    try {
      const reply = await fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/fhir+json",
          accept: "application/fhir+json",
          prefer: "return=minimal",
          ...(token !== "" && { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify(transaction),
        // Followed, it would carry answers to a host nobody allowed.
        redirect: "manual",
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.any([stop, AbortSignal.timeout(TIME_LIMIT_MS)]),
      });
      const refusal = refusalOf(reply);
      if (refusal === null) return await storedBy(reply, transaction);
      await discardBody(reply);
      return refusal;
    } catch {
      // Stopped by hand, refused, unreachable and timed out: whether it arrived is not known, and sending again is safe.
      return { kind: "failed", reason: stop.aborted ? "stopped" : "noReply" };
    }
  };
}

/** Null: it says that it was taken. */
function refusalOf({ type, status, headers }: Response): PushReply | null {
  if (type === "opaqueredirect" || (status >= 300 && status < 400)) return { kind: "failed", reason: "moved" };
  if (status === 401 || status === 403 || status === 407) return { kind: "failed", reason: "wrongToken" };
  // Copies made by somebody else: the server cannot tell which is meant, and stores nothing.
  if (status === 412) return { kind: "refused", reason: "several" };
  if ([404, 405, 410, 501].includes(status)) return { kind: "failed", reason: "noServer" };
  if (status === 408 || status === 425 || status === 429 || status >= 500) return { kind: "failed", reason: "busy" };
  if (status >= 400) return { kind: "refused", reason: "rejected" };
  // A sign-in page of a hotel or a proxy answers 200 to everything.
  return headers.get("content-type")?.startsWith("text/html") ? { kind: "failed", reason: "noServer" } : null;
}

async function storedBy(reply: Response, { entry }: JsonRecord): Promise<PushReply> {
  const text = await readBoundedText(reply);
  if (text === null) return { kind: "failed", reason: "noReply" };
  const stored = readTransactionReply(parseJson(text), Array.isArray(entry) ? entry.length : 0);
  // It answers, but not to a transaction: a 200 of something else.
  return stored === null ? { kind: "failed", reason: "noServer" } : { kind: "stored", ...stored };
}
