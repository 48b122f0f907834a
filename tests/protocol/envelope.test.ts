import { describe, expect, test } from "vitest";
import {
  type EnvelopePayload,
  isEnvelopeId,
  isFileNameOf,
  isoMinute,
  keyMacText,
  paddingFor,
  parseEnvelopePayload,
  parseSignedText,
  recipientsText,
  versionFor,
} from "../../src/protocol/envelope.ts";
import { readEnvelopeContent } from "../../src/protocol/envelope-content.ts";

const ID = "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11";
const DIGEST = "EhUIGvMhKjGzk6z0rvbB3q0vsY1zD-bBVeUUw2H08B4";
const RESPONSE_BODY = {
  resourceType: "QuestionnaireResponse",
  identifier: { system: "urn:ietf:rfc:3986", value: `urn:uuid:${ID}` },
  questionnaire: "https://aftersession.example/fhir/Questionnaire/afs-core|1",
  status: "completed",
  subject: { identifier: { value: "client-1" } },
  authored: "2026-11-23T19:04:00Z",
  extension: [
    {
      url: "https://aftersession.example/fhir/StructureDefinition/check-in",
      extension: [{ url: "skipped", valueInteger: 0 }],
    },
  ],
};

function payload(changed: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    v: 1,
    type: "response",
    id: ID,
    seq: 1,
    client: "client-1",
    key: DIGEST,
    mac: DIGEST,
    to: DIGEST,
    instrument: "afs-core|1|3f9a0c11d2e4",
    at: "2026-11-23T19:04:00Z",
    consent: { hash: DIGEST, at: "2026-11-01T10:00:00Z" },
    body: RESPONSE_BODY,
    ...changed,
  };
}

describe("a payload", () => {
  test("is rebuilt from what is known, and nothing else gets in", () => {
    expect(
      parseEnvelopePayload(payload({ name: "Ann", consent: { ...(payload().consent as object), by: "x" } })),
    ).toEqual(payload());
  });

  test.each([null, 1, "x", [], {}])("is not %j", (input) => {
    expect(parseEnvelopePayload(input)).toBeNull();
  });

  test.each<[string, readonly unknown[]]>([
    ["v", [0, "1", null, 1.5]],
    ["type", ["", "Response", null]],
    ["id", ["x", ID.toUpperCase(), ID.replace("-4", "-7"), `${ID}0`, null]],
    ["seq", [0, -1, 1.5, "1", Number.NaN, 2 ** 53]],
    ["client", ["", "a|b", "a\nb", "x".repeat(65), null]],
    ["key", ["", `${DIGEST}x`, DIGEST.replace(/4$/, "5"), null]],
    ["mac", ["", null]],
    ["to", ["", null]],
    ["instrument", ["afs-core|1", "afs-core", "|1|3f9a0c11d2e4", "afs-core|1|x", null]],
    ["at", ["2026-11-23", "2026-11-23T19:04:12Z", "2026-13-23T19:04:00Z", "2026-11-23T19:04:00+01:00", 1, null]],
    ["consent", [null, {}, { hash: "x", at: "2026-11-01T10:00:00Z" }, { hash: DIGEST, at: "soon" }]],
    ["body", [null, [], "x"]],
  ])("with another %s is none", (field, values) => {
    for (const value of values) expect(parseEnvelopePayload(payload({ [field]: value }))).toBeNull();
  });

  test("of a later version says so", () => {
    expect(parseEnvelopePayload({ v: 3 })).toBe("newerVersion");
  });
});

describe("what a payload says", () => {
  const read = (changed: Record<string, unknown>) =>
    readEnvelopeContent(parseEnvelopePayload(payload(changed)) as EnvelopePayload);

  test("is a response, a withdrawal of one, or a test", () => {
    expect(read({})).toMatchObject({ kind: "response", response: { id: ID, answers: {} } });
    const taken = { ...RESPONSE_BODY, status: "entered-in-error" };
    expect(read({ type: "withdrawn", body: taken })).toEqual({ kind: "withdrawn", id: ID });
    expect(read({ type: "test", body: {} })).toEqual({ kind: "test" });
  });

  test("is nothing when frame and body do not belong together", () => {
    const other = "7096e583-29f5-4a86-8b04-8013940dc4f7";
    expect(read({ id: other })).toBeNull();
    expect(read({ client: "client-2" })).toBeNull();
    expect(read({ instrument: "afs-core|2|3f9a0c11d2e4" })).toBeNull();
    expect(read({ type: "withdrawn" })).toBeNull();
    expect(read({ body: {} })).toBeNull();
  });
});

