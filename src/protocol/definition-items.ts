/** The items of a definition, read one by one. Whether they fit each other is checked afterwards, in core. */
import { type Item, type ResponseSet, TOPICS } from "../core/alliance/instrument.ts";
import type { Fields } from "./definition-fields.ts";
import { MAX_CHOICES, readId } from "./definition-parts.ts";
import { isRecord, type JsonRecord } from "./json.ts";

/** More than the longest form known (about 80). */
const MAX_ITEMS = 120;

export function readItems(
  parent: JsonRecord,
  sets: Readonly<Record<string, ResponseSet>>,
  fields: Fields,
): readonly Item[] {
  const items = fields.list(parent, "items", "", MAX_ITEMS);
  if (items.length === 0) fields.note("missing", "items");
  return items.flatMap((item, index) => {
    const at = `items[${index}]`;
    if (isRecord(item)) return [readItem(item, at, sets, fields)];
    fields.note("badValue", at);
    return [];
  });
}

function readItem(record: JsonRecord, at: string, sets: Readonly<Record<string, ResponseSet>>, fields: Fields): Item {
  fields.only(record, ["id", "text", "facet", "core", "reverse", "responseSet", "showIf"], at);
  const set = fields.text(record, "responseSet", at);
  if (set !== "" && !Object.hasOwn(sets, set)) fields.note("unknownPart", `${at}.responseSet`);
  return {
    id: readId(record, "id", at, fields),
    text: fields.text(record, "text", at),
    topic: fields.oneOf(TOPICS, record, "facet", at) ?? "other",
    core: fields.flag(record, "core", at, false),
    reverse: fields.flag(record, "reverse", at, false),
    responses: sets[set] ?? { type: "text", maxLength: 1 },
    ...(record.showIf !== undefined && { showIf: readShowIf(record, at, fields) }),
  };
}

function readShowIf(parent: JsonRecord, where: string, fields: Fields): NonNullable<Item["showIf"]> {
  const at = `${where}.showIf`;
  const record = fields.record(parent, "showIf", where) ?? {};
  fields.only(record, ["item", "anyOf"], at);
  const anyOf = fields.list(record, "anyOf", at, MAX_CHOICES);
  const values = anyOf.filter((value) => typeof value === "string" || typeof value === "number");
  if (values.length === 0 || values.length < anyOf.length) fields.note("badValue", `${at}.anyOf`);
  return { item: fields.text(record, "item", at), anyOf: values };
}
