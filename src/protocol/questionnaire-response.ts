/**
 * A client's answers as a FHIR R4 QuestionnaireResponse, and back. Pseudonym, item ids and values only: the caller adds
 * item texts on export where the instrument's licence allows it. The rule that must not break: nothing goes in that is
 * not named here, and no text of an item is ever in an envelope.
 */
import type { Answers, AnswerValue, Wish } from "../core/alliance/answers.ts";
import type { Item } from "../core/alliance/instrument.ts";
import { isClientId, isInstrumentName } from "../core/invite/checks.ts";
import { isEnvelopeId, isoMinute } from "./envelope.ts";
import { isRecord, type JsonRecord } from "./json.ts";

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
  /** When the session ended, rounded down to a quarter of an hour; null for a check-in by hand. */
  readonly endedAt: number | null;
}

/** Our own canonical addresses; nothing is ever fetched from there. */
export const FHIR_BASE = "https://aftersession.example/fhir";
/** Enough to order two sessions of one day; the minute a call ended is nobody's business. */
const ENDED_STEP_MS = 15 * 60_000;
/** Longer than any text box of ours. */
const MAX_TEXT_CHARS = 4_000;
const MAX_ITEMS = 60;

export const CHECK_IN = `${FHIR_BASE}/StructureDefinition/check-in`;
const CLIENT_SYSTEM = "urn:aftersession:client";
export const UUID_SYSTEM = "urn:ietf:rfc:3986";

/** `items` in the instrument's order say which answers are codes and which are text; answers to other items are left out. */
export function toQuestionnaireResponse(response: CheckInResponse, items: readonly Item[]): JsonRecord {
  const answered = items.flatMap((item) => {
    const value = response.answers[item.id];
    return value === undefined ? [] : [{ linkId: item.id, answer: [toAnswer(item, value)] }];
  });
  return {
    ...frame(response, "completed"),
    extension: [{ url: CHECK_IN, extension: toExtensions(response) }],
    // FHIR knows no empty lists.
    ...(answered.length > 0 && { item: answered }),
  };
}

/** A response taken back after it may have left: its id, emptied. */
export function toWithdrawnResponse(
  response: Pick<CheckInResponse, "id" | "client" | "instrument" | "submittedAt">,
): JsonRecord {
  return frame(response, "entered-in-error");
}

type Framed = Pick<CheckInResponse, "id" | "client" | "instrument" | "submittedAt">;

function frame({ id, client, instrument, submittedAt }: Framed, status: "completed" | "entered-in-error"): JsonRecord {
  return {
    resourceType: "QuestionnaireResponse",
    identifier: { system: UUID_SYSTEM, value: `urn:uuid:${id}` },
    questionnaire: `${FHIR_BASE}/Questionnaire/${instrument}`,
    status,
    subject: { identifier: { system: CLIENT_SYSTEM, value: client } },
    authored: isoMinute(submittedAt),
  };
}

function toAnswer(item: Item, value: AnswerValue): JsonRecord {
  if (typeof value === "number") return { valueInteger: value };
  // The code system goes without saying inside our own envelope; an export names it.
  return item.responses.type === "text" ? { valueString: value } : { valueCoding: { code: value } };
}

function toExtensions({ wish, seconds, skipped, endedAt }: CheckInResponse): readonly JsonRecord[] {
  return [
    { url: "skipped", valueInteger: skipped },
    ...(wish === null ? [] : [{ url: "wish", valueCode: wish }]),
    ...(seconds === null ? [] : [{ url: "seconds", valueInteger: seconds }]),
    ...(endedAt === null ? [] : [{ url: "ended", valueDateTime: isoMinute(coarse(endedAt)) }]),
  ];
}

function coarse(atMs: number): number {
  return Math.floor(atMs / ENDED_STEP_MS) * ENDED_STEP_MS;
}

