import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { packDefinition } from "../../src/core/alliance/definition.ts";
import type { CheckFacts } from "../../src/core/alliance/definition-checks.ts";
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";
import { scoreRaw } from "../../src/core/alliance/raw-scores.ts";
import { READY_SCORINGS } from "../../src/core/alliance/ready/index.ts";
import { parseDefinition, readDefinitionText } from "../../src/protocol/definition-file.ts";
import { ATTRIBUTED } from "../core/alliance/add-ons.ts";
import { answersTo, dummy, dummyTexts, HELD_LICENCE, heldFor } from "../core/alliance/dummy.ts";

const FACTS: CheckFacts = { today: "2026-11-25", isTaken: (id) => id.startsWith("afs-") };

/** A definition of a practice's own, as its file has it. */
function usualFile() {
  const item = { text: "Item 1, test text", facet: "bond", core: true, reverse: false, responseSet: "agree" };
  return {
    id: "practice-form",
    version: "1",
    title: "Form of the practice",
    language: "en",
    perspective: "client",
    settings: ["individual"],
    licence: { ...HELD_LICENCE } as Record<string, unknown>,
    responseSets: {
      agree: { type: "scale", min: 1, max: 7, ends: ["Never", "Always"] },
      happened: { type: "yesno", labels: ["No", "Yes"] },
      free: { type: "text", maxLength: 500 },
    } as Record<string, unknown>,
    items: [
      { ...item, id: "A1" },
      { ...item, id: "A2", text: "Item 2, test text", facet: "tasks", reverse: true },
      { id: "A3", text: "Item 3, test text", facet: "rupture", responseSet: "happened" },
      {
        id: "A4",
        text: "Item 4, test text",
        facet: "other",
        responseSet: "free",
        showIf: { item: "A3", anyOf: ["yes"] },
      },
    ] as Record<string, unknown>[],
    scoring: {
      method: "sum",
      scales: { bond: ["A1"], tasks: ["A2"] },
      total: ["A1", "A2"],
      minAnswered: 0.75,
      range: [2, 14],
    } as Record<string, unknown>,
  };
}
type File = ReturnType<typeof usualFile> & Record<string, unknown>;

/** What the file is refused for once this was changed in it. */
function faultsAfter(change: (file: File) => void): readonly string[] {
  const file: File = usualFile();
  change(file);
  const reading = parseDefinition(file, FACTS);
  return reading.kind === "refused" ? reading.faults.map(({ kind, where }) => `${kind} ${where}`) : [];
}

test("a whole definition is taken as it stands", () => {
  const reading = parseDefinition(usualFile(), FACTS);
  expect(reading).toMatchObject({ kind: "definition", instrument: { id: "practice-form", licence: HELD_LICENCE } });
  if (reading.kind === "refused") return;
  expect(reading.instrument.items.map(({ id, responses }) => [id, responses.type])).toEqual([
    ["A1", "scale"],
    ["A2", "scale"],
    ["A3", "choice"],
    ["A4", "text"],
  ]);
  expect(scoreRaw(reading.instrument, { A1: 6, A2: 2 }).total).toBe(12);
});

