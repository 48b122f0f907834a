/**
 * What our resources refer to, as FHIR R4: the Questionnaire of an instrument, the CodeSystem of its choices and that of
 * the scores. Published in docs/fhir, for practices that map them onto codes of their own.
 */
import type { Instrument, Item } from "../core/alliance/instrument.ts";
import { codeSystemOf } from "./fhir-response.ts";
import { SCORE_NAMES, SCORE_SYSTEM } from "./fhir-scores.ts";
import type { JsonRecord } from "./json.ts";
import { FHIR_BASE } from "./questionnaire-response.ts";

const EXTENSIONS = "http://hl7.org/fhir/StructureDefinition";

/** Name of a FHIR resource: letters and digits, beginning with a capital. */
function computerName(text: string): string {
  return text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase());
}

export function toQuestionnaire(instrument: Instrument): JsonRecord {
  const { id, version, title, licence, items } = instrument;
  return {
    resourceType: "Questionnaire",
    id,
    url: `${FHIR_BASE}/Questionnaire/${id}`,
    version,
    name: computerName(title),
    title,
    status: "active",
    subjectType: ["Patient"],
    copyright: licence.line,
    item: items.map((item) => toItem(item, instrument)),
  };
}

function toItem(item: Item, instrument: Instrument): JsonRecord {
  const { id, text, showIf } = item;
  return {
    ...boundsOf(item),
    linkId: id,
    ...(instrument.licence.electronicUse && { text }),
    ...typeOf(item, instrument),
    ...(showIf && { enableWhen: enableWhen(showIf, instrument), enableBehavior: "any" }),
    // Nobody is made to answer.
    required: false,
  };
}

function boundsOf({ responses }: Item): JsonRecord {
  if (responses.type !== "scale") return {};
  const { min, max } = responses;
  const extension = [
    { url: `${EXTENSIONS}/minValue`, valueInteger: min },
    { url: `${EXTENSIONS}/maxValue`, valueInteger: max },
  ];
  return { extension };
}

function typeOf({ responses }: Item, instrument: Instrument): JsonRecord {
  switch (responses.type) {
    case "scale":
      return { type: "integer" };
    case "text":
      return { type: "text", maxLength: responses.maxLength };
    case "choice":
      return {
        type: "choice",
        answerOption: responses.choices.map(({ code, label }) => ({
          valueCoding: { ...codingOf(code, instrument), display: label },
        })),
      };
  }
}

function enableWhen({ item, anyOf }: NonNullable<Item["showIf"]>, instrument: Instrument): readonly JsonRecord[] {
  return anyOf.map((value) => ({
    question: item,
    operator: "=",
    ...(typeof value === "number" ? { answerInteger: value } : { answerCoding: codingOf(value, instrument) }),
  }));
}

function codingOf(code: string, instrument: Instrument): JsonRecord {
  return { system: codeSystemOf(instrument), version: instrument.version, code };
}

/** Each code once: inside one instrument a code means one thing. */
export function toCodeSystem(instrument: Instrument): JsonRecord {
  const { id, version, title, licence, items } = instrument;
  const labels = new Map<string, string>();
  for (const { responses } of items) {
    if (responses.type !== "choice") continue;
    for (const { code, label } of responses.choices) labels.set(code, label);
  }
  const facts = { id, url: codeSystemOf(instrument), version, title: `${title}: choices`, copyright: licence.line };
  return codeSystem(facts, labels);
}

export function scoreCodeSystem(): JsonRecord {
  const facts = { id: "score", url: SCORE_SYSTEM, version: "1", title: "Aftersession scores", copyright: "CC0-1.0" };
  return codeSystem(facts, new Map(Object.entries(SCORE_NAMES)));
}

interface CodeSystemFacts {
  readonly id: string;
  readonly url: string;
  readonly version: string;
  readonly title: string;
  readonly copyright: string;
}

function codeSystem(facts: CodeSystemFacts, labels: ReadonlyMap<string, string>): JsonRecord {
  const { id, url, version, title, copyright } = facts;
  return {
    resourceType: "CodeSystem",
    id,
    url,
    version,
    name: computerName(title),
    title,
    status: "active",
    copyright,
    caseSensitive: true,
    content: "complete",
    count: labels.size,
    concept: [...labels].map(([code, display]) => ({ code, display })),
  };
}
