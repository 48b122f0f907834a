import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import schema from "../docs/instrument.schema.json" with { type: "json" };
import { packDefinition } from "../src/core/alliance/definition.ts";
import { PERSPECTIVES, SETTINGS_OF_THERAPY, TENSIONS, TIERS, TOPICS } from "../src/core/alliance/instrument.ts";
import { INSTRUMENTS, THERAPIST_FORMS } from "../src/core/alliance/instruments/index.ts";
import { READY_SCORINGS } from "../src/core/alliance/ready/index.ts";
import { parseDefinition } from "../src/protocol/definition-file.ts";
import { heldFor } from "./core/alliance/dummy.ts";

const read = (path: string): string => readFileSync(new URL(`../docs/${path}`, import.meta.url), "utf8");
const ITEMS = read("items.md");
const ALL = [...INSTRUMENTS, ...THERAPIST_FORMS];

describe("docs/items.md", () => {
  const lines = ITEMS.split("\n").filter((line) => line.startsWith("| `"));

  test.each(ALL)(
    "logs each item of $id with its words, what it is meant to ask, its check and its status",
    ({ id, items }) => {
      for (const item of items) {
        const [, name, text, definition, date, overlap, status] =
          lines
            .find((line) => line.startsWith(`| \`${id}/${item.id}\` `))
            ?.split("|")
            .map((cell) => cell.trim()) ?? [];
        expect(name).toBe(`\`${id}/${item.id}\``);
        expect(text).toBe(item.text);
        expect(definition?.length).toBeGreaterThan(5);
        expect(date).toMatch(/^2026-\d\d-\d\d$/);
        expect(["none found", "not compared yet"]).toContain(overlap);
        expect(status).toBe("draft, unvalidated");
      }
    },
  );

  test("logs nothing that does not ship", () => {
    expect(lines).toHaveLength(ALL.flatMap(({ items }) => items).length);
  });
});

describe("docs/instrument.schema.json", () => {
  const { definition, textForReadyScoring: text, licence, item, responseSet } = schema.$defs;
  const parts = (properties: object): string[] => Object.keys(properties);
  const FACTS = { today: "2026-11-25", isTaken: () => false };
  const unknownIn = (file: object): readonly string[] => {
    const reading = parseDefinition(file, FACTS);
    return reading.kind === "refused"
      ? reading.faults.flatMap(({ kind, where }) => (kind === "unknownPart" ? [where] : []))
      : [];
  };
  const nothing = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]));

  test.each(ALL)("knows every part that $id has", (instrument) => {
    const packed = packDefinition(instrument);
    expect(parts(definition.properties)).toEqual(expect.arrayContaining(parts(packed)));
    expect(parts(licence.properties)).toEqual(expect.arrayContaining(parts(packed.licence)));
    for (const one of packed.items) expect(parts(item.properties)).toEqual(expect.arrayContaining(parts(one)));
  });

  test("names no part that the page does not read", () => {
    const whole = { ...nothing(parts(definition.properties)), licence: nothing(parts(licence.properties)) };
    const items = [nothing(parts(item.properties))];
    const named = (place: string) => (where: string) => where === place || where.startsWith(`${place}.`);
    const unknown = unknownIn({ ...whole, items });
    for (const part of parts(licence.properties).filter((name) => name !== "tier"))
      expect(unknown.filter(named(`licence.${part}`))).toEqual([]);
    for (const part of parts(item.properties).filter((name) => name !== "facet"))
      expect(unknown.filter(named(`items[0].${part}`))).toEqual([]);
    for (const part of parts(definition.properties).filter((name) => !["perspective", "settings"].includes(name)))
      expect(unknown.filter((where) => where === part)).toEqual([]);
    expect(
      unknownIn({ ready: "wai-sr", ...heldFor("wai-sr"), ...nothing(parts(text.properties).slice(1, 2)) }),
    ).toEqual([]);
    expect(parts(text.properties)).toEqual(["ready", "version", "language", "licence", "texts", "labels", "key"]);
  });

  test("lists the same words as the code", () => {
    expect(definition.properties.perspective.enum).toEqual([...PERSPECTIVES]);
    expect(definition.properties.settings.items.enum).toEqual([...SETTINGS_OF_THERAPY]);
    expect(licence.properties.tier.enum).toEqual([...TIERS]);
    expect(item.properties.facet.enum).toEqual([...TOPICS]);
    expect(text.properties.ready.enum).toEqual(READY_SCORINGS.map(({ id }) => id));
    expect(JSON.stringify(responseSet)).toContain(JSON.stringify(TENSIONS));
  });
});

test("docs/instruments.md names every set that ships and every ready scoring", () => {
  const page = read("instruments.md");
  for (const { id } of [...ALL, ...READY_SCORINGS]) expect(page).toContain(`\`${id}\``);
});
