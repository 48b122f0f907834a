/** Our extensions of a whole Questionnaire, back into the parts of a definition file; usual values where they are missing. */
import { type JsonRecord, textIn } from "./json.ts";
import type { Attestation } from "./questionnaire-import.ts";
import { EXTENSION, extensionIn, listOf, valueIn, valuesIn } from "./questionnaire-parts.ts";

/** Of a Questionnaire that says nothing of scoring: it can be asked and read, and has no score. */
const NO_SCORE = { method: "mean", scales: {}, total: [], minAnswered: 0.75, range: [0, 10] };

export function definitionExtensions(questionnaire: JsonRecord, attestation: Attestation | null): JsonRecord {
  const facts = extensionIn(questionnaire, EXTENSION.instrument) ?? {};
  const scoring = extensionIn(questionnaire, EXTENSION.scoring);
  const interpretation = extensionIn(questionnaire, EXTENSION.interpretation);
  const stats = extensionIn(questionnaire, EXTENSION.stats);
  const settings = valuesIn(facts, "setting");
  return {
    ...there(facts, ["citation", "translationOf", "translationApproved", "ageFrom", "ageTo"]),
    perspective: valueIn(facts, "perspective") ?? "client",
    settings: settings.length > 0 ? settings : ["individual"],
    ...rotationOf(facts),
    ...licenceOf(questionnaire, attestation),
    scoring: scoring ? scoringOf(scoring) : NO_SCORE,
    ...(interpretation && { interpretation: interpretationOf(interpretation) }),
    ...(stats && { stats: there(stats, ["sd", "reliability", "source"]) }),
  };
}

/** Those parts that have a value. */
function there(facts: JsonRecord, names: readonly string[]): JsonRecord {
  const found = names.map((name) => [name, valueIn(facts, name)] as const);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

function rotationOf(facts: JsonRecord): JsonRecord {
  const every = valueIn(facts, "rotationEvery");
  return every === undefined ? {} : { rotation: { every, items: valuesIn(facts, "rotates") } };
}

const LICENCE_PARTS = ["tier", "holder", "terms", "link", "electronicUse", "changesAllowed", "redistribution"];

/** Without a word on rights there is no licence, whoever vouches. */
function licenceOf(questionnaire: JsonRecord, attestation: Attestation | null): JsonRecord {
  const { copyright, publisher } = questionnaire;
  const ours = extensionIn(questionnaire, EXTENSION.licence);
  if (copyright === undefined) return {};
  const vouched = attestation === null ? {} : { ...attestation };
  if (ours !== undefined) {
    return { licence: { line: copyright, ...there(ours, [...LICENCE_PARTS, "evidence", "expires"]), ...vouched } };
  }
  const said = {
    holder: publisher ?? copyright,
    terms: copyright,
    line: copyright,
    evidence: "the Questionnaire itself",
  };
  // Vouching is for use on screens: nobody else says so in FHIR.
  return { licence: { tier: "imported", ...said, electronicUse: attestation !== null, ...vouched } };
}

function scoringOf(scoring: JsonRecord): JsonRecord {
  const scales = listOf(scoring.extension).filter(({ url }) => url === "scale");
  return {
    ...there(scoring, ["method", "minAnswered"]),
    range: [valueIn(scoring, "low"), valueIn(scoring, "high")],
    total: valuesIn(scoring, "total"),
    scales: Object.fromEntries(scales.map((scale) => [textIn(valueIn(scale, "name")), valuesIn(scale, "item")])),
  };
}

function interpretationOf(interpretation: JsonRecord): JsonRecord {
  const bands = listOf(interpretation.extension).filter(({ url }) => url === "band");
  return {
    ...there(interpretation, ["cutoff", "source", "population"]),
    ...(bands.length > 0 && { bands: bands.map((band) => there(band, ["from", "to", "label"])) }),
  };
}
