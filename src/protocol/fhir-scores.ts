/**
 * Scores of a response as Observations, in one transaction with it. For exporters, which know the scores; a client's own
 * adapter sends the response alone, since what is counted from it is the therapist's business. The rule that must not
 * break: missing is not zero, so a score that is not there has no Observation.
 */
import { scoreFacets } from "../core/alliance/facet-scores.ts";
import { FACETS, type Facet, type Instrument } from "../core/alliance/instrument.ts";
import { scoreAlliance } from "../core/alliance/score.ts";
import type { JsonRecord } from "./json.ts";
import { type CheckInResponse, FHIR_BASE, UUID_SYSTEM } from "./questionnaire-response.ts";

export type ScoreName = "alliance" | Facet;

export const SCORE_SYSTEM = `${FHIR_BASE}/CodeSystem/score`;
export const SCORE_NAMES: Readonly<Record<ScoreName, string>> = {
  alliance: "Alliance in this session",
  bond: "Bond",
  goals: "Goals",
  tasks: "Tasks",
};
/** Names an Observation by its response and score, so that a repeat finds it. */
const SCORE_IDENTIFIERS = "urn:aftersession:score";
const CATEGORIES = "http://terminology.hl7.org/CodeSystem/observation-category";
const UNITS = "http://unitsofmeasure.org";
/** Scores are thirds; two places are more than anybody reads off them. */
const PLACES = 100;

type Score = readonly [name: ScoreName, value: number];

function scoresOf(instrument: Instrument, { answers }: CheckInResponse): readonly Score[] {
  const facets = scoreFacets(instrument, answers);
  const all: readonly (readonly [ScoreName, number | null])[] = [
    ["alliance", scoreAlliance(instrument, answers)],
    ...FACETS.map((facet) => [facet, facets[facet]] as const),
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value] as const]));
}

/** Repeated as it is, it creates nothing twice on a server that keeps to `ifNoneExist`. */
export function toTransaction(response: CheckInResponse, instrument: Instrument, resource: JsonRecord): JsonRecord {
  const fullUrl = placeOf(response);
  return {
    resourceType: "Bundle",
    type: "transaction",
    entry: [
      { fullUrl, resource, request: requestFor("QuestionnaireResponse", UUID_SYSTEM, `urn:uuid:${response.id}`) },
      ...scoresOf(instrument, response).map((score) => ({
        resource: toObservation(score, response, resource),
        request: requestFor("Observation", SCORE_IDENTIFIERS, nameOf(score, response)),
      })),
    ],
  };
}

/**
 * The response inside the bundle. Not its identifier: Medplum 4.5.2 puts the stored address in the place of every text that
 * equals this one, the identifier's value too, and would then find nothing at the repeat and create it twice.
 */
function placeOf({ id }: CheckInResponse): string {
  return `urn:uuid:${id.replace(/^./, (digit) => (Number.parseInt(digit, 16) ^ 1).toString(16))}`;
}

function nameOf([name]: Score, { id }: CheckInResponse): string {
  return `${id}.${name}`;
}

function toObservation(score: Score, response: CheckInResponse, { subject, authored }: JsonRecord): JsonRecord {
  const [name, value] = score;
  const display = SCORE_NAMES[name];
  return {
    resourceType: "Observation",
    identifier: [{ system: SCORE_IDENTIFIERS, value: nameOf(score, response) }],
    status: "final",
    category: [{ coding: [{ system: CATEGORIES, code: "survey", display: "Survey" }] }],
    code: { coding: [{ system: SCORE_SYSTEM, code: name, display }], text: display },
    subject,
    effectiveDateTime: authored,
    valueQuantity: { value: Math.round(value * PLACES) / PLACES, unit: "of 10", system: UNITS, code: "{score}" },
    // The server puts its own address of the response in this place.
    derivedFrom: [{ reference: placeOf(response) }],
  };
}

function requestFor(type: string, system: string, value: string): JsonRecord {
  return { method: "POST", url: type, ifNoneExist: `identifier=${encodeURIComponent(`${system}|${value}`)}` };
}
