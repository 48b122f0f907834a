/**
 * A client's answers as a FHIR R4 QuestionnaireResponse; received-response.ts reads it back. Pseudonym, item ids and values
 * only: the caller adds item texts on export where the instrument's licence allows it. The rule that must not break:
 * nothing goes in that is not named here, and no text of an item is ever in an envelope.
 */
import type { Answers, AnswerValue, Wish } from "../core/alliance/answers.ts";
import type { Item } from "../core/alliance/instrument.ts";
import { isoMinute } from "./envelope.ts";
import type { JsonRecord } from "./json.ts";

/** One submitted check-in as the therapist gets it. */
export interface CheckInResponse {
  readonly id: string;
  readonly client: string;
  /** `name|version` of the instrument. */
  readonly instrument: string;
  /** To the minute. */
  readonly submittedAt: number;
  readonly answers: Answers;
  readonly wish: Wish | null;
  /** From first shown to Send, already rounded; null when not known. */
  readonly seconds: number | null;
  /** Skipped and kept private alike. */
  readonly skipped: number;
  /** Check-ins passed over since the last one that was answered; absent where there were none, or nobody counted. */
  readonly skippedBefore?: number;
  /** When the session ended, rounded down to a quarter of an hour; null for a check-in by hand. */
  readonly endedAt: number | null;
  /** What was sent of questions beside the usual ones; absent where nothing was, asked or not. */
  readonly addOn?: ReceivedAddOn;
}

export interface ReceivedAddOn {
  /** `name|version` of the instrument. */
  readonly instrument: string;
  /** SHA-256 of it, base64url: which words were asked. */
  readonly hash: string;
  readonly answers: Answers;
}

/** Our own canonical addresses; nothing is ever fetched from there. */
export const FHIR_BASE = "https://aftersession.example/fhir";
/** Enough to order two sessions of one day; the minute a call ended is nobody's business. */
const ENDED_STEP_MS = 15 * 60_000;

/** Holds the hash of a contained response's instrument. */
export const INSTRUMENT_HASH = `${FHIR_BASE}/StructureDefinition/instrument-hash`;
/** Id inside the response, as what stands beside refers to it. */
export const ADD_ON_ID = "add-on";
export const CHECK_IN = `${FHIR_BASE}/StructureDefinition/check-in`;
const CLIENT_SYSTEM = "urn:aftersession:client";
export const UUID_SYSTEM = "urn:ietf:rfc:3986";

/**
 * `items` in the instrument's order say which answers are codes and which are text; answers to other items are left out.
 * `besides`: those of the add-on.
 */
export function toQuestionnaireResponse(
  response: CheckInResponse,
  items: readonly Item[],
  besides: readonly Item[] = [],
): JsonRecord {
  const answered = toItems(response.answers, items);
  const { addOn } = response;
  return {
    ...frame(response, "completed"),
    ...(addOn && { contained: [toContained(addOn, besides)] }),
    extension: [{ url: CHECK_IN, extension: toExtensions(response) }],
    // FHIR knows no empty lists.
    ...(answered.length > 0 && { item: answered }),
  };
}

function toItems(answers: Answers, items: readonly Item[]): readonly JsonRecord[] {
  return items.flatMap((item) => {
    const value = answers[item.id];
    return value === undefined ? [] : [{ linkId: item.id, answer: [toAnswer(item, value)] }];
  });
}

/** A response of its own: its items belong to another Questionnaire. */
function toContained({ instrument, hash, answers }: ReceivedAddOn, items: readonly Item[]): JsonRecord {
  return {
    resourceType: "QuestionnaireResponse",
    id: ADD_ON_ID,
    extension: [{ url: INSTRUMENT_HASH, valueString: hash }],
    questionnaire: questionnaireOf(instrument),
    status: "completed",
    item: toItems(answers, items),
  };
}

function questionnaireOf(instrument: string): string {
  return `${FHIR_BASE}/Questionnaire/${instrument}`;
}

/** A response taken back after it may have left: its id, emptied. */
export function toWithdrawnResponse(response: Framed): JsonRecord {
  return frame(response, "entered-in-error");
}

/** What is left of a response that was taken back. */
export type Framed = Pick<CheckInResponse, "id" | "client" | "instrument" | "submittedAt">;

function frame({ id, client, instrument, submittedAt }: Framed, status: "completed" | "entered-in-error"): JsonRecord {
  return {
    resourceType: "QuestionnaireResponse",
    identifier: { system: UUID_SYSTEM, value: `urn:uuid:${id}` },
    questionnaire: questionnaireOf(instrument),
    status,
    subject: { identifier: { system: CLIENT_SYSTEM, value: client } },
    authored: isoMinute(submittedAt),
  };
}

function toAnswer({ responses }: Item, value: AnswerValue): JsonRecord {
  if (typeof value === "number") {
    // As the Questionnaire has it: a line read to the millimetre is no whole number, also where its answer is.
    const isWhole = responses.type !== "scale" || (Number.isInteger(responses.min) && Number.isInteger(responses.step));
    return isWhole ? { valueInteger: value } : { valueDecimal: value };
  }
  // The code system goes without saying inside our own envelope; an export names it.
  return responses.type === "text" ? { valueString: value } : { valueCoding: { code: value } };
}

function toExtensions({
  wish,
  seconds,
  skipped,
  skippedBefore = 0,
  endedAt,
  addOn,
}: CheckInResponse): readonly JsonRecord[] {
  return [
    { url: "skipped", valueInteger: skipped },
    ...(skippedBefore === 0 ? [] : [{ url: "skippedBefore", valueInteger: skippedBefore }]),
    ...(wish === null ? [] : [{ url: "wish", valueCode: wish }]),
    ...(seconds === null ? [] : [{ url: "seconds", valueInteger: seconds }]),
    ...(endedAt === null ? [] : [{ url: "ended", valueDateTime: isoMinute(coarse(endedAt)) }]),
    // FHIR wants what is contained to be referred to.
    ...(addOn === undefined ? [] : [{ url: "addOn", valueReference: { reference: `#${ADD_ON_ID}` } }]),
  ];
}

function coarse(atMs: number): number {
  return Math.floor(atMs / ENDED_STEP_MS) * ENDED_STEP_MS;
}
