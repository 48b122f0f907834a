/**
 * What our resources refer to, as FHIR R4: the Questionnaire of an instrument, the CodeSystem of its choices and that of
 * the scores. Published in docs/fhir, for practices that map them onto codes of their own; questionnaire-import.ts reads
 * the first back. The rule that must not break: the words of an imported instrument do not leave with it.
 */
import type { Choice, Instrument, Item } from "../core/alliance/instrument.ts";
import { mayTextTravel } from "../core/alliance/licence.ts";
import { codeSystemOf } from "./fhir-response.ts";
import { SCORE_NAMES, SCORE_SYSTEM } from "./fhir-scores.ts";
import type { JsonRecord } from "./json.ts";
import { instrumentExtensions } from "./questionnaire-extensions.ts";
import { CONTROLS, EXTENSION, extension, part } from "./questionnaire-parts.ts";
import { FHIR_BASE } from "./questionnaire-response.ts";

/** Name of a FHIR resource: letters and digits, beginning with a capital. */
function computerName(text: string): string {
  return text.replace(/[^A-Za-z0-9]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase());
}

export function toQuestionnaire(instrument: Instrument): JsonRecord {
  const { id, version, title, language, licence, items } = instrument;
  return {
    resourceType: "Questionnaire",
    id,
    language,
    extension: instrumentExtensions(instrument),
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
    extension: [...boundsOf(item), factsOf(item)],
    linkId: id,
    ...(mayTextTravel(instrument.licence) && { text }),
    ...typeOf(item, instrument),
    ...(showIf && { enableWhen: enableWhen(showIf, instrument), enableBehavior: "any" }),
    // Nobody is made to answer.
    required: false,
    ...endsOf(item, instrument),
  };
}

function factsOf({ topic, core, reverse }: Item): JsonRecord {
  return extension(EXTENSION.item, [
    ...part("facet", "Code", topic),
    ...part("core", "Boolean", core),
    ...part("reverse", "Boolean", reverse),
  ]);
}

/** A slider for other programs: the one control of FHIR that has bounds and a step. */
function boundsOf({ responses }: Item): readonly JsonRecord[] {
  if (responses.type !== "scale") return [];
  const { min, max, step } = responses;
  const type = isWhole(responses) ? "Integer" : "Decimal";
  return [
    ...part(EXTENSION.minValue, type, min),
    ...part(EXTENSION.maxValue, type, max),
    // FHIR knows whole steps only; finer ones are read off ours.
    ...part(EXTENSION.step, "Integer", Number.isInteger(step) ? step : undefined),
    ...part(EXTENSION.fineStep, "Decimal", Number.isInteger(step) ? undefined : step),
    controlled("slider"),
  ];
}

function isWhole({ min, step }: { readonly min: number; readonly step: number }): boolean {
  return Number.isInteger(min) && Number.isInteger(step);
}

function controlled(code: "slider" | "lower" | "upper"): JsonRecord {
  return { url: EXTENSION.control, valueCodeableConcept: { coding: [{ system: CONTROLS, code }] } };
}

/** What stands at the ends of a scale, as the display items that FHIR has for it. */
function endsOf({ id, responses }: Item, { licence }: Instrument): JsonRecord {
  if (responses.type !== "scale" || !mayTextTravel(licence)) return {};
  const [low, high] = responses.ends;
  const end = (code: "lower" | "upper", text: string): JsonRecord => {
    return { extension: [controlled(code)], linkId: `${id}.${code}`, text, type: "display" };
  };
  return { item: [end("lower", low), end("upper", high)] };
}

function typeOf({ responses }: Item, instrument: Instrument): JsonRecord {
  switch (responses.type) {
    case "scale":
      return { type: isWhole(responses) ? "integer" : "decimal" };
    case "text":
      return { type: "text", maxLength: responses.maxLength };
    case "choice":
      return { type: "choice", answerOption: responses.choices.map((choice) => toOption(choice, instrument)) };
  }
}

function toOption({ code, label, value, countsAs }: Choice, instrument: Instrument): JsonRecord {
  const ordinal = part(EXTENSION.ordinal, "Decimal", value);
  const meaning = part(EXTENSION.countsAs, "Code", countsAs);
  return {
    ...(meaning.length > 0 && { extension: meaning }),
    valueCoding: {
      ...(ordinal.length > 0 && { extension: ordinal }),
      ...codingOf(code, instrument),
      ...(mayTextTravel(instrument.licence) && { display: label }),
    },
  };
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
  const labels = new Map<string, string | null>();
  for (const { responses } of items) {
    if (responses.type !== "choice") continue;
    for (const { code, label } of responses.choices) labels.set(code, mayTextTravel(licence) ? label : null);
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

function codeSystem(facts: CodeSystemFacts, labels: ReadonlyMap<string, string | null>): JsonRecord {
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
    concept: [...labels].map(([code, display]) => ({ code, ...(display !== null && { display }) })),
  };
}
