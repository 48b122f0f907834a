/**
 * Reads what questionnaire-response.ts wrote, on the therapist's side; apart from it, so that the background does not carry
 * what only the therapist needs. The rule that must not break: an unknown part refuses the whole, nothing is guessed.
 */
import type { Answers, AnswerValue, Wish } from "../core/alliance/answers.ts";
import { isClientId, isInstrumentName } from "../core/invite/checks.ts";
import { isEnvelopeId } from "./envelope.ts";
import { isRecord, type JsonRecord } from "./json.ts";
import { CHECK_IN, type CheckInResponse, FHIR_BASE, type Framed } from "./questionnaire-response.ts";

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
  const { valueInteger, valueDecimal, valueCoding, valueString } = answer;
  if (typeof valueInteger === "number") return Number.isSafeInteger(valueInteger) ? valueInteger : null;
  if (typeof valueDecimal === "number") return Number.isFinite(valueDecimal) ? valueDecimal : null;
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
