/**
 * Entries of opened files as a table: what is the same in many lines is written once, and a line has no names of fields, so
 * that 20,000 of them are read again in a moment. What is packed here is only ever kept in the vault, which tells whether
 * anybody else wrote it. The rule that must not break: unpacking gives back exactly what was packed, or null.
 */

import { isRecord } from "./json.ts";
import type { OpenedEntry } from "./opened.ts";
import type { CheckInResponse, ReceivedAddOn } from "./questionnaire-response.ts";

/** Raised whenever a line changes its shape; what another version packed is opened again. */
const VERSION = 3;
const TEST = 0;
const REFUSED_LENGTH = 6;
const OPENED_LENGTH = 9;
/** Of a response, without what stands beside it. */
const SAID_LENGTH = 8;

type Line = readonly unknown[];

/** `R`: the reasons a refusal may have. */
export function packEntries<R extends string>(entries: readonly OpenedEntry<R>[]): unknown {
  const texts: string[] = [];
  const places = new Map<string, number>();
  const place = (text: string): number => {
    const known = places.get(text) ?? texts.push(text) - 1;
    places.set(text, known);
    return known;
  };
  return { v: VERSION, lines: entries.map((entry) => packEntry(entry, place)), texts };
}

export function unpackEntries<R extends string>(input: unknown): readonly OpenedEntry<R>[] | null {
  if (!isRecord(input) || input.v !== VERSION || !Array.isArray(input.lines) || !Array.isArray(input.texts))
    return null;
  const { lines, texts } = input as { readonly lines: readonly unknown[]; readonly texts: readonly string[] };
  return lines.every(isLine) ? lines.map((line) => unpackEntry<R>(line, texts)) : null;
}

/** As far as it takes to unpack it: what stands in it the vault has proven. */
function isLine(line: unknown): line is Line {
  if (!Array.isArray(line)) return false;
  if (line.length === REFUSED_LENGTH) return true;
  const said: unknown = line[OPENED_LENGTH - 1];
  if (line.length !== OPENED_LENGTH) return false;
  return said === TEST || typeof said === "string" || (Array.isArray(said) && isAddOn(said[SAID_LENGTH]));
}

function isAddOn(beside: unknown): boolean {
  return beside === undefined || Array.isArray(beside);
}

function packEntry<R extends string>(entry: OpenedEntry<R>, place: (text: string) => number): Line {
  const { name, digest, arrivedAt } = entry;
  if (entry.kind === "refused") {
    const { reason, client, under } = entry;
    return [name, digest, arrivedAt, place(reason), client === null ? null : place(client), place(under)];
  }
  const { id, client, seq, key, to, content } = entry;
  // Nearly every file is called by its id.
  const line = [name, digest, arrivedAt, id === name ? 0 : id, place(client), seq, place(key), place(to)];
  switch (content.kind) {
    case "test":
      return [...line, TEST];
    case "withdrawn":
      return [...line, content.id];
    case "response": {
      const { instrument, submittedAt, answers, wish, seconds, skipped, skippedBefore, endedAt, addOn } =
        content.response;
      const said = [place(instrument), submittedAt, endedAt, wish, seconds, skipped, skippedBefore ?? null, answers];
      return [...line, addOn === undefined ? said : [...said, packAddOn(addOn, place)]];
    }
  }
}

function packAddOn({ instrument, hash, answers }: ReceivedAddOn, place: (text: string) => number): Line {
  return [place(instrument), place(hash), answers];
}

/** The vault has proven that these lines are the ones packed above: their shape is known. */
function unpackEntry<R extends string>(line: Line, texts: readonly string[]): OpenedEntry<R> {
  const text = (place: unknown): string => (typeof place === "number" && texts[place]) || "";
  const [name, digest, arrivedAt] = line as readonly [string, string, number];
  if (line.length === REFUSED_LENGTH) {
    const [, , , reason, client, under] = line;
    return {
      name,
      digest,
      arrivedAt,
      kind: "refused",
      reason: text(reason) as R,
      client: client === null ? null : text(client),
      under: text(under),
    };
  }
  const [, , , shownId, clientPlace, seq, key, to, said] = line;
  const id = shownId === 0 ? name : (shownId as string);
  const client = text(clientPlace);
  const frame = { name, digest, arrivedAt, kind: "opened" as const, id, client, seq: seq as number };
  const whose = { ...frame, key: text(key), to: text(to) };
  if (said === TEST) return { ...whose, content: { kind: "test" } };
  if (typeof said === "string") return { ...whose, content: { kind: "withdrawn", id: said } };
  const [instrument, submittedAt, endedAt, wish, seconds, skipped, skippedBefore, answers, beside] = said as Line;
  const asked = { id, client, instrument: text(instrument), submittedAt, answers, wish, seconds, skipped, endedAt };
  const response = {
    ...asked,
    ...(skippedBefore !== null && { skippedBefore: skippedBefore as number }),
    ...(beside !== undefined && { addOn: unpackAddOn(beside as Line, text) }),
  };
  return { ...whose, content: { kind: "response", response: response as CheckInResponse } };
}

function unpackAddOn(line: Line, text: (place: unknown) => string): ReceivedAddOn {
  const [instrument, hash, answers] = line;
  return { instrument: text(instrument), hash: text(hash), answers: answers as ReceivedAddOn["answers"] };
}
