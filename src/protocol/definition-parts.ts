/** The parts of a definition, read one by one: licence, sets of answers, scoring, what figures are held to mean. */
import {
  type Choice,
  type Instrument,
  type InstrumentStats,
  type Interpretation,
  type Licence,
  type ResponseSet,
  type Scoring,
  TENSIONS,
  TIERS,
} from "../core/alliance/instrument.ts";
import { type Fields, placeOf } from "./definition-fields.ts";
import { isRecord, type JsonRecord } from "./json.ts";

export const MAX_CHOICES = 20;
/** A line of ten centimetres, read to the millimetre. */
const MAX_STEPS = 101;
/** As much as a response may carry. */
const MAX_TEXT_ANSWER = 2_000;

export function readLicence(record: JsonRecord, fields: Fields): Licence {
  const at = "licence";
  fields.only(record, LICENCE_PARTS, at);
  const day = (key: string) => readDay(record, key, at, fields);
  return {
    tier: fields.oneOf(TIERS, record, "tier", at) ?? "imported",
    holder: fields.text(record, "holder", at),
    terms: fields.text(record, "terms", at),
    line: fields.text(record, "line", at),
    ...fields.optional(record, "link", () => fields.text(record, "link", at)),
    electronicUse: fields.flag(record, "electronicUse", at, false),
    changesAllowed: fields.flag(record, "changesAllowed", at, false),
    redistribution: fields.flag(record, "redistribution", at, false),
    evidence: fields.text(record, "evidence", at),
    ...fields.optional(record, "attestedBy", () => fields.text(record, "attestedBy", at)),
    ...fields.optional(record, "attestedOn", () => day("attestedOn")),
    ...fields.optional(record, "expires", () => day("expires")),
  };
}
const LICENCE_PARTS = [
  "tier",
  "holder",
  "terms",
  "line",
  "link",
  "electronicUse",
  "changesAllowed",
  "redistribution",
  "evidence",
  "attestedBy",
  "attestedOn",
  "expires",
];

function readDay(record: JsonRecord, key: string, where: string, fields: Fields): string {
  const day = fields.text(record, key, where);
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day));
  if (day !== "" && !isDay) fields.note("badValue", placeOf(where, key));
  return day;
}

export function readResponseSet(record: JsonRecord, at: string, fields: Fields): ResponseSet {
  switch (fields.oneOf(["scale", "choice", "yesno", "text"], record, "type", at)) {
    case "scale":
      return readScale(record, at, fields);
    case "choice":
      fields.only(record, ["type", "choices"], at);
      return { type: "choice", choices: readChoices(record, at, fields) };
    case "yesno":
      return readYesNo(record, at, fields);
    case "text": {
      fields.only(record, ["type", "maxLength"], at);
      const maxLength = fields.number(record, "maxLength", at);
      if (!isWholeIn(maxLength, 1, MAX_TEXT_ANSWER)) fields.note("badValue", `${at}.maxLength`);
      return { type: "text", maxLength };
    }
    case null:
      return { type: "text", maxLength: 1 };
  }
}

/** With a name for every step it is a choice whose answers have numbers. */
function readScale(record: JsonRecord, at: string, fields: Fields): ResponseSet {
  fields.only(record, ["type", "min", "max", "step", "ends", "labels"], at);
  const [min, max] = [fields.number(record, "min", at), fields.number(record, "max", at)];
  const step = record.step === undefined ? 1 : fields.number(record, "step", at);
  const steps = (max - min) / step;
  const fits = step > 0 && steps >= 1 && steps < MAX_STEPS && Math.abs(steps - Math.round(steps)) < 1e-6;
  if (!fits) fields.note("badValue", `${at}.step`);
  if (record.labels !== undefined && fits) {
    const labels = fields.texts(record, "labels", at);
    if (labels.length !== Math.round(steps) + 1) fields.note("badValue", `${at}.labels`);
    const choices = labels.map((label, index): Choice => {
      const value = min + index * step;
      return { code: value < 0 ? `minus${-value}` : String(value), label, value };
    });
    return { type: "choice", choices };
  }
  const [low = "", high = "", third] = fields.texts(record, "ends", at);
  if (low === "" || high === "" || third !== undefined) fields.note("badValue", `${at}.ends`);
  return { type: "scale", min, max, step, ends: [low, high] };
}

