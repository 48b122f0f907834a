import { isRecord, type JsonRecord, parseJson, textIn } from "../../protocol/json.ts";
import type { PlaceReading } from "../../protocol/place.ts";
import { FHIR_BASE } from "../../protocol/questionnaire-response.ts";
import type { ReadingFailure } from "../../protocol/therapist-records.ts";
import { ask, type Got, keyOf, LIST_LIMIT_BYTES, type ReadingDeps, textOf } from "./reading-request.ts";

export type NamesReply =
  | { readonly kind: "names"; readonly names: readonly string[] }
  | { readonly kind: "failed"; readonly reason: ReadingFailure };

type Page = { readonly names: readonly string[]; readonly next: string | null } | null;

/** Only what is there, and nothing that a server would have to look up. */
const NAMES_QUERY = '<propfind xmlns="DAV:"><prop><resourcetype/></prop></propfind>';
/** Lines of a page, and pages of a list that never ends. */
const PAGE_SIZE = 1_000;

/**
 * Names of what lies where clients send, for the background, which only counts: without the readers' care for sizes, times
 * and copies, and without their 10 kB, for which its budget has no room. A name too many or too few here moves a mark on a
 * button, nothing else; what is fetched is decided by the readers.
 */
export function createPlaceNames(deps: ReadingDeps) {
  return async (reading: Exclude<PlaceReading, { kind: "hand" }>, asked: readonly string[]): Promise<NamesReply> => {
    const names: string[] = [];
    let url: string | null = firstPage(reading, asked);
    for (let page = 0; page < PAGE_SIZE && url !== null; page += 1) {
      const got = await get(deps, reading, url);
      if (got.kind === "failed") return got;
      const read: Page = pageOf(reading, textOf(got.bytes), url);
      if (read === null) return { kind: "failed", reason: "notAMailbox" };
      names.push(...read.names);
      url = read.next === url ? null : read.next;
    }
    return { kind: "names", names };
  };
}

async function get(deps: ReadingDeps, reading: Exclude<PlaceReading, { kind: "hand" }>, url: string): Promise<Got> {
  const request = { url, key: keyOf(reading), missing: "noSuchBox", limitBytes: LIST_LIMIT_BYTES } as const;
  if (reading.kind !== "webdav") return ask(deps, request);
  const headers = { depth: "1", "content-type": "application/xml" };
  const got = await ask(deps, { ...request, method: "PROPFIND", headers, body: NAMES_QUERY });
  // nginx lists in a way of its own.
  return got.kind === "failed" && got.reason === "notAMailbox" ? ask(deps, request) : got;
}

function firstPage(reading: Exclude<PlaceReading, { kind: "hand" }>, asked: readonly string[]): string {
  switch (reading.kind) {
    case "mailbox":
      return `${reading.url}/m/${encodeURIComponent(reading.box)}?limit=${PAGE_SIZE}`;
    case "webdav":
      return `${reading.url}/`;
    case "couchdb":
      return `${reading.url}/_all_docs?limit=${PAGE_SIZE}`;
    case "fhir": {
      const questionnaires = asked.map((name) => `${FHIR_BASE}/Questionnaire/${name}`).join();
      const query = `_elements=identifier,status&_count=200&questionnaire=${encodeURIComponent(questionnaires)}`;
      return `${reading.url}/QuestionnaireResponse?${query}`;
    }
  }
}

function pageOf({ kind, url: base }: Exclude<PlaceReading, { kind: "hand" }>, text: string, url: string): Page {
  if (kind === "webdav") return { names: namesInFolder(text), next: null };
  const said = parseJson(text);
  if (!isRecord(said)) return null;
  const from = (mark: string, value: unknown): string =>
    `${url.split("&")[0]}&${mark}=${encodeURIComponent(textIn(value))}`;
  if (kind === "fhir") {
    const next = textIn(listOf(said.link).find(({ relation }) => relation === "next")?.url);
    return { names: listOf(said.entry).flatMap(nameOfEntry), next: next.startsWith(`${base}/`) ? next : null };
  }
  const ids = listOf(said.items ?? said.rows).map(({ id }) => textIn(id));
  if (kind === "mailbox") return { names: ids, next: said.next == null ? null : from("since", said.next) };
  const isFull = ids.length === PAGE_SIZE;
  // What CouchDB keeps of itself is no answer.
  return {
    names: ids.filter((id) => !id.startsWith("_")),
    next: isFull ? from("startkey", JSON.stringify(ids.at(-1))) : null,
  };
}

/** In the XML of a folder and in nginx's JSON alike: after a slash or a quotation mark, up to the ending. */
function namesInFolder(text: string): readonly string[] {
  return Array.from(text.matchAll(/[/"]([^/<>"]+)\.age(?=["<])/g), ([, name = ""]) => {
    try {
      return decodeURIComponent(name);
    } catch {
      // A percent sign that begins nothing stands for itself.
      return name;
    }
  });
}

function nameOfEntry({ resource }: JsonRecord): readonly string[] {
  if (!isRecord(resource) || !isRecord(resource.identifier)) return [];
  const id = textIn(resource.identifier.value).replace("urn:uuid:", "");
  return [resource.status === "entered-in-error" ? `${id}.withdrawn` : id];
}

function listOf(input: unknown): readonly JsonRecord[] {
  return Array.isArray(input) ? input.filter(isRecord) : [];
}
