import type { PlaceReading } from "../../protocol/place.ts";
import {
  type ItemReply,
  type ListReply,
  type MailboxAccess,
  type MailboxItem,
  parseMailboxPage,
  type ReadingFailure,
} from "../../protocol/therapist-records.ts";
import type { PlaceReader } from "./place-test.ts";

/** A worker or a page must not hang on an endpoint that says nothing; the same limit as for sending. */
const TIME_LIMIT_MS = 20_000;
/** Same limit as the mailbox sets for one envelope. */
export const ITEM_LIMIT_BYTES = 64 * 1024;
/** 1,000 lines of a list are about 120 kB. */
const LIST_LIMIT_BYTES = 1024 * 1024;
const PAGE_SIZE = 1_000;
/** 200 clients × 100 responses fit fifty times; a mailbox that never ends its list does not. */
const MOST_PAGES = 1_000;

export interface MailboxReadingDeps {
  readonly fetch: typeof globalThis.fetch;
  /** Whether the browser lets us read this origin. Without that a reply cannot be read, and asking would be noise. */
  readonly isPermitted: (origin: string) => Promise<boolean>;
}

/** Lists and reads a mailbox with the therapist's token. Never throws for anything an endpoint does. */
export function createMailboxReading({ fetch, isPermitted }: MailboxReadingDeps) {
  const get = async (access: MailboxAccess, path: string, limitBytes: number): Promise<Got> => {
    if (!(await isPermitted(new URL(access.url).origin))) return { kind: "failed", reason: "noPermission" };
    try {
      const reply = await fetch(`${access.url}/m/${encodeURIComponent(access.box)}${path}`, {
        headers: { authorization: `Bearer ${access.token}` },
        redirect: "manual",
        credentials: "omit",
        cache: "no-store",
        referrerPolicy: "no-referrer",
        signal: AbortSignal.timeout(TIME_LIMIT_MS),
      });
      const refusal = failureOf(reply, path);
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
  };

  return {
    /** Everything in the box, oldest first; an item on two overlapping pages comes once. */
    async list(access: MailboxAccess): Promise<ListReply> {
      const items = new Map<string, MailboxItem>();
      let since: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const got = await get(access, listPath(since), LIST_LIMIT_BYTES);
        if (got.kind === "failed") return got;
        const parsed = parseMailboxPage(parseJson(got.bytes));
        if (parsed === null) return { kind: "failed", reason: "notAMailbox" };
        const before = items.size;
        for (const item of parsed.items) items.set(item.id, item);
        if (parsed.next === null || parsed.next === since || items.size === before) break;
        since = parsed.next;
      }
      return { kind: "listed", items: [...items.values()].sort((a, b) => a.arrivedAt - b.arrivedAt) };
    },

    async read(access: MailboxAccess, id: string): Promise<ItemReply> {
      const got = await get(access, `/${encodeURIComponent(id)}`, ITEM_LIMIT_BYTES);
      return got.kind === "got" ? { kind: "read", bytes: got.bytes } : got;
    },
  };
}

type Got =
  | { readonly kind: "got"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "failed"; readonly reason: ReadingFailure };

function listPath(since: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (since !== null) query.set("since", since);
  return `?${query.toString()}`;
}

function failureOf(reply: Response, path: string): ReadingFailure | null {
  const { status } = reply;
  if (reply.type === "opaqueredirect" || (status >= 300 && status < 400)) return "moved";
  if (status === 401 || status === 403) return "wrongToken";
  if (status === 404) return path.startsWith("?") ? "noSuchBox" : "noSuchItem";
  if (status === 410) return "tokenEnded";
  if (status === 429 || status === 503) return "busy";
  if (status >= 500) return "mailboxTrouble";
  if (status !== 200) return "notAMailbox";
  // A sign-in page of a hotel or a proxy answers 200 to everything.
  return reply.headers.get("content-type")?.startsWith("text/html") ? "notAMailbox" : null;
}

/** The body, or null as soon as it is longer than allowed; the rest is never read. */
async function readAtMost(reply: Response, limitBytes: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (reply.body === null) return new Uint8Array();
  const reader: ReadableStreamDefaultReader<Uint8Array> = reply.body.getReader();
  const chunks: Uint8Array[] = [];
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
  const body = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    body.set(chunk, at);
    at += chunk.length;
  }
  return body;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    // Not JSON is one more way of not being a mailbox.
    return null;
  }
}

/** A reader of this one kind of place; null for any other. */
export function mailboxReader(
  { list, read }: ReturnType<typeof createMailboxReading>,
  { kind }: PlaceReading,
): PlaceReader | null {
  if (kind !== "mailbox") return null;
  return {
    list: async (reading) => (reading.kind === "mailbox" ? list(reading) : NOT_A_MAILBOX),
    read: async (reading, id) => (reading.kind === "mailbox" ? read(reading, id) : NOT_A_MAILBOX),
  };
}
const NOT_A_MAILBOX = { kind: "failed", reason: "notAMailbox" } as const;