function readYesNo(record: JsonRecord, at: string, fields: Fields): ResponseSet {
  fields.only(record, ["type", "labels"], at);
  const [no = "", yes = "", third] = fields.texts(record, "labels", at);
  if (no === "" || yes === "" || third !== undefined) fields.note("badValue", `${at}.labels`);
  const choices = [
    { code: "no", label: no, value: 0 },
    { code: "yes", label: yes, value: 1 },
  ];
  return { type: "choice", choices };
}

function readChoices(record: JsonRecord, at: string, fields: Fields): readonly Choice[] {
  const choices = fields.list(record, "choices", at, MAX_CHOICES);
  if (choices.length < 2) fields.note("badValue", `${at}.choices`);
  return choices.map((choice, index) => {
    const place = `${at}.choices[${index}]`;
    if (!isRecord(choice)) {
      fields.note("badValue", place);
      return { code: "", label: "" };
    }
    fields.only(choice, ["code", "label", "value", "countsAs"], place);
    return {
      code: readId(choice, "code", place, fields),
      label: fields.text(choice, "label", place),
      ...fields.optional(choice, "value", () => fields.number(choice, "value", place)),
      ...(choice.countsAs !== undefined && {
        countsAs: fields.oneOf(TENSIONS, choice, "countsAs", place) ?? "unsure",
      }),
    };
  });
}

/** In the form, in answers and in FHIR: one word without spaces. */
export function readId(record: JsonRecord, key: string, where: string, fields: Fields): string {
  const id = fields.text(record, key, where);
  if (id !== "" && !/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(id)) fields.note("badValue", placeOf(where, key));
  return id;
}

export function readScoring(record: JsonRecord, fields: Fields): Scoring {
  const at = "scoring";
  fields.only(record, ["method", "scales", "total", "minAnswered", "range"], at);
  const scales = fields.record(record, "scales", at) ?? {};
  const minAnswered = fields.number(record, "minAnswered", at);
  if (minAnswered <= 0 || minAnswered > 1) fields.note("badValue", `${at}.minAnswered`);
  const [low, high, third] = fields.list(record, "range", at, 2);
  const isRange = typeof low === "number" && typeof high === "number" && low < high && third === undefined;
  if (!isRange) fields.note("badValue", `${at}.range`);
  return {
    method: fields.oneOf(["mean", "sum"], record, "method", at) ?? "mean",
    scales: Object.fromEntries(Object.keys(scales).map((name) => [name, fields.texts(scales, name, `${at}.scales`)])),
    total: fields.texts(record, "total", at),
    minAnswered,
    range: isRange ? [low, high] : [0, 1],
  };
}

export function readRotation(parent: JsonRecord, fields: Fields): NonNullable<Instrument["rotation"]> {
  const record = fields.record(parent, "rotation", "") ?? {};
  fields.only(record, ["every", "items"], "rotation");
  const every = fields.number(record, "every", "rotation");
  if (!isWholeIn(every, 1, 100)) fields.note("badValue", "rotation.every");
  return { every, items: fields.texts(record, "items", "rotation") };
}

/** Whoever says what a figure means says where that was found, and for whom. */
export function readInterpretation(parent: JsonRecord, fields: Fields): Interpretation {
  const at = "interpretation";
  const record = fields.record(parent, at, "") ?? {};
  fields.only(record, ["cutoff", "bands", "source", "population"], at);
  const bands = record.bands === undefined ? [] : fields.list(record, "bands", at, MAX_CHOICES);
  return {
    ...fields.optional(record, "cutoff", () => fields.number(record, "cutoff", at)),
    ...(record.bands !== undefined && {
      bands: bands.map((band, index) => readBand(band, `${at}.bands[${index}]`, fields)),
    }),
    source: fields.text(record, "source", at),
    population: fields.text(record, "population", at),
  };
}

function readBand(input: unknown, at: string, fields: Fields) {
  const band = isRecord(input) ? input : {};
  fields.only(band, ["from", "to", "label"], at);
  return {
    from: fields.number(band, "from", at),
    to: fields.number(band, "to", at),
    label: fields.text(band, "label", at),
  };
}

export function readStats(parent: JsonRecord, fields: Fields): InstrumentStats {
  const at = "stats";
  const record = fields.record(parent, at, "") ?? {};
  fields.only(record, ["sd", "reliability", "source"], at);
  const [sd, reliability] = [fields.number(record, "sd", at), fields.number(record, "reliability", at)];
  if (sd <= 0) fields.note("badValue", `${at}.sd`);
  if (reliability < 0 || reliability > 1) fields.note("badValue", `${at}.reliability`);
  return { sd, reliability, source: fields.text(record, "source", at) };
}

function isWholeIn(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