describe("what is refused, and where", () => {
  test.each<[string, (file: File) => void, string]>([
    ["no licence block", (file) => delete (file as Partial<File>).licence, "noLicence licence"],
    [
      "electronic use not granted",
      (file) => (file.licence.electronicUse = false),
      "electronicUse licence.electronicUse",
    ],
    [
      "electronic use not spoken of",
      (file) => delete file.licence.electronicUse,
      "electronicUse licence.electronicUse",
    ],
    ["nobody who vouches for it", (file) => delete file.licence.attestedBy, "attestation licence.attestedBy"],
    ["no day of vouching", (file) => delete file.licence.attestedOn, "attestation licence.attestedBy"],
    ["a licence that has ended", (file) => (file.licence.expires = "2026-11-24"), "expired licence.expires"],
    ["a day that is none", (file) => (file.licence.expires = "soon"), "badValue licence.expires"],
    ["a part nobody knows", (file) => (file.mood = "good"), "unknownPart mood"],
    ["a part of an item nobody knows", (file) => (file.items[1]!.colour = "red"), "unknownPart items[1].colour"],
    [
      "a kind of answer nobody knows",
      (file) => (file.responseSets.free = { type: "drawing" }),
      "unknownPart responseSets.free.type",
    ],
    ["a facet nobody knows", (file) => (file.items[0]!.facet = "charm"), "unknownPart items[0].facet"],
    ["the same id twice", (file) => (file.items[1]!.id = "A1"), "duplicate items[1].id"],
    [
      "a scale that names an absent item",
      (file) => (file.scoring.scales = { bond: ["A9"] }),
      "absentItem scoring.scales.bond: A9",
    ],
    [
      "a total that names an absent item",
      (file) => (file.scoring.total = ["A1", "B9"]),
      "absentItem scoring.total: B9",
    ],
    [
      "a condition on an absent item",
      (file) => (file.items[3]!.showIf = { item: "Z", anyOf: ["yes"] }),
      "absentItem items[3].showIf.item",
    ],
    [
      "a condition on a later item",
      (file) => (file.items[0]!.showIf = { item: "A3", anyOf: ["yes"] }),
      "absentItem items[0].showIf.item",
    ],
    [
      "a condition on an answer that is none",
      (file) => (file.items[3]!.showIf = { item: "A3", anyOf: ["maybe"] }),
      "badValue items[3].showIf.anyOf",
    ],
    ["an item without text", (file) => delete file.items[2]!.text, "missing items[2].text"],
    [
      "a set of answers that is not there",
      (file) => (file.items[2]!.responseSet = "other"),
      "unknownPart items[2].responseSet",
    ],
    ["a core item that cannot be scored", (file) => (file.items[3]!.core = true), "badValue items[3].core"],
    [
      "a scale without steps",
      (file) => (file.responseSets.agree = { type: "scale", min: 1, max: 1, ends: ["a", "b"] }),
      "badValue responseSets.agree.step",
    ],
    [
      "a meaning without its source",
      (file) => (file.interpretation = { cutoff: 5, population: "adults" }),
      "missing interpretation.source",
    ],
    [
      "a meaning without its population",
      (file) => (file.interpretation = { cutoff: 5, source: "x" }),
      "missing interpretation.population",
    ],
    ["the name of a set that ships", (file) => (file.id = "afs-core"), "nameTaken id"],
    ["a name that is none", (file) => (file.id = "Two words"), "badValue id, version"],
    ["no items", (file) => (file.items = []), "missing items"],
  ])("%s", (_, change, fault) => expect(faultsAfter(change)).toContain(fault));

  test("every fault of a file is named at once", () => {
    const faults = faultsAfter((file) => {
      file.mood = "good";
      delete file.items[0]!.text;
      delete file.items[1]!.facet;
    });
    expect(faults).toEqual(["unknownPart mood", "missing items[0].text", "missing items[1].facet"]);
  });

  test.each([null, 1, "x", [], { licence: {} }])("%j, without throwing", (input) => {
    expect(parseDefinition(input, FACTS).kind).toBe("refused");
  });

  test("whatever the input, nothing throws", () => {
    fc.assert(fc.property(fc.anything(), (input) => void parseDefinition(input, FACTS)));
    const parts = fc.constantFrom("items", "scoring", "responseSets", "licence", "settings", "interpretation", "stats");
    fc.assert(
      fc.property(parts, fc.anything(), (part, value) => {
        const reading = parseDefinition({ ...usualFile(), [part]: value }, FACTS);
        expect(["refused", "definition"]).toContain(reading.kind);
      }),
    );
  });
});

