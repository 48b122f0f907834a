/**
 * Reads named parts of a definition one by one and notes what is wrong with its place, so that a person who wrote the file
 * hears of every fault at once. A part that is wrong reads as something harmless; where a fault was noted nothing of it is
 * used.
 */
import type { DefinitionFault, DefinitionFaultKind } from "../core/alliance/definition-checks.ts";
import { isRecord, isTextList, type JsonRecord } from "./json.ts";

/** Longer than any question that can be answered in a breath. */
const MAX_TEXT_CHARS = 1_000;

export function createFields(faults: DefinitionFault[]) {
  const note = (kind: DefinitionFaultKind, where: string): void => void faults.push({ kind, where });

  function text(record: JsonRecord, key: string, where: string): string {
    const value = record[key];
    if (value === undefined) note("missing", placeOf(where, key));
    else if (!isReadable(value)) note("badValue", placeOf(where, key));
    return isReadable(value) ? value : "";
  }

  function number(record: JsonRecord, key: string, where: string): number {
    const value = record[key];
    if (value === undefined) note("missing", placeOf(where, key));
    else if (!isNumber(value)) note("badValue", placeOf(where, key));
    return isNumber(value) ? value : 0;
  }

  function flag(record: JsonRecord, key: string, where: string, usual?: boolean): boolean {
    const value = record[key] ?? usual;
    if (value === undefined) note("missing", placeOf(where, key));
    else if (typeof value !== "boolean") note("badValue", placeOf(where, key));
    return value === true;
  }

  function oneOf<T extends string>(known: readonly T[], record: JsonRecord, key: string, where: string): T | null {
    const value = record[key];
    const found = known.find((each) => each === value);
    if (found === undefined) note(value === undefined ? "missing" : "unknownPart", placeOf(where, key));
    return found ?? null;
  }

  function record(parent: JsonRecord, key: string, where: string): JsonRecord | null {
    const value = parent[key];
    if (isRecord(value)) return value;
    note(value === undefined ? "missing" : "badValue", placeOf(where, key));
    return null;
  }

  function list(parent: JsonRecord, key: string, where: string, most: number): readonly unknown[] {
    const value = parent[key];
    if (Array.isArray(value) && value.length <= most) return value as readonly unknown[];
    note(value === undefined ? "missing" : "badValue", placeOf(where, key));
    return [];
  }

  function texts(parent: JsonRecord, key: string, where: string): readonly string[] {
    const value = parent[key];
    if (isTextList(value) && value.every(isReadable)) return [...value];
    note(value === undefined ? "missing" : "badValue", placeOf(where, key));
    return [];
  }

  /** Null where it is not there; a part that is there must be right. */
  function optional<T>(parent: JsonRecord, key: string, read: () => T): Readonly<Record<string, T>> {
    return parent[key] === undefined ? {} : { [key]: read() };
  }

  /** Everything beside these parts is refused: what is not understood cannot be kept as it is. */
  function only(parent: JsonRecord, keys: readonly string[], where: string): void {
    for (const key of Object.keys(parent)) if (!keys.includes(key)) note("unknownPart", placeOf(where, key));
  }

  return { note, text, number, flag, oneOf, record, list, texts, optional, only };
}
export type Fields = ReturnType<typeof createFields>;

export function placeOf(where: string, key: string): string {
  return where === "" ? key : `${where}.${key}`;
}

function isReadable(value: unknown): value is string {
  return typeof value === "string" && value.trim() !== "" && value.length <= MAX_TEXT_CHARS;
}

function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
