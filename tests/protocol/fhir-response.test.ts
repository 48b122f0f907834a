import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { INSTRUMENTS, THERAPIST_FORMS } from "../../src/core/alliance/instruments/index.ts";
import { scoreCodeSystem, toCodeSystem, toQuestionnaire } from "../../src/protocol/fhir-definitions.ts";
import { parseStoredResource, toFhirResponse } from "../../src/protocol/fhir-response.ts";
import { toTransaction } from "../../src/protocol/fhir-scores.ts";
import type { JsonRecord } from "../../src/protocol/json.ts";
import { readPlainResponse } from "../../src/protocol/plain-response.ts";
import { parseQuestionnaireResponse, parseWithdrawnResponse } from "../../src/protocol/received-response.ts";
import { ATTRIBUTED, addOn } from "../core/alliance/add-ons.ts";
import { answersTo } from "../core/alliance/dummy.ts";
import { findAnswerFaults, findValueFaults } from "./fhir-rules.ts";
import { checkIn, checkInBeside, DEFINITIONS, RESPONSES, TRANSACTIONS, withdrawal } from "./fhir-samples.ts";

const [afs] = INSTRUMENTS;
const core = afs!;

describe.each(RESPONSES)("what a FHIR server is given, %s", (_, instrument, resource) => {
  test("answers its Questionnaire", () => {
    expect(findAnswerFaults(toQuestionnaire(instrument), resource)).toEqual([]);
  });

  test("has one value wherever there is one", () => {
    expect(findValueFaults(resource)).toEqual([]);
  });

  test("has one identifier, which is no list in R4, and its id is that one's", () => {
    const { id, identifier } = resource;
    expect(identifier).toEqual({ system: "urn:ietf:rfc:3986", value: `urn:uuid:${String(id)}` });
  });

  test("names the client by pseudonym only", () => {
    expect(resource.subject).toEqual({ identifier: { system: "urn:aftersession:client", value: "client-7" } });
  });

  test("claims no code of somebody else's", () => {
    const systems = [...JSON.stringify(resource).matchAll(/"(?:system|url|questionnaire)":"([^"]*)"/g)].map(
      ([, uri]) => uri!,
    );
    const foreign = systems.filter(
      (uri) => !/^(https:\/\/aftersession\.example\/fhir\/|urn:aftersession:|urn:ietf:rfc:3986$)/.test(uri),
    );
    // The parts of an extension are named inside it.
    expect(foreign.filter((uri) => uri.includes(":"))).toEqual([]);
  });
});

describe("a response", () => {
  const answers = { B1: 3, R1: "little", N1: "The plan." };
  const { response, resource } = checkIn(core, answers);

  test("has the words of each item and choice", () => {
    expect(resource.item).toEqual([
      { linkId: "B1", text: core.items[0]!.text, answer: [{ valueInteger: 3 }] },
      {
        linkId: "R1",
        text: core.items[3]!.text,
        answer: [
          {
            valueCoding: {
              system: "https://aftersession.example/fhir/CodeSystem/afs-core",
              version: "1",
              code: "little",
              display: "A little",
            },
          },
        ],
      },
      { linkId: "N1", text: core.items.at(-1)!.text, answer: [{ valueString: "The plan." }] },
    ]);
  });

  test("keeps the words to itself where the licence does not let them go along", () => {
    const silent = { ...core, licence: { ...core.licence, tier: "imported" as const } };
    expect(JSON.stringify(checkIn(silent, answers).resource.item)).not.toMatch(/"(?:text|display)"/);
  });

  test("tells its number and consent, which a sealed envelope tells in its frame", () => {
    expect(resource.extension).toContainEqual({
      url: "https://aftersession.example/fhir/StructureDefinition/envelope",
      extension: [
        { url: "seq", valuePositiveInt: 7 },
        { url: "consentHash", valueString: "q".repeat(42) + "A" },
        { url: "consentAt", valueDateTime: "2026-11-01T09:00:00Z" },
      ],
    });
  });

  test("is read by the therapist's page like one that was sealed", () => {
    expect(parseQuestionnaireResponse(JSON.parse(JSON.stringify(resource)))).toEqual(response);
  });

  test("is the same text each time", () => {
    expect(JSON.stringify(checkIn(core, answers).resource)).toBe(JSON.stringify(resource));
  });

  test("whatever the answers, it answers its Questionnaire", () => {
    const text = fc.string({ maxLength: 500, unit: "grapheme" }).filter((given) => given.length <= 2_000);
    const given = fc.record({
      B1: fc.integer({ min: 0, max: 10 }),
      V1: fc.constantFrom("no", "little", "lot"),
      N1: text,
    });
    fc.assert(
      fc.property(given, (chosen) => {
        expect(findAnswerFaults(toQuestionnaire(core), checkIn(core, chosen).resource)).toEqual([]);
      }),
    );
  });
});

