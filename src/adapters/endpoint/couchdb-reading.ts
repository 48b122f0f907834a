import { parseCouchDocument, parseCouchPage } from "../../protocol/couchdb.ts";
import { parseJson } from "../../protocol/json.ts";
import type { PlaceReading } from "../../protocol/place.ts";
import type { ItemReply, ListReply, MailboxItem } from "../../protocol/therapist-records.ts";
import { toUtf8 } from "../sealing/bytes.ts";
import { ask, ITEM_LIMIT_BYTES, keyOf, type ReadingDeps, textOf } from "./reading-request.ts";

type Database = Extract<PlaceReading, { kind: "couchdb" }>;

const PAGE_SIZE = 1_000;
/** 1,000 lines of ids and revisions are some 150 kB. */
const LIST_LIMIT_BYTES = 1024 * 1024;
const MOST_PAGES = 1_000;
/** The envelope as text is a third larger, and stands in JSON. */
const DOCUMENT_LIMIT_BYTES = 1.5 * ITEM_LIMIT_BYTES;

/** Lists and reads one CouchDB database whose documents are `{ "age": armored }`. */
export function createCouchdbReading(deps: ReadingDeps & { readonly now: () => number }) {
  return {
    /** A database does not say when a document came: all that is listed counts as come now, in the order of ids. */
    async list(database: Database): Promise<ListReply> {
      const arrivedAt = deps.now();
      const items: MailboxItem[] = [];
      let after: string | null = null;
      for (let page = 0; page < MOST_PAGES; page += 1) {
        const url = `${database.url}/_all_docs?${pageQuery(after)}`;
        const key = keyOf(database);
        const got = await ask(deps, { url, key, missing: "noSuchBox", limitBytes: LIST_LIMIT_BYTES });
        if (got.kind === "failed") return got;
        const rows = parseCouchPage(parseJson(textOf(got.bytes)));
        if (rows === null) return { kind: "failed", reason: "notAMailbox" };
        const fresh = rows.filter(({ id }) => after === null || id > after);
        // What CouchDB keeps of itself there is no answer.
        const answers = fresh.filter(({ id }) => !id.startsWith("_"));
        items.push(...answers.map(({ id, revision }) => ({ id, size: 0, arrivedAt, version: revision })));
        after = fresh.at(-1)?.id ?? null;
        if (rows.length < PAGE_SIZE || after === null) break;
      }
      return { kind: "listed", items };
    },

    async read(database: Database, id: string): Promise<ItemReply> {
      const url = `${database.url}/${encodeURIComponent(id)}`;
      const limitBytes = DOCUMENT_LIMIT_BYTES;
      const got = await ask(deps, { url, key: keyOf(database), missing: "noSuchItem", limitBytes });
      if (got.kind === "failed") return got;
      // A document without an envelope is kept as it is, so that the list of what was set aside can name it.
      return { kind: "read", bytes: toUtf8(parseCouchDocument(parseJson(textOf(got.bytes))) ?? "") };
    },
  };
}

function pageQuery(after: string | null): string {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE) });
  if (after !== null) query.set("startkey", JSON.stringify(after));
  return query.toString();
}
