/**
 * Reads what questionnaire-response.ts wrote, on the therapist's side; apart from it, so that the background does not carry
 * what only the therapist needs. The rule that must not break: an unknown part refuses the whole, nothing is guessed.
 */
import type { Answers, AnswerValue, Wish } from "../core/alliance/answers.ts";
import { isClientId, isInstrumentName } from "../core/invite/checks.ts";
import { isEnvelopeId, isInstrumentHash } from "./envelope.ts";
import { isRecord, type JsonRecord, textIn } from "./json.ts";
import {
  ADD_ON_ID,
  CHECK_IN,
  type CheckInResponse,
  FHIR_BASE,
  type Framed,
  INSTRUMENT_HASH,
  type ReceivedAddOn,
} from "./questionnaire-response.ts";

/** Longer than any text box of ours. */
const MAX_TEXT_CHARS = 4_000;
/** More than the longest form known. */
const MAX_ITEMS = 120;

/** A completed response, or null where anything of it is not as agreed. */
export function parseQuestionnaireResponse(input: unknown): CheckInResponse | null {
  const framed = parseFrame(input, "completed");
  if (framed === null || !isRecord(input)) return null;
  const answers = parseItems(input.item ?? []);
  const facts = parseExtensions(input.extension);
  const addOn = parseContained(input.contained, input.extension);
  if (answers === null || facts === null || addOn === null) return null;
  return { ...framed, answers, ...facts, ...(addOn !== undefined && { addOn }) };
}

/** Of questions beside the usual ones: contained and referred to, or neither. Undefined: none. */
function parseContained(contained: unknown, extensions: unknown): ReceivedAddOn | null | undefined {
  const ours = listOf(extensions).find((extension) => extension.url === CHECK_IN);
  const references = listOf(ours?.extension).filter(({ url }) => url === "addOn");
  if (contained === undefined && references.length === 0) return undefined;
  const [addOn, second] = Array.isArray(contained) ? (contained as readonly unknown[]) : [];
  const [reference] = references;
  const isReferredTo =
    references.length === 1 &&
    isRecord(reference?.valueReference) &&
    reference.valueReference.reference === `#${ADD_ON_ID}`;
  return isReferredTo && second === undefined ? parseAddOn(addOn) : null;
}

const ADD_ON_PARTS = ["resourceType", "id", "extension", "questionnaire", "status", "item"];

function parseAddOn(input: unknown): ReceivedAddOn | null {
  if (!isRecord(input) || Object.keys(input).some((key) => !ADD_ON_PARTS.includes(key))) return null;
  const { resourceType, id, status } = input;
  if (resourceType !== "QuestionnaireResponse" || id !== ADD_ON_ID || status !== "completed") return null;
  const instrument = parseInstrument(input.questionnaire);
  const hash = parseHash(input.extension);
  const answers = parseItems(input.item);
  if (instrument === null || hash === null || answers === null || Object.keys(answers).length === 0) return null;
  return { instrument, hash, answers };
}

function parseHash(input: unknown): string | null {
  // A FHIR server has the line of the licence beside it.
  const [extension, second] = listOf(input).filter(({ url }) => url === INSTRUMENT_HASH);
  if (extension === undefined || second !== undefined) return null;
  const { valueString } = extension;
  return typeof valueString === "string" && isInstrumentHash(valueString) ? valueString : null;
}

function parseInstrument(input: unknown): string | null {
  const prefix = `${FHIR_BASE}/Questionnaire/`;
  if (typeof input !== "string" || !input.startsWith(prefix)) return null;
  const instrument = input.slice(prefix.length);
  return isInstrumentName(instrument) ? instrument : null;
}

/** The response that is taken back, or null. */
export function parseWithdrawnResponse(input: unknown): Framed | null {
  return parseFrame(input, "entered-in-error");
}

function parseFrame(input: unknown, status: string): Framed | null {
  if (!isRecord(input) || input.resourceType !== "QuestionnaireResponse" || input.status !== status) return null;
  const { identifier, questionnaire, subject, authored } = input;
  const id = isRecord(identifier) ? textIn(identifier.value).replace(/^urn:uuid:/, "") : null;
  const instrument = parseInstrument(questionnaire);
  if (!isEnvelopeId(id) || instrument === null) return null;
  const client = isRecord(subject) && isRecord(subject.identifier) ? subject.identifier.value : null;
  const submittedAt = parseInstant(authored);
  if (typeof client !== "string" || !isClientId(client)) return null;
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
  const { valueInteger, valueDecimal, valueCoding, valueString } = answer;
  if (typeof valueInteger === "number") return Number.isSafeInteger(valueInteger) ? valueInteger : null;
  if (typeof valueDecimal === "number") return Number.isFinite(valueDecimal) ? valueDecimal : null;
  if (isRecord(valueCoding)) return isItemId(valueCoding.code) ? valueCoding.code : null;
  return typeof valueString === "string" && valueString.length <= MAX_TEXT_CHARS ? valueString : null;
}

type Facts = Pick<CheckInResponse, "wish" | "seconds" | "skipped" | "skippedBefore" | "endedAt">;

function parseExtensions(input: unknown): Facts | null {
  const ours = listOf(input).find((extension) => extension.url === CHECK_IN);
  if (ours === undefined) return null;
  const value = (url: string) => listOf(ours.extension).find((extension) => extension.url === url) ?? {};
  const wish = value("wish").valueCode ?? null;
  const seconds = value("seconds").valueInteger ?? null;
  const skipped = value("skipped").valueInteger;
  const skippedBefore = value("skippedBefore").valueInteger;
  const ended = value("ended").valueDateTime ?? null;
  const endedAt = ended === null ? null : parseInstant(ended);
  if (!isCount(skipped) || !(seconds === null || isCount(seconds)) || !isWishOrNull(wish)) return null;
  if (!(skippedBefore === undefined || isCount(skippedBefore)) || (ended !== null && endedAt === null)) return null;
  return { wish, seconds, skipped, ...(skippedBefore !== undefined && { skippedBefore }), endedAt };
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