describe("answers to questions beside the usual ones", () => {
  const addOn = {
    resourceType: "QuestionnaireResponse",
    id: "add-on",
    extension: [
      { url: "https://aftersession.example/fhir/StructureDefinition/instrument-hash", valueString: "3f9a0c11d2e4" },
    ],
    questionnaire: "https://aftersession.example/fhir/Questionnaire/risq|1",
    status: "completed",
    item: [{ linkId: "i1", answer: [{ valueCoding: { code: "1" } }] }],
  };
  const [checkIn] = RESPONSE_BODY.extension;
  const reference = { url: "addOn", valueReference: { reference: "#add-on" } };
  const body = {
    ...RESPONSE_BODY,
    contained: [addOn],
    extension: [{ ...checkIn, extension: [...checkIn!.extension, reference] }],
  };
  const read = (changed: Record<string, unknown>) =>
    readEnvelopeContent(parseEnvelopePayload(payload(changed)) as EnvelopePayload);

  test("make a payload of version 2, which a reader of 1 sets aside instead of passing them over", () => {
    expect(versionFor(body)).toBe(2);
    expect(versionFor(RESPONSE_BODY)).toBe(1);
    expect(read({ v: 2, body })).toMatchObject({
      response: { addOn: { instrument: "risq|1", hash: "3f9a0c11d2e4", answers: { i1: "1" } } },
    });
    expect(read({ v: 1, body })).toBeNull();
    expect(read({ v: 2 })).toBeNull();
    expect(read({ v: 2, type: "test", body: {} })).toBeNull();
  });

  test.each<[string, Record<string, unknown>]>([
    ["two of them", { ...body, contained: [addOn, addOn] }],
    ["none in the list", { ...body, contained: [] }],
    ["no list", { ...body, contained: addOn }],
    ["nothing that refers to it", { ...body, extension: RESPONSE_BODY.extension }],
    [
      "a reference elsewhere",
      {
        ...body,
        extension: [
          { ...checkIn, extension: [...checkIn!.extension, { ...reference, valueReference: { reference: "#other" } }] },
        ],
      },
    ],
    ["an unknown part", { ...body, contained: [{ ...addOn, note: "x" }] }],
    ["another kind", { ...body, contained: [{ ...addOn, resourceType: "Observation" }] }],
    ["another name", { ...body, contained: [{ ...addOn, id: "x" }] }],
    ["another state", { ...body, contained: [{ ...addOn, status: "in-progress" }] }],
    ["a foreign form", { ...body, contained: [{ ...addOn, questionnaire: "https://other.example/q|1" }] }],
    ["no hash", { ...body, contained: [{ ...addOn, extension: [] }] }],
    ["no answer", { ...body, contained: [{ ...addOn, item: [] }] }],
    ["no items", { ...body, contained: [{ ...addOn, item: undefined }] }],
  ])("are refused with %s", (_, changed) => {
    expect(read({ v: 2, body: changed })).toBeNull();
  });

  test("are refused where something refers to what is not there", () => {
    expect(read({ v: 1, body: { ...body, contained: undefined } })).toBeNull();
  });
});

test("a signed text is two texts, the second a signature", () => {
  const sig = `${"x".repeat(85)}A`;
  expect(parseSignedText({ p: "{}", sig, more: 1 })).toEqual({ p: "{}", sig });
  for (const input of [null, {}, { p: {}, sig }, { p: "{}" }, { p: "{}", sig: "x" }, { p: "{}", sig: `${sig}A` }])
    expect(parseSignedText(input)).toBeNull();
});

test("sizes come in steps of 1 KiB and never below 2", () => {
  expect([0, 1, 2_047, 2_048, 2_049, 3_072, 3_073].map((bytes) => bytes + paddingFor(bytes).length)).toEqual([
    2_048, 2_048, 2_048, 2_048, 3_072, 3_072, 4_096,
  ]);
});

test.each([
  [`${ID}.age`, true],
  [ID, true],
  [`rivera/${ID}.age`, true],
  [`C:\\down\\${ID}.age`, true],
  [`${ID} (2).age`, true],
  [`${ID}(1).age.txt`, true],
  ["7096e583-29f5-4a86-8b04-8013940dc4f7.age", false],
  [`${ID}x.age`, false],
  [`x${ID}.age`, false],
  ["", false],
])("the file name %s belongs to the id: %s", (name, belongs) => {
  expect(isFileNameOf(name, ID)).toBe(belongs);
});

test("texts that are hashed are as the format says", () => {
  expect(keyMacText("c", "k")).toBe("aftersession-key-1|c|k");
  expect(recipientsText(["b", "a"])).toBe("a\nb");
  expect(isoMinute(Date.UTC(2026, 0, 2, 3, 4, 59, 999))).toBe("2026-01-02T03:04:00Z");
});

test("ids are random UUIDs, which tell nothing", () => {
  expect(isEnvelopeId(crypto.randomUUID())).toBe(true);
  expect(isEnvelopeId("019342f0-0000-7000-8000-000000000000")).toBe(false);
});
