/**
 * Where an instrument has more to say than a FHIR R4 Questionnaire has fields for: our own extensions, and the ones of
 * FHIR and its guide for structured data that other programs read. Named once, for writing and for reading.
 */
import { isRecord, type JsonRecord } from "./json.ts";
import { FHIR_BASE } from "./questionnaire-response.ts";

const FHIR = "http://hl7.org/fhir/StructureDefinition";
const OWN = `${FHIR_BASE}/StructureDefinition`;

export const EXTENSION = {
  minValue: `${FHIR}/minValue`,
  maxValue: `${FHIR}/maxValue`,
  step: `${FHIR}/questionnaire-sliderStepValue`,
  fineStep: `${OWN}/step`,
  control: `${FHIR}/questionnaire-itemControl`,
  /** What a choice is scored with. */
  ordinal: `${FHIR}/ordinalValue`,
  instrument: `${OWN}/instrument`,
  licence: `${OWN}/instrument-licence`,
  scoring: `${OWN}/instrument-scoring`,
  interpretation: `${OWN}/instrument-interpretation`,
  stats: `${OWN}/instrument-stats`,
  item: `${OWN}/instrument-item`,
  countsAs: `${OWN}/counts-as`,
} as const;

export const CONTROLS = "http://hl7.org/fhir/questionnaire-item-control";

/** A part of an extension with the value it has; nothing for what is absent. */
export function part(url: string, type: string, value: unknown): readonly JsonRecord[] {
  return value === undefined ? [] : [{ url, [`value${type}`]: value }];
}

export function parts(url: string, type: string, values: readonly unknown[] = []): readonly JsonRecord[] {
  return values.flatMap((value) => part(url, type, value));
}

export function extension(url: string, inside: readonly JsonRecord[]): JsonRecord {
  return { url, extension: inside };
}

export function listOf(input: unknown): readonly JsonRecord[] {
  return Array.isArray(input) ? input.filter(isRecord) : [];
}

/** The value of a part, whatever its type; undefined where it is not there. */
export function valueIn({ extension: inside }: JsonRecord, url: string): unknown {
  return valuesIn({ extension: inside }, url)[0];
}

export function valuesIn({ extension: inside }: JsonRecord, url: string): readonly unknown[] {
  return listOf(inside)
    .filter((one) => one.url === url)
    .map((one) => Object.entries(one).find(([key]) => key.startsWith("value"))?.[1]);
}

export function extensionIn({ extension: inside }: JsonRecord, url: string): JsonRecord | undefined {
  return listOf(inside).find((one) => one.url === url);
}
