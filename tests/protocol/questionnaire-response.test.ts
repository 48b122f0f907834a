import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answers, AnswerValue } from "../../src/core/alliance/answers.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../src/core/alliance/instruments/index.ts";
import {
  type CheckInResponse,
  toQuestionnaireResponse,
  toWithdrawnResponse,
} from "../../src/protocol/questionnaire-response.ts";
import { parseQuestionnaireResponse, parseWithdrawnResponse } from "../../src/protocol/received-response.ts";
import { addOn } from "../core/alliance/add-ons.ts";

const { items } = findInstrument(DEFAULT_INSTRUMENT)!;
const AT = Date.UTC(2026, 10, 23, 19, 4);

function response(changed: Partial<CheckInResponse> = {}): CheckInResponse {
  return {
    id: "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11",
    client: "client-1",
    instrument: "afs-core|1",
    submittedAt: AT,
    answers: { B1: 8, G1: 0, T1: 10, R1: "little", R2: "partly", V1: "no", N1: "The plan." },
    wish: "raise",
    seconds: 45,
    skipped: 0,
    endedAt: AT - 4 * 60_000,
    ...changed,
  };
}

function written(changed: Partial<CheckInResponse> = {}): Record<string, unknown> {
  return toQuestionnaireResponse(response(changed), items);
}

test("answers go out as FHIR R4 and come back the same", () => {
  expect(parseQuestionnaireResponse(JSON.parse(JSON.stringify(written())))).toEqual(response());
});

test("check-ins that were passed over are counted, and none is not said", () => {
  expect(parseQuestionnaireResponse(JSON.parse(JSON.stringify(written({ skippedBefore: 3 }))))).toEqual(
    response({ skippedBefore: 3 }),
  );
  expect(JSON.stringify(written({ skippedBefore: 0 }))).not.toContain("skippedBefore");
});

test.each([-1, 0.5, "2", null])("a count of passed-over check-ins of %j refuses the whole", (count) => {
  const text = JSON.stringify(written({ skippedBefore: 3 }));
  const wrong = text.replace(
    '"skippedBefore","valueInteger":3',
    `"skippedBefore","valueInteger":${JSON.stringify(count)}`,
  );
  expect(wrong).not.toBe(text);
  expect(parseQuestionnaireResponse(JSON.parse(wrong))).toBeNull();
});

test("every set of answers comes back as it was given", () => {
  const byItem: Record<string, fc.Arbitrary<AnswerValue>> = {};
  for (const item of items) {
    const { responses } = item;
    byItem[item.id] =
      responses.type === "scale"
        ? fc.integer({ min: responses.min, max: responses.max })
        : responses.type === "choice"
          ? fc.constantFrom(...responses.choices.map(({ code }) => code))
          : fc.string({ maxLength: 500, unit: "grapheme" });
  }
  const answers = fc.record(byItem, { requiredKeys: [] }) as fc.Arbitrary<Answers>;
  const wish = fc.constantFrom("raise" as const, "read" as const, null);
  fc.assert(
    fc.property(
      answers,
      wish,
      fc.constantFrom(15, 30, 45, 60, 120, null),
      fc.nat(10),
      (chosen, wishes, seconds, skipped) => {
        const given = response({ answers: { ...chosen }, wish: wishes, seconds, skipped, endedAt: null });
        const text = JSON.stringify(toQuestionnaireResponse(given, items));
        expect(parseQuestionnaireResponse(JSON.parse(text))).toEqual(given);
      },
    ),
  );
});

test("answers beside the usual ones come back as they were given, apart from them", () => {
  const sparq = addOn("sparq");
  const ids = sparq.items.map(({ id }) => id);
  const values = fc
    .array(fc.option(fc.integer({ min: 0, max: 4 })), { minLength: 8, maxLength: 8 })
    .filter((given) => given.some((value) => value !== null));
  fc.assert(
    fc.property(values, (given) => {
      const answers = Object.fromEntries(given.flatMap((value, at) => (value === null ? [] : [[ids[at]!, value]])));
      const sent = response({ addOn: { instrument: "sparq|1", hash: "3f9a0c11d2e4", answers } });
      const text = JSON.stringify(toQuestionnaireResponse(sent, items, sparq.items));
      expect(text).not.toContain("test text");
      expect(parseQuestionnaireResponse(JSON.parse(text))).toEqual(sent);
    }),
  );
});

