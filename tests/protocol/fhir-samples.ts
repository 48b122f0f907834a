import { readdirSync, readFileSync } from "node:fs";
import type { Answers, AnswerValue } from "../../src/core/alliance/answers.ts";
import { type Instrument, type Item, instrumentKey } from "../../src/core/alliance/instrument.ts";
import { INSTRUMENTS } from "../../src/core/alliance/instruments/index.ts";
import { toFhirResponse } from "../../src/protocol/fhir-response.ts";
import { toTransaction } from "../../src/protocol/fhir-scores.ts";
import type { JsonRecord } from "../../src/protocol/json.ts";
import {
  type CheckInResponse,
  toQuestionnaireResponse,
  toWithdrawnResponse,
} from "../../src/protocol/questionnaire-response.ts";
import { addOn } from "../core/alliance/add-ons.ts";
import { answersTo } from "../core/alliance/dummy.ts";

const SEQ = 7;
const RISQ = addOn("risq");
const CONSENT = { hash: "q".repeat(42) + "A", at: "2026-11-01T09:00:00Z" };
const AT = Date.UTC(2026, 10, 23, 19, 4);

/** A check-in with these answers; what was skipped or kept private is not in them. */
export function checkIn(instrument: Instrument, answers: Answers, changed: Partial<CheckInResponse> = {}) {
  const response: CheckInResponse = {
    id: "0b5f4a0e-6f0e-4f6e-9c53-2b8d6a1f7c11",
    client: "client-7",
    instrument: `${instrument.id}|${instrument.version}`,
    submittedAt: AT,
    answers,
    wish: "raise",
    seconds: 45,
    skipped: instrument.items.length - Object.keys(answers).length,
    endedAt: AT - 4 * 60_000,
    ...changed,
  };
  const body = toQuestionnaireResponse(response, instrument.items);
  return { response, resource: toFhirResponse({ seq: SEQ, consent: CONSENT, body }, instrument) };
}

/** The same with answers to questions that stand beside it. */
export function checkInBeside(instrument: Instrument, beside: Instrument, answers: Answers) {
  const addOn = { instrument: instrumentKey(beside), hash: "3f9a0c11d2e4", answers };
  const { response } = checkIn(instrument, {}, { addOn });
  const body = toQuestionnaireResponse(response, instrument.items, beside.items);
  return { response, resource: toFhirResponse({ seq: SEQ, consent: CONSENT, body }, instrument, [beside]) };
}

/** Takes the check-in of the same id back. */
export function withdrawal(instrument: Instrument): JsonRecord {
  const { response } = checkIn(instrument, {});
  return toFhirResponse({ seq: SEQ + 1, consent: CONSENT, body: toWithdrawnResponse(response) }, instrument);
}

export function highest({ responses }: Item): AnswerValue {
  switch (responses.type) {
    case "scale":
      return responses.max;
    case "choice":
      return responses.choices.at(-1)!.code;
    case "text":
      return "Grüße 👋 „zitiert“ <b>\n\tund weiter</b>";
  }
}

function lowest({ responses }: Item): AnswerValue {
  switch (responses.type) {
    case "scale":
      return responses.min;
    case "choice":
      return responses.choices[0]!.code;
    case "text":
      return "x".repeat(responses.maxLength);
  }
}

function answered(items: readonly Item[], value: (item: Item) => AnswerValue): Answers {
  return Object.fromEntries(items.map((item) => [item.id, value(item)]));
}

/** Answers that bring up every item which is shown only after certain others. */
function withFollowUps({ items }: Instrument): Answers {
  const all = answered(items, highest);
  return items.reduce<Answers>((answers, { showIf }) => {
    return showIf === undefined ? answers : { ...answers, [showIf.item]: showIf.anyOf[0]! };
  }, all);
}

/** Each way a check-in of each instrument can come out. */
export const RESPONSES: readonly (readonly [name: string, instrument: Instrument, resource: JsonRecord])[] =
  INSTRUMENTS.flatMap((instrument) => {
    const { id, items } = instrument;
    const shown = items.filter(({ showIf }) => showIf === undefined);
    const texts = items.filter(({ responses }) => responses.type === "text");
    const quiet = { wish: null, seconds: null, endedAt: null } as const;
    const variants: readonly (readonly [string, JsonRecord])[] = [
      ["highest answers", checkIn(instrument, answered(shown, highest)).resource],
      ["with what is asked only then", checkIn(instrument, withFollowUps(instrument)).resource],
      ["lowest answers", checkIn(instrument, answered(shown, lowest)).resource],
      ["half of it skipped", checkIn(instrument, answered(shown.slice(0, shown.length / 2), highest)).resource],
      ["nothing but text", checkIn(instrument, answered(texts, highest)).resource],
      ["everything skipped or private", checkIn(instrument, {}, quiet).resource],
      ["with others beside it", checkInBeside(instrument, RISQ, answersTo(RISQ, [0, 1, 0, 0])).resource],
      ["withdrawn", withdrawal(instrument)],
    ];
    return variants.map(([name, resource]) => [`${id}: ${name}`, instrument, resource] as const);
  });

/** With its scores, as exporters hand it on. */
export const TRANSACTIONS: readonly (readonly [name: string, bundle: JsonRecord])[] = INSTRUMENTS.flatMap(
  (instrument) => {
    const all = checkIn(instrument, withFollowUps(instrument));
    const none = checkIn(instrument, {});
    return [
      [`${instrument.id}: with all scores`, toTransaction(all.response, instrument, all.resource)],
      [`${instrument.id}: without a score`, toTransaction(none.response, instrument, none.resource)],
    ] as const;
  },
);

const PUBLISHED = new URL("../../docs/fhir/", import.meta.url);

/** What docs/fhir gives to practices, by file. */
export const DEFINITIONS: readonly (readonly [file: string, resource: JsonRecord])[] = readdirSync(PUBLISHED)
  .filter((file) => file.endsWith(".json"))
  .map((file) => [file, JSON.parse(readFileSync(new URL(file, PUBLISHED), "utf8")) as JsonRecord]);