test("a scale with a name for each step is a choice that is scored", () => {
  const file = usualFile();
  file.responseSets.agree = { type: "scale", min: 1, max: 3, labels: ["Seldom", "Often", "Always"] };
  const reading = parseDefinition(file, FACTS);
  if (reading.kind === "refused") throw new Error(JSON.stringify(reading.faults));
  expect(reading.instrument.items[0]!.responses).toEqual({
    type: "choice",
    choices: [
      { code: "1", label: "Seldom", value: 1 },
      { code: "2", label: "Often", value: 2 },
      { code: "3", label: "Always", value: 3 },
    ],
  });
  expect(scoreRaw(reading.instrument, { A1: "3", A2: "1" }).total).toBe(6);
});

test.each(INSTRUMENTS)("$id written to a file reads back the same", (instrument) => {
  const text = JSON.stringify(packDefinition(instrument));
  const facts = { ...FACTS, isTaken: () => false };
  expect(readDefinitionText(text, facts, null)).toEqual({ kind: "definition", instrument });
});

describe("text for a ready scoring", () => {
  const ASKED = READY_SCORINGS.filter(({ id }) => id !== "risq");
  test.each(ASKED)("$id, with dummy text", ({ id }) => {
    const text = JSON.stringify({ ready: id, ...heldFor(id) });
    expect(readDefinitionText(`\ufeff${text}`, FACTS, null)).toEqual({ kind: "definition", instrument: dummy(id) });
  });

  test("about harm by a therapist is refused like any other form: beside a set only RISQ itself is taken", () => {
    const harm = { kind: "refused", faults: [{ kind: "aboutHarm", where: "id" }] };
    const risq = { ready: "risq", ...heldFor("risq", { licence: ATTRIBUTED }) };
    expect(parseDefinition(risq, FACTS)).toEqual(harm);
    expect(parseDefinition({ ...usualFile(), id: "risq-de" }, FACTS)).toEqual(harm);
    const beside = { ...FACTS, asAddOn: true };
    expect(parseDefinition(risq, beside)).toMatchObject({ kind: "definition", instrument: { id: "risq" } });
    expect(parseDefinition({ ...usualFile(), id: "risq-de" }, beside)).toEqual(harm);
    expect(parseDefinition({ ...usualFile(), id: "risq" }, beside)).toMatchObject({
      faults: [{ kind: "badValue", where: "items" }],
    });
  });

  test("WAI-SR scores 47 with the answers of the worked example", () => {
    const labels = ["a", "b", "c", "d", "e"];
    const file = {
      ready: "wai-sr",
      version: "2",
      language: "en",
      licence: HELD_LICENCE,
      texts: dummyTexts(12),
      labels,
    };
    const reading = parseDefinition(file, FACTS);
    if (reading.kind === "refused") throw new Error(JSON.stringify(reading.faults));
    const answers = answersTo(reading.instrument, [4, 5, 5, 3, 4, 4, 5, 4, 4, 3, 4, 2]);
    expect(answers.i1).toBe("4");
    expect(scoreRaw(reading.instrument, answers).total).toBe(47);
  });

  test.each<[string, object, string]>([
    ["an instrument nobody knows", { ready: "wai-9000" }, "unknownPart ready"],
    ["one text too few", { texts: dummyTexts(11) }, "missing texts: 12"],
    ["labels that do not fit", { labels: ["one"] }, "missing labels"],
    ["a key where a source gave it", { key: { scales: { bond: [1] }, reversed: [] } }, "unknownPart key"],
    ["a part nobody knows", { items: [] }, "unknownPart items"],
  ])("is refused for %s", (_, change, fault) => {
    const reading = parseDefinition({ ready: "wai-sr", ...heldFor("wai-sr"), ...change }, FACTS);
    const faults = reading.kind === "refused" ? reading.faults.map(({ kind, where }) => `${kind} ${where}`) : [];
    expect(faults).toContain(fault);
  });
});