describe("what goes out", () => {
  test("numbers are integers, choices are codes, text is text, in the order of the form", () => {
    const answers = { N1: "x", R1: "yes", B1: 3 };
    expect(written({ answers }).item).toEqual([
      { linkId: "B1", answer: [{ valueInteger: 3 }] },
      { linkId: "R1", answer: [{ valueCoding: { code: "yes" } }] },
      { linkId: "N1", answer: [{ valueString: "x" }] },
    ]);
  });

  test("never holds the wording of an item or a label of an answer", () => {
    const text = JSON.stringify(written());
    for (const item of items) expect(text).not.toContain(item.text);
    expect(text).not.toContain('"text"');
    expect(text).not.toContain('"display"');
  });

  test("leaves out answers to items the instrument does not have", () => {
    expect(JSON.stringify(written({ answers: { B1: 3, other: "secret" } }))).not.toContain("secret");
  });

  test("has no empty list where everything was skipped", () => {
    expect(written({ answers: {} })).not.toHaveProperty("item");
    expect(parseQuestionnaireResponse(written({ answers: {} }))).toEqual(response({ answers: {} }));
  });

  test("tells the end of the session by the quarter of an hour", () => {
    const endedAt = Date.UTC(2026, 10, 23, 18, 59, 59);
    expect(parseQuestionnaireResponse(written({ endedAt }))?.endedAt).toBe(Date.UTC(2026, 10, 23, 18, 45));
  });

  test("tells when it was submitted by the minute", () => {
    expect(written({ submittedAt: AT + 59_999 }).authored).toBe("2026-11-23T19:04:00Z");
  });

  test("a withdrawn response keeps its id and nothing of its answers", () => {
    const taken = toWithdrawnResponse(response());
    expect(taken).not.toHaveProperty("item");
    expect(taken).not.toHaveProperty("extension");
    expect(parseWithdrawnResponse(taken)).toMatchObject({ id: response().id, client: "client-1" });
    expect(parseQuestionnaireResponse(taken)).toBeNull();
    expect(parseWithdrawnResponse(written())).toBeNull();
  });
});

describe("what is not as agreed is no response", () => {
  const item = (answer: unknown, linkId: unknown = "B1") => ({ item: [{ linkId, answer }] });
  test.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["another resource", { ...written(), resourceType: "Observation" }],
    ["in progress", { ...written(), status: "in-progress" }],
    ["no id", { ...written(), identifier: undefined }],
    ["a foreign questionnaire", { ...written(), questionnaire: "https://other.example/q|1" }],
    ["no client", { ...written(), subject: {} }],
    ["no time", { ...written(), authored: "soon" }],
    ["no extension", { ...written(), extension: [] }],
    ["items that are no list", { ...written(), item: {} }],
    ["two answers", { ...written(), ...item([{ valueInteger: 1 }, { valueInteger: 2 }]) }],
    ["two values", { ...written(), ...item([{ valueInteger: 1, valueString: "x" }]) }],
    ["half a number", { ...written(), ...item([{ valueInteger: 1.5 }]) }],
    ["a code with blanks", { ...written(), ...item([{ valueCoding: { code: "a b" } }]) }],
    ["text without end", { ...written(), ...item([{ valueString: "x".repeat(4_001) }]) }],
    ["no answer", { ...written(), ...item([]) }],
    ["an item without a name", { ...written(), ...item([{ valueInteger: 1 }], 7) }],
    ["an item called __proto__", { ...written(), ...item([{ valueInteger: 1 }], "__proto__") }],
    ["an item twice", { ...written(), item: [...(written().item as object[]), ...(written().item as object[])] }],
  ])("%s", (_, input) => {
    expect(parseQuestionnaireResponse(input)).toBeNull();
  });

  test("whatever comes, reading it never throws", () => {
    fc.assert(fc.property(fc.jsonValue(), (input) => void parseQuestionnaireResponse(input)));
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(written())), fc.jsonValue(), (field, value) => {
        parseQuestionnaireResponse({ ...written(), [field]: value });
      }),
    );
  });
});
