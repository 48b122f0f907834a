/** What a Questionnaire has no field for, as extensions of the whole. Who vouches for a licence stays at home. */
import type { Instrument, InstrumentStats, Interpretation, Licence, Scoring } from "../core/alliance/instrument.ts";
import type { JsonRecord } from "./json.ts";
import { EXTENSION, extension, part, parts } from "./questionnaire-parts.ts";

export function instrumentExtensions(instrument: Instrument): readonly JsonRecord[] {
  const { licence, scoring, interpretation, stats } = instrument;
  return [
    extension(EXTENSION.instrument, factsOf(instrument)),
    extension(EXTENSION.licence, licenceParts(licence)),
    extension(EXTENSION.scoring, scoringParts(scoring)),
    ...(interpretation ? [extension(EXTENSION.interpretation, interpretationParts(interpretation))] : []),
    ...(stats ? [extension(EXTENSION.stats, statsParts(stats))] : []),
  ];
}

function factsOf(instrument: Instrument): readonly JsonRecord[] {
  const { perspective, settings, citation, translationOf, translationApproved, ageFrom, ageTo, rotation } = instrument;
  return [
    ...part("perspective", "Code", perspective),
    ...parts("setting", "Code", settings),
    ...part("citation", "String", citation),
    ...part("translationOf", "Code", translationOf),
    ...part("translationApproved", "Boolean", translationApproved),
    ...part("ageFrom", "Integer", ageFrom),
    ...part("ageTo", "Integer", ageTo),
    ...part("rotationEvery", "PositiveInt", rotation?.every),
    ...parts("rotates", "String", rotation?.items),
  ];
}

function licenceParts(licence: Licence): readonly JsonRecord[] {
  return [
    ...part("tier", "Code", licence.tier),
    ...part("holder", "String", licence.holder),
    ...part("terms", "String", licence.terms),
    ...part("link", "Uri", licence.link),
    ...part("electronicUse", "Boolean", licence.electronicUse),
    ...part("changesAllowed", "Boolean", licence.changesAllowed),
    ...part("redistribution", "Boolean", licence.redistribution),
    ...part("evidence", "String", licence.evidence),
    ...part("expires", "Date", licence.expires),
  ];
}

function scoringParts({ method, minAnswered, range, total, scales }: Scoring): readonly JsonRecord[] {
  const [low, high] = range;
  return [
    ...part("method", "Code", method),
    ...part("minAnswered", "Decimal", minAnswered),
    ...part("low", "Decimal", low),
    ...part("high", "Decimal", high),
    ...parts("total", "String", total),
    ...Object.entries(scales).map(([name, ids]) =>
      extension("scale", [...part("name", "String", name), ...parts("item", "String", ids)]),
    ),
  ];
}

function interpretationParts({ cutoff, bands, source, population }: Interpretation): readonly JsonRecord[] {
  return [
    ...part("cutoff", "Decimal", cutoff),
    ...(bands ?? []).map(({ from, to, label }) =>
      extension("band", [
        ...part("from", "Decimal", from),
        ...part("to", "Decimal", to),
        ...part("label", "String", label),
      ]),
    ),
    ...part("source", "String", source),
    ...part("population", "String", population),
  ];
}

function statsParts({ sd, reliability, source }: InstrumentStats): readonly JsonRecord[] {
  return [
    ...part("sd", "Decimal", sd),
    ...part("reliability", "Decimal", reliability),
    ...part("source", "String", source),
  ];
}