/** A completed response, or null where anything of it is not as agreed. */
export function parseQuestionnaireResponse(input: unknown): CheckInResponse | null {
  const framed = parseFrame(input, "completed");
  if (framed === null || !isRecord(input)) return null;
  const answers = parseItems(input.item ?? []);
  const facts = parseExtensions(input.extension);
  return answers === null || facts === null ? null : { ...framed, answers, ...facts };
}

/** The response that is taken back, or null. */
export function parseWithdrawnResponse(input: unknown): Framed | null {
  return parseFrame(input, "entered-in-error");
}

function parseFrame(input: unknown, status: string): Framed | null {
  if (!isRecord(input) || input.resourceType !== "QuestionnaireResponse" || input.status !== status) return null;
  const { identifier, questionnaire, subject, authored } = input;
  const prefix = `${FHIR_BASE}/Questionnaire/`;
  const id = isRecord(identifier) ? String(identifier.value).replace(/^urn:uuid:/, "") : null;
  if (!isEnvelopeId(id) || typeof questionnaire !== "string" || !questionnaire.startsWith(prefix)) return null;
  const instrument = questionnaire.slice(prefix.length);
  const client = isRecord(subject) && isRecord(subject.identifier) ? subject.identifier.value : null;
  const submittedAt = parseInstant(authored);
  if (typeof client !== "string" || !isClientId(client) || !isInstrumentName(instrument)) return null;
  return submittedAt === null ? null : { id, client, instrument, submittedAt };
}

function parseItems(input: unknown): Answers | null {
  if (!Array.isArray(input) || input.length > MAX_ITEMS) return null;
  const answers = new Map<string, AnswerValue>();
  for (const item of input as readonly unknown[]) {
    if (!isRecord(item) || !isItemId(item.linkId) || answers.has(item.linkId)) return null;
    const value = parseAnswer(item.answer);
    if (value === null) return null;
    answers.set(item.linkId, value);
  }
  return Object.fromEntries(answers);
}

/** Exactly one answer with exactly one value. */
function parseAnswer(input: unknown): AnswerValue | null {
  const [answer, second] = Array.isArray(input) ? (input as readonly unknown[]) : [];
  if (second !== undefined || !isRecord(answer) || Object.keys(answer).length !== 1) return null;
  const { valueInteger, valueCoding, valueString } = answer;
  if (typeof valueInteger === "number") return Number.isSafeInteger(valueInteger) ? valueInteger : null;
  if (isRecord(valueCoding)) return isItemId(valueCoding.code) ? valueCoding.code : null;
  return typeof valueString === "string" && valueString.length <= MAX_TEXT_CHARS ? valueString : null;
}

type Facts = Pick<CheckInResponse, "wish" | "seconds" | "skipped" | "endedAt">;

function parseExtensions(input: unknown): Facts | null {
  const ours = listOf(input).find((extension) => extension.url === CHECK_IN);
  if (ours === undefined) return null;
  const value = (url: string) => listOf(ours.extension).find((extension) => extension.url === url) ?? {};
  const wish = value("wish").valueCode ?? null;
  const seconds = value("seconds").valueInteger ?? null;
  const skipped = value("skipped").valueInteger;
  const ended = value("ended").valueDateTime ?? null;
  const endedAt = ended === null ? null : parseInstant(ended);
  if (!isCount(skipped) || !(seconds === null || isCount(seconds)) || !isWishOrNull(wish)) return null;
  return ended !== null && endedAt === null ? null : { wish, seconds, skipped, endedAt };
}

function listOf(input: unknown): readonly JsonRecord[] {
  return Array.isArray(input) ? input.filter(isRecord) : [];
}

function parseInstant(input: unknown): number | null {
  const at = typeof input === "string" ? Date.parse(input) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** Also what a code of an answer looks like. */
function isItemId(input: unknown): input is string {
  return typeof input === "string" && /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(input);
}

function isCount(input: unknown): input is number {
  return typeof input === "number" && Number.isInteger(input) && input >= 0 && input <= 100_000;
}

function isWishOrNull(input: unknown): input is Wish | null {
  return input === null || input === "raise" || input === "read";
}
