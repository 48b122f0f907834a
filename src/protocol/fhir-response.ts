/**
 * What a FHIR R4 server is given in plain mode: the QuestionnaireResponse of an envelope, made to be read by others than
 * us. It gets its id, the words of each item and answer where the licence lets them go along, and what the frame of a
 * sealed envelope would have told. The rule that must not break: codes are our own; none of LOINC or SNOMED is claimed.
 */
import { type Instrument, type Item, instrumentKey } from "../core/alliance/instrument.ts";
import { mayTextTravel } from "../core/alliance/licence.ts";
import type { EnvelopePayload } from "./envelope.ts";
import { isRecord, type JsonRecord, textIn } from "./json.ts";
import { FHIR_BASE } from "./questionnaire-response.ts";

/** Number in the client's count and consent: R4 has one identifier and no field for either. */
export const ENVELOPE_EXTENSION = `${FHIR_BASE}/StructureDefinition/envelope`;

/** Whose words go along, as their owner wants it said. */
export const LICENCE_LINE = `${FHIR_BASE}/StructureDefinition/licence-line`;

/** The codes of its choices; the version is that of the instrument. */
export function codeSystemOf({ id }: Pick<Instrument, "id">): string {
  return `${FHIR_BASE}/CodeSystem/${id}`;
}

export type FhirFacts = Pick<EnvelopePayload, "seq" | "body"> & {
  /** Null where an exporter does not know it: then the whole extension is left out. */
  readonly consent: EnvelopePayload["consent"] | null;
};

/** The same facts always give the same text, so that every attempt sends what was saved. */
export function toFhirResponse(
  { seq, consent, body }: FhirFacts,
  instrument: Instrument,
  addOns: readonly Instrument[] = [],
): JsonRecord {
  const items = listOf(body.item).map((item) => withWords(item, instrument));
  const contained = listOf(body.contained).map((one) => withOwnWords(one, addOns));
  const envelope = consent && [
    { url: "seq", valuePositiveInt: seq },
    { url: "consentHash", valueString: consent.hash },
    { url: "consentAt", valueDateTime: consent.at },
  ];
  return {
    resourceType: "QuestionnaireResponse",
    id: idOf(body),
    ...body,
    ...(contained.length > 0 && { contained }),
    extension: [
      ...listOf(body.extension),
      ...(envelope === null ? [] : [{ url: ENVELOPE_EXTENSION, extension: envelope }]),
    ],
    ...(items.length > 0 && { item: items }),
  };
}

/** What a stored resource says of itself; null where it is none of ours. */
export interface StoredResource {
  readonly id: string;
  /** Takes an earlier one back: its id, emptied. */
  readonly isWithdrawn: boolean;
}

export function parseStoredResource(input: unknown): StoredResource | null {
  if (!isRecord(input) || input.resourceType !== "QuestionnaireResponse" || typeof input.id !== "string") return null;
  return { id: input.id, isWithdrawn: input.status === "entered-in-error" };
}

/** Of the response itself: a withdrawal has another one as an envelope, but names the response it empties. */
function idOf({ identifier }: JsonRecord): string {
  return isRecord(identifier) ? textIn(identifier.value).replace("urn:uuid:", "") : "";
}

/** What stands beside is another instrument's: its words, and with them the line of its licence. */
function withOwnWords(contained: JsonRecord, addOns: readonly Instrument[]): JsonRecord {
  const instrument = addOns.find((one) => textIn(contained.questionnaire).endsWith(`/${instrumentKey(one)}`));
  if (instrument === undefined) return contained;
  const line = { url: LICENCE_LINE, valueString: instrument.licence.line };
  return {
    ...contained,
    ...(mayTextTravel(instrument.licence) && { extension: [...listOf(contained.extension), line] }),
    item: listOf(contained.item).map((item) => withWords(item, instrument)),
  };
}

function withWords(answered: JsonRecord, instrument: Instrument): JsonRecord {
  const item = instrument.items.find(({ id }) => id === answered.linkId);
  if (item === undefined) return answered;
  const { linkId } = answered;
  const answer = listOf(answered.answer).map((one) => withSystem(one, item, instrument));
  return { linkId, ...(mayTextTravel(instrument.licence) && { text: item.text }), answer };
}

function withSystem(answer: JsonRecord, { responses }: Item, instrument: Instrument): JsonRecord {
  const { valueCoding } = answer;
  if (!isRecord(valueCoding) || responses.type !== "choice") return answer;
  const label = responses.choices.find(({ code }) => code === valueCoding.code)?.label;
  const display = mayTextTravel(instrument.licence) && { display: label };
  return { valueCoding: { system: codeSystemOf(instrument), version: instrument.version, ...valueCoding, ...display } };
}

function listOf(input: unknown): readonly JsonRecord[] {
  return Array.isArray(input) ? input.filter(isRecord) : [];
}
