import { describe, expect, test } from "vitest";
import type { Instrument } from "../../src/core/alliance/instrument.ts";
import { INSTRUMENTS, THERAPIST_FORMS } from "../../src/core/alliance/instruments/index.ts";
import { readDefinitionText } from "../../src/protocol/definition-file.ts";
import { toCodeSystem, toQuestionnaire } from "../../src/protocol/fhir-definitions.ts";
import { dummy } from "../core/alliance/dummy.ts";
import { findValueFaults } from "./fhir-rules.ts";

const FACTS = { today: "2026-11-25", isTaken: () => false };
const ATTESTED = { attestedBy: "Dr. Rivera", attestedOn: "2026-11-01" };
const read = (resource: unknown, attestation: typeof ATTESTED | null = null) =>
  readDefinitionText(JSON.stringify(resource), FACTS, attestation);

describe("an instrument exported and imported again", () => {
  test.each([...INSTRUMENTS, ...THERAPIST_FORMS])("is the same definition: $id", (instrument) => {
    expect(read(toQuestionnaire(instrument))).toEqual({ kind: "definition", instrument });
  });

  /** Every part an instrument can have, and with words that may travel. */
  const attributed = (id: string, more: Partial<Instrument> = {}): Instrument => {
    const made = dummy(id);
    const { attestedBy: _, attestedOn: _on, ...licence } = made.licence;
    return { ...made, licence: { ...licence, tier: "attribution", link: "https://licence.example/" }, ...more };
  };
  test.each<[string, Instrument]>([
    ["a scale with a cut-off and steps of a tenth", attributed("srs")],
    ["answers with negative numbers", attributed("blri")],
    ["bands", attributed("wai-sr")],
    [
      "everything else",
      attributed("haq-ii", {
        citation: "A paper, 1996",
        translationOf: "en",
        translationApproved: false,
        language: "pt-BR",
        ageFrom: 18,
        settings: ["couple", "group"],
        stats: { sd: 8.5, reliability: 0.9, source: "a paper" },
      }),
    ],
  ])("is the same definition: %s", (_, instrument) => {
    expect(read(toQuestionnaire(instrument))).toEqual({ kind: "definition", instrument });
    expect(findValueFaults(toQuestionnaire(instrument))).toEqual([]);
  });

  test("leaves the words of an imported one at home, and who vouched for it", () => {
    const instrument = dummy("wai-sr", { labels: ["test label a", "b", "c", "d", "test label e"] });
    const written = JSON.stringify([toQuestionnaire(instrument), toCodeSystem(instrument)]);
    expect(written).not.toMatch(/test text|test label|Dr\. Rivera/);
    expect(written).toContain("Used under licence 17.");
    const again = read(toQuestionnaire(instrument), ATTESTED);
    expect(again.kind === "refused" && again.faults.map(({ where }) => where)).toContain("items[0].text");
  });
});

/** As another program writes it: none of our extensions. */
function foreign(change: Record<string, unknown> = {}, itemChange: Record<string, unknown> = {}) {
  const coding = (code: string, value: number) => ({
    valueCoding: {
      system: "urn:x",
      code,
      display: `Answer ${code}`,
      extension: [{ url: "http://hl7.org/fhir/StructureDefinition/ordinalValue", valueDecimal: value }],
    },
  });
  return {
    resourceType: "Questionnaire",
    url: "https://forms.example/Questionnaire/their-form",
    version: "3",
    title: "Their form",
    status: "active",
    publisher: "The holder",
    copyright: "© The holder",
    item: [
      { linkId: "a", text: "Item 1, test text", type: "choice", answerOption: [coding("0", 0), coding("1", 1)] },
      {
        linkId: "b",
        text: "Item 2, test text",
        type: "integer",
        answerOption: [1, 2, 3, 4, 5].map((valueInteger) => ({ valueInteger })),
        extension: [],
        item: ["lower", "upper"].map((code) => ({
          linkId: `b-${code}`,
          type: "display",
          text: `The ${code} end`,
          extension: [
            {
              url: "http://hl7.org/fhir/StructureDefinition/questionnaire-itemControl",
              valueCodeableConcept: { coding: [{ system: "http://hl7.org/fhir/questionnaire-item-control", code }] },
            },
          ],
        })),
        ...itemChange,
      },
      { linkId: "c", text: "Item 3, test text", type: "boolean" },
      {
        linkId: "d",
        text: "Item 4, test text",
        type: "text",
        enableWhen: [{ question: "c", operator: "=", answerBoolean: true }],
      },
    ],
    ...change,
  };
}

describe("a Questionnaire of another program", () => {
  test("is asked as it stands, without a score nobody defined", () => {
    const reading = read(foreign(), ATTESTED);
    if (reading.kind === "refused") throw new Error(JSON.stringify(reading.faults));
    const { instrument } = reading;
    expect(instrument).toMatchObject({ id: "their-form", version: "3", scoring: { total: [] } });
    expect(instrument.licence).toMatchObject({
      tier: "imported",
      line: "© The holder",
      changesAllowed: false,
      ...ATTESTED,
    });
    expect(instrument.items.map(({ responses }) => responses)).toEqual([
      {
        type: "choice",
        choices: [
          { code: "0", label: "Answer 0", value: 0 },
          { code: "1", label: "Answer 1", value: 1 },
        ],
      },
      { type: "scale", min: 1, max: 5, step: 1, ends: ["The lower end", "The upper end"] },
      {
        type: "choice",
        choices: [
          { code: "no", label: "No", value: 0 },
          { code: "yes", label: "Yes", value: 1 },
        ],
      },
      { type: "text", maxLength: 2_000 },
    ]);
    expect(instrument.items[3]!.showIf).toEqual({ item: "c", anyOf: ["yes"] });
  });

  test.each<[string, object, typeof ATTESTED | null, string]>([
    ["nobody who vouches for it", foreign(), null, "electronicUse"],
    ["not a word on rights", foreign({ copyright: undefined }), ATTESTED, "noLicence"],
    ["an answer given beforehand", foreign({}, { initial: [{ valueInteger: 3 }] }), ATTESTED, "unknownPart"],
    ["items in items", foreign({}, { type: "group" }), ATTESTED, "unknownPart"],
    [
      "a condition that is not simple",
      foreign({}, { enableWhen: [{ question: "a", operator: ">" }] }),
      ATTESTED,
      "unknownPart",
    ],
    ["a list of answers kept elsewhere", foreign({}, { answerValueSet: "urn:y" }), ATTESTED, "unknownPart"],
  ])("is refused for %s", (_, resource, attestation, kind) => {
    expect(read(resource, attestation)).toMatchObject({ kind: "refused", faults: [{ kind }] });
  });
});
