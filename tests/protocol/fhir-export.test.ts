import { describe, expect, test } from "vitest";
import { toCsvExport } from "../../src/protocol/csv-export.ts";
import { readTransactionReply, toFhirBundle, toFhirExport } from "../../src/protocol/fhir-export.ts";
import type { JsonRecord } from "../../src/protocol/json.ts";
import { toJsonLines } from "../../src/protocol/json-lines-export.ts";
import { toRedcapDictionary } from "../../src/protocol/redcap-dictionary.ts";
import { toRedcapExport } from "../../src/protocol/redcap-export.ts";
import { addOn } from "../core/alliance/add-ons.ts";
import { CORE, exported, IMPORTED } from "./exported.ts";

const WORDS = { withWords: true };
type Entries = readonly { readonly resource: JsonRecord; readonly request: JsonRecord; readonly fullUrl?: string }[];
const entriesOf = (bundle: JsonRecord): Entries => (bundle.entry ?? []) as Entries;

test("the Bundle has each response with its scores, and asks to create none twice", () => {
  const { transactions, leftOut } = toFhirExport(
    [exported(), exported({ id: "1c5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c12", seq: 8 })],
    WORDS,
  );
  expect(leftOut).toEqual([]);
  const entries = entriesOf(toFhirBundle({ transactions, leftOut }));
  expect(entries.map(({ resource }) => resource.resourceType)).toEqual([
    ...["QuestionnaireResponse", "Observation", "Observation", "Observation", "Observation"],
    ...["QuestionnaireResponse", "Observation", "Observation", "Observation", "Observation"],
  ]);
  const conditions = entries.map(({ request }) => String(request.ifNoneExist));
  expect(new Set(conditions).size).toBe(entries.length);
  expect(conditions.every((condition) => condition.startsWith("identifier="))).toBe(true);
});

test("words of our own questions go along, words of imported ones never", () => {
  const own = JSON.stringify(toFhirExport([exported()], WORDS));
  expect(own).toContain(CORE.items[0]!.text);
  const imported = exported({ instrument: IMPORTED, answers: { i1: 4, i2: "1" } });
  expect(JSON.stringify(toFhirExport([imported], WORDS).transactions)).not.toContain("test text");
});

test("what a client wrote stays out unless the therapist says so", () => {
  expect(JSON.stringify(toFhirExport([exported()], { withWords: false }).transactions)).not.toContain("letter");
  expect(JSON.stringify(toFhirExport([exported()], WORDS).transactions)).toContain("letter");
});

test("number and consent stand in the extension where consent is known; a half one is left out", () => {
  expect(JSON.stringify(toFhirExport([exported()], WORDS))).toContain("consentHash");
  expect(JSON.stringify(toFhirExport([exported({ consent: null })], WORDS).transactions)).not.toContain(
    "StructureDefinition/envelope",
  );
});

test("unknown questions, and a second response under an id, are left out and named", () => {
  const responses = [
    exported(),
    exported({ client: "other", seq: 9 }),
    exported({ id: "x", instrument: null, seq: 10 }),
  ];
  const { transactions, leftOut } = toFhirExport(responses, WORDS);
  expect(transactions).toHaveLength(1);
  expect(leftOut.map(({ seq }) => seq)).toEqual([9, 10]);
});

test("nothing to export is a Bundle without entries", () => {
  expect(toFhirBundle(toFhirExport([], WORDS))).toEqual({ resourceType: "Bundle", type: "transaction" });
});

describe("a server's answer to a transaction", () => {
  const reply = (...codes: readonly string[]) => ({
    resourceType: "Bundle",
    type: "transaction-response",
    entry: codes.map((status) => ({ response: { status } })),
  });
  test.each([
    [reply("201", "201 Created"), { created: 2, there: 0 }],
    [reply("200", "201"), { created: 1, there: 1 }],
    [reply("201"), null],
    [reply("201", "400"), null],
    [{ ...reply("201", "201"), type: "batch-response" }, null],
    ["<html>", null],
    [null, null],
  ])("%j says %j", (input, expected) => expect(readTransactionReply(input, 2)).toEqual(expected));
});

test("a line of JSON has what the command prints, but for the file", () => {
  const [line] = toJsonLines([exported()], { withWords: true, labels: new Map([["client-7", "A. M."]]) }).split("\n");
  expect(JSON.parse(line!)).toEqual({
    id: exported().id,
    seq: 7,
    client: "client-7",
    label: "A. M.",
    at: "2026-11-23T19:04:00.000Z",
    endedAt: "2026-11-23T19:00:00.000Z",
    instrument: "afs-core|1",
    answers: exported().answers,
    wish: "raise",
    seconds: 45,
    skipped: 1,
    verified: true,
  });
});

describe("answers to questions beside the usual ones", () => {
  const risq = addOn("risq");
  const answers = { i1: "0", i2: "1", i3: "0", i4: "0" };
  const beside = { instrumentName: "risq|1", instrument: risq, hash: "3f9a0c11d2e4", answers };
  const responses = [exported({ addOn: beside })];
  const choice = { withWords: true, labels: null };

  test("are in a line of JSON as the command prints them, without their words", () => {
    const line = toJsonLines(responses, choice);
    const { hash } = beside;
    expect(JSON.parse(line)).toMatchObject({
      addOn: { instrument: "risq|1", hash, answers, attribution: expect.stringContaining("doi 10.3390") },
    });
    expect(line).not.toContain("test text");
  });

  test("are in no other file, and in nothing that is sent to a server", () => {
    const usual = [exported()];
    expect(toFhirExport(responses, choice)).toEqual(toFhirExport(usual, choice));
    expect(toCsvExport(responses, choice)).toBe(toCsvExport(usual, choice));
    expect(toRedcapExport(responses, choice).csv).toBe(toRedcapExport(usual, choice).csv);
    expect(toRedcapDictionary(responses, choice)).toBe(toRedcapDictionary(usual, choice));
  });
});

test("a response that nobody signed is not called verified", () => {
  const line = toJsonLines([exported({ signed: false })], { withWords: false, labels: null });
  expect(JSON.parse(line)).toMatchObject({ verified: false });
});