describe("answers to questions beside the usual ones", () => {
  const sparq = addOn("sparq");
  const answers = answersTo(sparq, [3, null, null, null, null, null, null, null]);
  const { response, resource } = checkInBeside(core, sparq, answers);

  test("are a response of their own inside it, with their words and the line of their licence", () => {
    expect(resource.contained).toEqual([
      {
        resourceType: "QuestionnaireResponse",
        id: "add-on",
        extension: [
          { url: "https://aftersession.example/fhir/StructureDefinition/instrument-hash", valueString: "3f9a0c11d2e4" },
          {
            url: "https://aftersession.example/fhir/StructureDefinition/licence-line",
            valueString: sparq.licence.line,
          },
        ],
        questionnaire: "https://aftersession.example/fhir/Questionnaire/sparq|1",
        status: "completed",
        item: [{ linkId: "i1", text: "sparq item 1, test text", answer: [{ valueInteger: 3 }] }],
      },
    ]);
  });

  test("are read back by the therapist's page as they were given", () => {
    const risq = addOn("risq");
    const yes = checkInBeside(core, risq, answersTo(risq, [0, 1, 0, 0]));
    const stored = [yes, { response, resource }].map((one) =>
      readPlainResponse(JSON.parse(JSON.stringify(one.resource))),
    );
    expect(stored.map((read) => read?.content)).toEqual([
      { kind: "response", response: yes.response },
      { kind: "response", response },
    ]);
  });

  test("bring no words where the licence keeps them", () => {
    const silent = addOn("sparq", { licence: { ...ATTRIBUTED, tier: "imported" } });
    const kept = checkInBeside(core, silent, answers);
    expect(JSON.stringify(kept.resource)).not.toContain("test text");
    expect(parseQuestionnaireResponse(JSON.parse(JSON.stringify(kept.resource)))).toEqual(kept.response);
  });

  test("are in no score", () => {
    const entries = (toTransaction(response, core, resource).entry as readonly unknown[]).length;
    expect(entries).toBe(1);
  });

  test("are described in docs/fhir, with both of their extensions", () => {
    const described = DEFINITIONS.map(([file]) => file);
    for (const name of ["instrument-hash", "licence-line"])
      expect(described).toContain(`StructureDefinition-${name}.json`);
  });
});

test("a withdrawal has the id of the response it empties, and nothing of its answers", () => {
  const emptied = withdrawal(core);
  expect(emptied).toMatchObject({ id: checkIn(core, {}).resource.id, status: "entered-in-error" });
  expect(emptied).not.toHaveProperty("item");
  expect(JSON.stringify(emptied.extension)).not.toContain("check-in");
  expect(parseWithdrawnResponse(emptied)).not.toBeNull();
  expect(parseStoredResource(emptied)).toEqual({ id: emptied.id, isWithdrawn: true });
});

test.each([null, [], "x", { resourceType: "Observation", id: "1" }, { resourceType: "QuestionnaireResponse" }])(
  "%j is no resource of ours",
  (input) => expect(parseStoredResource(input)).toBeNull(),
);

test("what is no item of the instrument is passed on as it is", () => {
  const body: JsonRecord = { item: [{ linkId: "Z9", answer: [{ valueInteger: 1 }] }] };
  const { item } = toFhirResponse({ seq: 1, consent: { hash: "h", at: "t" }, body }, core);
  expect(item).toEqual(body.item);
});

describe("scores", () => {
  const entriesOf = (bundle: JsonRecord) => bundle.entry as readonly Record<string, JsonRecord>[];
  const [[, all], [, none]] = TRANSACTIONS as unknown as readonly [[string, JsonRecord], [string, JsonRecord]];

  test("stand beside the response they come from, each once however often it is sent", () => {
    const [first, ...scores] = entriesOf(all);
    const id = "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11";
    expect(first!.request).toEqual({
      method: "POST",
      url: "QuestionnaireResponse",
      ifNoneExist: `identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A${id}`,
    });
    expect(scores.map(({ request }) => request!.ifNoneExist)).toEqual(
      ["alliance", "bond", "goals", "tasks"].map((name) => `identifier=urn%3Aaftersession%3Ascore%7C${id}.${name}`),
    );
    // Where it equals the identifier, Medplum writes an address over that.
    expect(first!.fullUrl).toBe("urn:uuid:1b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11");
    for (const { resource } of scores) expect(resource!.derivedFrom).toEqual([{ reference: first!.fullUrl }]);
  });

  test("are on 0–10 in two places", () => {
    const { response, resource } = checkIn(core, { B1: 7, G1: 7, T1: 6 });
    expect(entriesOf(toTransaction(response, core, resource))[1]!.resource).toMatchObject({
      valueQuantity: { value: 6.67 },
    });
  });

  test("that are missing are not there, and not zero", () => {
    expect(entriesOf(none)).toHaveLength(1);
    const { response, resource } = checkIn(core, { B1: 0 });
    const codes = entriesOf(toTransaction(response, core, resource)).slice(1);
    expect(codes.map((entry) => (entry.resource!.code as JsonRecord).text)).toEqual(["Bond"]);
  });

  test.each(TRANSACTIONS)("have one value each, %s", (_, bundle) => expect(findValueFaults(bundle)).toEqual([]));
});

