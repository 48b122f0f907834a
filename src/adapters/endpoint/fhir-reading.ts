import { identifierOf, parseFound, parseSearchPage } from "../../protocol/fhir-search.ts";
import { parseJson } from "../../protocol/json.ts";
import type { PlaceReading } from "../../protocol/place.ts";
import { FHIR_BASE } from "../../protocol/questionnaire-response.ts";
import type { ItemReply, ListReply, MailboxItem } from "../../protocol/therapist-records.ts";
import { toUtf8 } from "../sealing/bytes.ts";
import { ask, ITEM_LIMIT_BYTES, keyOf, type ReadingDeps, textOf } from "./reading-request.ts";

type Server = Extract<PlaceReading, { kind: "fhir" }>;

const PAGE_SIZE = 200;
/** A server that gives whole resources although three elements were asked for: 200 of them are about a megabyte. */
const PAGE_LIMIT_BYTES = 8 * 1024 * 1024;
const MOST_PAGES = 1_000;
/** Copies of one response, where eight were created at once. */
const MOST_COPIES = 20;

export interface FhirReadingDeps extends ReadingDeps {
  /** `name|version` of all questions that may have been asked: only these are looked for. */
  readonly instruments: () => Promise<readonly string[]>;
}

/** Searches a FHIR R4 server for check-ins. What it gives is plain: the server, not the client's key, says who wrote it. */
export function createFhirReading(deps: FhirReadingDeps) {
  const get = (server: Server, url: string, limitBytes: number) =>
    ask(deps, {
      url,
      key: keyOf(server),
      headers: { accept: "application/fhir+json" },
      missing: "noSuchBox",
      limitBytes,
    });

  return {
    async list(server: Server): Promise<ListReply> {
      const items = new Map<string, MailboxItem>();
      const first = searchAddress(server, await deps.instruments());
      let url: string | null = first;
      for (let page = 0; page < MOST_PAGES && url !== null; page += 1) {
        const got = await get(server, url, PAGE_LIMIT_BYTES);
        if (got.kind === "failed") return got;
        const parsed = parseSearchPage(parseJson(textOf(got.bytes)), server.url);
        if (parsed === null) return { kind: "failed", reason: "notAMailbox" };
        const before = items.size;
        for (const { name, changedAt } of parsed.found) {
          if (!items.has(name)) items.set(name, { id: name, size: 0, arrivedAt: changedAt });
        }
        // A full page that leads nowhere: servers that do not link their pages know an offset. One that knows neither gives
        // the same page again, and nothing new in it.
        const isFull = parsed.found.length >= PAGE_SIZE && items.size > before;
        const next: string | null = parsed.next ?? (isFull ? `${first}&_offset=${(page + 1) * PAGE_SIZE}` : null);
        url = next === url ? null : next;
      }
      return { kind: "listed", items: [...items.values()].sort((a, b) => a.arrivedAt - b.arrivedAt) };
    },

    async read(server: Server, id: string): Promise<ItemReply> {
      const query = new URLSearchParams({ identifier: identifierOf(id), _count: String(MOST_COPIES) });
      const limitBytes = MOST_COPIES * ITEM_LIMIT_BYTES;
      const got = await get(server, `${server.url}/QuestionnaireResponse?${query.toString()}`, limitBytes);
      if (got.kind === "failed") return got;
      const found = parseFound(parseJson(textOf(got.bytes)), id);
      if (found === null) return { kind: "failed", reason: "noSuchItem" };
      return { kind: "read", bytes: toUtf8(JSON.stringify(found)) };
    },
  };
}

function searchAddress({ url }: Server, instruments: readonly string[]): string {
  const query = new URLSearchParams({
    questionnaire: instruments.map((name) => `${FHIR_BASE}/Questionnaire/${name}`).join(","),
    _elements: "identifier,status,meta",
    _count: String(PAGE_SIZE),
  });
  return `${url}/QuestionnaireResponse?${query.toString()}`;
}
