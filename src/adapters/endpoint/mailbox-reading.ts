import { parseJson } from "../../protocol/json.ts";
import {
  type ItemReply,
  type ListReply,
  type MailboxAccess,
  type MailboxItem,
  parseMailboxPage,
} from "../../protocol/therapist-records.ts";
import { ask, type Got, ITEM_LIMIT_BYTES, type ReadingDeps, type ReadingRequest, textOf } from "./reading-request.ts";

/** 1,000 lines of a list are about 120 kB. */
const LIST_LIMIT_BYTES = 1024 * 1024;
const PAGE_SIZE = 1_000;
/** 200 clients × 100 responses fit fifty times; a mailbox that never ends its list does not. */
const MOST_PAGES = 1_000;

/** Lists and reads a mailbox with the therapist's token. */
export function createMailboxReading(deps: ReadingDeps) {
  const get = (access: MailboxAccess, path: string, rest: Pick<ReadingRequest, "missing" | "limitBytes">) => {
    const url = `${access.url}/m/${encodeURIComponent(access.box)}${path}`;
    return ask(deps, { url, key: { user: null, token: access.token }, ...rest });
  };

  return {
    /** Everything in the box, oldest first; an item on two overlapping pages comes once. */
    async list(access: MailboxAccess): Promise<ListReply> {
      const items = new Map<string, MailboxItem>();
      let since: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const rest = { missing: "noSuchBox", limitBytes: LIST_LIMIT_BYTES } as const;
        const got: Got = await get(access, listPath(since), rest);
        if (got.kind === "failed") return got;
        const parsed = parseMailboxPage(parseJson(textOf(got.bytes)));
        if (parsed === null) return { kind: "failed", reason: "notAMailbox" };
        const before = items.size;
        for (const item of parsed.items) items.set(item.id, item);
        if (parsed.next === null || parsed.next === since || items.size === before) break;
        since = parsed.next;
      }
      return { kind: "listed", items: [...items.values()].sort((a, b) => a.arrivedAt - b.arrivedAt) };
    },

    async read(access: MailboxAccess, id: string): Promise<ItemReply> {
      const rest = { missing: "noSuchItem", limitBytes: ITEM_LIMIT_BYTES } as const;
      const got = await get(access, `/${encodeURIComponent(id)}`, rest);
      return got.kind === "got" ? { kind: "read", bytes: got.bytes } : got;
    },
  };
}

function listPath(since: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (since !== null) query.set("since", since);
  return `?${query.toString()}`;
}
