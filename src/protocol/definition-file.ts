/**
 * A definition file: an instrument as whoever holds its licence brings it, whole or as the text for a ready scoring. Read
 * field by field; docs/instruments.md and docs/instrument.schema.json say what goes in. The rule that must not break: one
 * fault refuses the whole file, and every fault is named with its place.
 */
import { type CheckFacts, checkDefinition, type DefinitionFault } from "../core/alliance/definition-checks.ts";
import { type Instrument, PERSPECTIVES, type ResponseSet, SETTINGS_OF_THERAPY } from "../core/alliance/instrument.ts";
import { findReady } from "../core/alliance/ready/index.ts";
import { type HeldTexts, joinReady, type ReadyKey } from "../core/alliance/ready/ready-scoring.ts";
import { isInstrumentName } from "../core/invite/checks.ts";
import { createFields, type Fields } from "./definition-fields.ts";
import { readItems } from "./definition-items.ts";
import {
  readInterpretation,
  readLicence,
  readResponseSet,
  readRotation,
  readScoring,
  readStats,
} from "./definition-parts.ts";
import { isRecord, type JsonRecord, parseJson } from "./json.ts";
import { type Attestation, isQuestionnaire, reshapeQuestionnaire } from "./questionnaire-import.ts";

export type DefinitionReading =
  | { readonly kind: "definition"; readonly instrument: Instrument }
  | { readonly kind: "refused"; readonly faults: readonly DefinitionFault[] };

/** The text of a file: a definition, or a FHIR R4 Questionnaire for which `attestation` vouches. */
export function readDefinitionText(
  text: string,
  facts: CheckFacts,
  attestation: Attestation | null,
): DefinitionReading {
  const input = parseJson(text.replace(/^\ufeff/, ""));
  if (!isRecord(input) || !isQuestionnaire(input)) return parseDefinition(input, facts);
  const { definition, faults } = reshapeQuestionnaire(input, attestation);
  return faults.length > 0 ? refusedFor(faults) : parseDefinition(definition, facts);
}

export function parseDefinition(input: unknown, facts: CheckFacts): DefinitionReading {
  if (!isRecord(input)) return refusedFor([{ kind: "notADefinition", where: "" }]);
  // Said by itself: without a licence nothing else of the file matters.
  if (!isRecord(input.licence)) return refusedFor([{ kind: "noLicence", where: "licence" }]);
  const faults: DefinitionFault[] = [];
  const fields = createFields(faults);
  const instrument = input.ready === undefined ? readWhole(input, fields) : readForReady(input, fields);
  if (faults.length === 0 && instrument !== null) faults.push(...checkDefinition(instrument, facts));
  return faults.length > 0 || instrument === null ? refusedFor(faults) : { kind: "definition", instrument };
}

function refusedFor(faults: readonly DefinitionFault[]): DefinitionReading {
  return { kind: "refused", faults };
}

const PARTS = [
  "id",
  "version",
  "title",
  "citation",
  "language",
  "translationOf",
  "translationApproved",
  "ageFrom",
  "ageTo",
  "perspective",
  "settings",
  "licence",
  "responseSets",
  "items",
  "rotation",
  "scoring",
  "interpretation",
  "stats",
];

function readWhole(input: JsonRecord, fields: Fields): Instrument {
  fields.only(input, PARTS, "");
  const sets = readResponseSets(input, fields);
  return {
    ...readName(input, fields),
    title: fields.text(input, "title", ""),
    ...fields.optional(input, "citation", () => fields.text(input, "citation", "")),
    language: readLanguage(input, "language", fields),
    ...fields.optional(input, "translationOf", () => readLanguage(input, "translationOf", fields)),
    ...fields.optional(input, "translationApproved", () => fields.flag(input, "translationApproved", "")),
    ...fields.optional(input, "ageFrom", () => fields.number(input, "ageFrom", "")),
    ...fields.optional(input, "ageTo", () => fields.number(input, "ageTo", "")),
    perspective: fields.oneOf(PERSPECTIVES, input, "perspective", "") ?? "client",
    settings: readSettings(input, fields),
    licence: readLicence(isRecord(input.licence) ? input.licence : {}, fields),
    items: readItems(input, sets, fields),
    ...(input.rotation !== undefined && { rotation: readRotation(input, fields) }),
    scoring: readScoring(fields.record(input, "scoring", "") ?? {}, fields),
    ...(input.interpretation !== undefined && { interpretation: readInterpretation(input, fields) }),
    ...(input.stats !== undefined && { stats: readStats(input, fields) }),
  };
}

function readName(input: JsonRecord, fields: Fields): Pick<Instrument, "id" | "version"> {
  const [id, version] = [fields.text(input, "id", ""), fields.text(input, "version", "")];
  if (id !== "" && version !== "" && !isInstrumentName(`${id}|${version}`)) fields.note("badValue", "id, version");
  return { id, version };
}

/** As browsers write it: `en`, `pt-BR`. */
function readLanguage(input: JsonRecord, key: string, fields: Fields): string {
  const language = fields.text(input, key, "");
  if (language !== "" && !/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) fields.note("badValue", key);
  return language;
}

function readSettings(input: JsonRecord, fields: Fields): Instrument["settings"] {
  const named = fields.texts(input, "settings", "");
  const settings = SETTINGS_OF_THERAPY.filter((setting) => named.includes(setting));
  if (settings.length === 0 || settings.length < named.length) fields.note("unknownPart", "settings");
  return settings;
}

function readResponseSets(input: JsonRecord, fields: Fields): Readonly<Record<string, ResponseSet>> {
  const sets = fields.record(input, "responseSets", "") ?? {};
  const read = Object.entries(sets).map(([name, set]) => {
    const at = `responseSets.${name}`;
    if (!isRecord(set)) fields.note("badValue", at);
    return [name, readResponseSet(isRecord(set) ? set : {}, at, fields)] as const;
  });
  return Object.fromEntries(read);
}

/** The text of an instrument whose scoring is known here. */
function readForReady(input: JsonRecord, fields: Fields): Instrument | null {
  fields.only(input, ["ready", "version", "language", "licence", "texts", "labels", "key"], "");
  const ready = findReady(fields.text(input, "ready", ""));
  if (ready === null) {
    fields.note("unknownPart", "ready");
    return null;
  }
  const { version } = readName({ id: ready.id, version: input.version }, fields);
  const held: HeldTexts = {
    version,
    language: readLanguage(input, "language", fields),
    licence: readLicence(isRecord(input.licence) ? input.licence : {}, fields),
    texts: fields.texts(input, "texts", ""),
    labels: fields.texts(input, "labels", ""),
    ...(input.key !== undefined && { key: readKey(input, fields) }),
  };
  const joined = joinReady(ready, held);
  if (joined.kind === "joined") return joined.instrument;
  fields.note(joined.fault.kind, joined.fault.where);
  return null;
}

function readKey(input: JsonRecord, fields: Fields): ReadyKey {
  const key = fields.record(input, "key", "") ?? {};
  fields.only(key, ["scales", "reversed"], "key");
  const scales = fields.record(key, "scales", "key") ?? {};
  return {
    scales: Object.fromEntries(
      Object.keys(scales).map((name) => [name, readNumbers(scales, name, "key.scales", fields)]),
    ),
    reversed: readNumbers(key, "reversed", "key", fields),
  };
}

function readNumbers(record: JsonRecord, key: string, where: string, fields: Fields): readonly number[] {
  const numbers = fields.list(record, key, where, 120);
  const whole = numbers.filter((number) => typeof number === "number");
  if (whole.length < numbers.length) fields.note("badValue", `${where}.${key}`);
  return whole;
}