describe("what docs/fhir publishes", () => {
  const published = (name: string) => DEFINITIONS.find(([file]) => file === `${name}.json`)?.[1];

  test.each([...INSTRUMENTS, ...THERAPIST_FORMS])(
    "is the Questionnaire and the choices of $id as they are",
    (instrument) => {
      expect(published(`Questionnaire-${instrument.id}`)).toEqual(toQuestionnaire(instrument));
      expect(published(`CodeSystem-${instrument.id}`)).toEqual(toCodeSystem(instrument));
    },
  );

  test("is the list of scores", () => expect(published("CodeSystem-score")).toEqual(scoreCodeSystem()));

  test.each([...INSTRUMENTS, ...THERAPIST_FORMS])("gives each code of $id one meaning", ({ items }) => {
    const labels = items.flatMap(({ responses }) => (responses.type === "choice" ? responses.choices : []));
    for (const { code, label } of labels) {
      expect(labels.filter((other) => other.code === code && other.label !== label)).toEqual([]);
    }
  });

  test("describes every part of our extensions", () => {
    const risq = addOn("risq");
    const { resource } = checkInBeside(core, risq, answersTo(risq, [0, 0, 0, 1]));
    for (const extension of resource.extension as readonly JsonRecord[]) {
      const name = String(extension.url).split("/").at(-1)!;
      const { element } = published(`StructureDefinition-${name}`)!.differential as {
        readonly element: readonly {
          readonly sliceName?: string;
          readonly type?: readonly { readonly code: string }[];
        }[];
      };
      const parts = new Map(
        element.flatMap(({ sliceName }, at) => (sliceName ? [[sliceName, element[at + 3]!.type![0]!.code]] : [])),
      );
      for (const part of extension.extension as readonly JsonRecord[]) {
        const type = parts.get(String(part.url))!;
        expect(part).toHaveProperty(`value${type[0]!.toUpperCase()}${type.slice(1)}`);
      }
    }
  });
});

describe("our own checks", () => {
  const questionnaire = toQuestionnaire(core);
  const { resource } = checkIn(core, { B1: 3, R1: "no", N1: "x" });
  const [b1, r1, n1] = resource.item as readonly JsonRecord[];
  const withItems = (...item: readonly unknown[]) => ({ ...resource, item });

  test.each<[string, JsonRecord]>([
    ["B1 has an answer of another kind", withItems({ ...b1, answer: [{ valueInteger: 11 }] })],
    ["B1 has an answer of another kind", withItems({ ...b1, answer: [{ valueString: "3" }] })],
    ["R1 has an answer of another kind", withItems({ ...r1, answer: [{ valueCoding: { code: "no" } }] })],
    ["N1 has an answer of another kind", withItems({ ...n1, answer: [{ valueString: "x".repeat(2_001) }] })],
    ["B1 has other words", withItems({ ...b1, text: "How was it?" })],
    ["B1 has not one answer", withItems({ ...b1, answer: [] })],
    ["B1 is extra", withItems(b1, b1)],
    ["Z9 is extra", withItems({ ...b1, linkId: "Z9" })],
    ["the order is another", withItems(n1, b1)],
    ["R2 was not asked", checkIn(core, { R1: "no", R2: "yes" }).resource],
    ["it answers other|1", { ...resource, questionnaire: "other|1" }],
  ])("find that %s", (fault, faulty) => {
    expect(findAnswerFaults(questionnaire, faulty)).toContain(fault);
  });

  test("find two values and none", () => {
    const two = withItems({ ...b1, answer: [{ valueInteger: 1, valueString: "x" }] });
    expect(findValueFaults(two)).toEqual(["resource.item[0].answer[0] has 2 values"]);
    expect(findValueFaults(withItems({ ...b1, answer: [{}] }))).toEqual(["resource.item[0].answer[0] has 0 values"]);
    expect(findValueFaults({ extension: [{ url: "x" }] })).toEqual(["resource.extension[0] has 0 values"]);
  });

  test("find that a required item is missing", () => {
    const strict = { ...questionnaire, item: [{ linkId: "G1", required: true, type: "integer" }] };
    expect(findAnswerFaults(strict, { ...resource, item: [] })).toEqual(["G1 is missing"]);
  });
});
