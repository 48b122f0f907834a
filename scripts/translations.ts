/** What each language has and lacks against English; used by `npm run locales` and held by tests/locales.test.ts. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Instrument, type Item, instrumentKey } from "../src/core/alliance/instrument.ts";
import { INSTRUMENTS } from "../src/core/alliance/instruments/index.ts";
import { reviewOf } from "../src/core/alliance/reviewed-translations.ts";
import { itemKey } from "../src/protocol/item-words.ts";
import { ROOT } from "./run-command.ts";

const LOCALES = join(ROOT, "public/_locales");
const ITEMS_PAGE = join(ROOT, "docs/items.md");

export interface Message {
  readonly message: string;
  readonly description?: string;
}
export type Messages = Readonly<Record<string, Message>>;

/** By folder; all but English, which is the source. */
export function readTranslations(): ReadonlyMap<string, Messages> {
  const folders = readdirSync(LOCALES).filter((folder) => folder !== "en");
  return new Map(folders.sort().map((folder) => [folder, readMessages(folder)]));
}

export function readMessages(folder: string): Messages {
  return JSON.parse(readFileSync(join(LOCALES, folder, "messages.json"), "utf8")) as Messages;
}

export function placesIn(message: string): string {
  return [...new Set(message.match(/\$\d/g))].sort().join(" ");
}

export interface LanguageGaps {
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
  readonly empty: readonly string[];
  readonly otherPlaceholders: readonly string[];
}

export function gapsOf(messages: Messages, english: Messages): LanguageGaps {
  const items = new Set(
    INSTRUMENTS.flatMap((instrument) => instrument.items.flatMap((item) => keysOf(instrument, item))),
  );
  return {
    missing: Object.keys(english).filter((key) => messages[key] === undefined),
    unknown: Object.keys(messages).filter((key) => english[key] === undefined && !items.has(key)),
    empty: Object.keys(messages).filter((key) => messages[key]?.message.trim() === ""),
    otherPlaceholders: Object.entries(messages).flatMap(([key, { message }]) =>
      placesIn(message) === placesIn(english[key]?.message ?? "") ? [] : [key],
    ),
  };
}

export type Standing = "missing" | "part" | "draft" | "reviewed";

/** How far one item is translated. Of its words all or none are there; "part" is a mistake. */
export function standingOf(instrument: Instrument, item: Item, messages: Messages): Standing {
  const keys = keysOf(instrument, item);
  const there = keys.filter((key) => messages[key] !== undefined).length;
  if (there === 0) return "missing";
  if (there < keys.length) return "part";
  return reviewOf(instrumentKey(instrument), messages.languageCode?.message ?? "") === null ? "draft" : "reviewed";
}

function keysOf(instrument: Instrument, { id, responses }: Item): readonly string[] {
  return ["text", ...partsOf(responses)].map((part) => itemKey(instrument, id, part));
}

function partsOf(responses: Item["responses"]): readonly string[] {
  switch (responses.type) {
    case "scale":
      return ["low", "high"];
    case "choice":
      return responses.choices.map(({ code }) => code);
    case "text":
      return [];
  }
}

const HEADING = "## Translations";
const WORDS: Readonly<Record<Standing, string>> = {
  missing: "in English",
  part: "in part",
  draft: "draft",
  reviewed: "reviewed",
};

/** The section of docs/items.md that says, per item and language, whether its words are a draft. */
export function translationsSection(translations: ReadonlyMap<string, Messages>): string {
  return [
    HEADING,
    "",
    "A translation is a **draft until reviewed**: translated forward, back, and both read by a clinician. Reviews stand in",
    "`core/alliance/reviewed-translations.ts`, the words in `public/_locales`; `npm run locales -- --write` writes this section.",
    "Where an item has no translation, it is asked in English.",
    ...INSTRUMENTS.flatMap((instrument) => [
      "",
      `### ${instrument.title}, version ${instrument.version}`,
      "",
      ...tableOf(instrument, translations),
    ]),
    "",
  ].join("\n");
}

function tableOf(instrument: Instrument, translations: ReadonlyMap<string, Messages>): readonly string[] {
  const header = ["Item", ...translations.keys()];
  const rows = instrument.items.map((item) => [
    item.id,
    ...[...translations.values()].map((messages) => WORDS[standingOf(instrument, item, messages)]),
  ]);
  return tableRows([header, ...rows]);
}

/** As the formatter of the documents would lay it out. */
export function tableRows([header = [], ...rows]: readonly (readonly string[])[]): readonly string[] {
  const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((cells) => cells[column]?.length ?? 0)),
  );
  const padded = (cells: readonly string[]): readonly string[] => cells.map((cell, n) => cell.padEnd(widths[n] ?? 0));
  return [
    row(padded(header)),
    row(widths.map((width) => "-".repeat(width))),
    ...rows.map((cells) => row(padded(cells))),
  ];
}

export function readItemsPage(): string {
  return existsSync(ITEMS_PAGE) ? readFileSync(ITEMS_PAGE, "utf8") : "";
}

/** The page with that section new, found by its heading; what stands before it and after it stays. */
export function withSection(page: string, section: string): string {
  const start = page.indexOf(section.slice(0, section.indexOf("\n")));
  if (start === -1) return `${page.trimEnd()}\n\n${section}`;
  const end = page.indexOf("\n## ", start);
  return page.slice(0, start) + section + (end === -1 ? "" : page.slice(end));
}
