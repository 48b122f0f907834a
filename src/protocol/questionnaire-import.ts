/**
 * A FHIR R4 Questionnaire as a definition: its own fields, the extensions other programs write, and ours where they are.
 * Only the shape is changed here; definition-file.ts reads the result like any other file. The rule that must not break:
 * what cannot be asked the same way here is refused, and FHIR has nobody who vouches for a licence, so the importer does.
 */
import type { DefinitionFault } from "../core/alliance/definition-checks.ts";
import type { JsonRecord } from "./json.ts";
import { definitionExtensions } from "./questionnaire-import-parts.ts";
import { EXTENSION, extensionIn, listOf, valueIn } from "./questionnaire-parts.ts";

/** Said by whoever imports: that they hold a licence for use on screens, and since when they say so (day, ISO 8601). */
export interface Attestation {
  readonly attestedBy: string;
  readonly attestedOn: string;
}

export interface ReshapedQuestionnaire {
  readonly definition: JsonRecord;
  readonly faults: readonly DefinitionFault[];
}

/** As long as a check-in's own text box. */
const USUAL_TEXT_LENGTH = 2_000;

export function isQuestionnaire(input: JsonRecord): boolean {
  return input.resourceType === "Questionnaire";
}

export function reshapeQuestionnaire(
  questionnaire: JsonRecord,
  attestation: Attestation | null,
): ReshapedQuestionnaire {
  const { url, id, name, version = "1", title = name, language = "en", item } = questionnaire;
  const items = listOf(item).map(readItem);
  const sets = Object.fromEntries(items.map(({ set }, at) => [`r${at + 1}`, set]));
  const definition = {
    id: id ?? (typeof url === "string" ? url.split("/").at(-1) : undefined),
    version,
    title,
    language,
    ...definitionExtensions(questionnaire, attestation),
    responseSets: sets,
    items: items.map(({ facts }, at) => ({ ...facts, responseSet: `r${at + 1}` })),
  };
  const faults = items.flatMap(({ unknown }, at) =>
    unknown.map((part): DefinitionFault => ({ kind: "unknownPart", where: `item[${at}].${part}` })),
  );
  return { definition, faults };
}

interface ReadItem {
  readonly facts: JsonRecord;
  readonly set: JsonRecord;
  readonly unknown: readonly string[];
}

/** An item with a value in it before it is asked, or that changes what it means, is not asked the same way here. */
const REFUSED = ["initial", "modifierExtension", "answerValueSet", "repeats"] as const;

function readItem(item: JsonRecord): ReadItem {
  const { linkId, text } = item;
  const facts = extensionIn(item, EXTENSION.item) ?? {};
  const [set, unknownSet] = readSet(item);
  const [showIf, unknownCondition] = readCondition(item);
  return {
    facts: {
      id: linkId,
      text,
      facet: valueIn(facts, "facet") ?? "other",
      core: valueIn(facts, "core") ?? false,
      reverse: valueIn(facts, "reverse") ?? false,
      ...(showIf && { showIf }),
    },
    set,
    unknown: [
      ...REFUSED.filter((part) => item[part] !== undefined && item[part] !== false),
      ...unknownSet,
      ...unknownCondition,
    ],
  };
}

type Read<T> = readonly [T, unknown: readonly string[]];
const NO_SET: JsonRecord = { type: "text", maxLength: 1 };

function readSet(item: JsonRecord): Read<JsonRecord> {
  switch (item.type) {
    case "integer":
    case "decimal":
      return [readScale(item), []];
    case "choice":
      return [{ type: "choice", choices: listOf(item.answerOption).map(readOption) }, []];
    case "boolean":
      // FHIR leaves the words to the program that asks.
      return [{ type: "yesno", labels: ["No", "Yes"] }, []];
    case "text":
    case "string":
      return [{ type: "text", maxLength: item.maxLength ?? USUAL_TEXT_LENGTH }, []];
    default:
      return [NO_SET, ["type"]];
  }
}

function readScale(item: JsonRecord): JsonRecord {
  const options = listOf(item.answerOption).map(({ valueInteger }) => valueInteger);
  const numbers = options.filter((value) => typeof value === "number");
  const [least, most] = numbers.length > 1 ? [Math.min(...numbers), Math.max(...numbers)] : [undefined, undefined];
  const end = (code: string): string => endOf(item, code);
  return {
    type: "scale",
    min: valueIn(item, EXTENSION.minValue) ?? least,
    max: valueIn(item, EXTENSION.maxValue) ?? most,
    step: valueIn(item, EXTENSION.fineStep) ?? valueIn(item, EXTENSION.step) ?? 1,
    ends: [end("lower"), end("upper")],
  };
}

/** The words of an end; its number where nobody gave words. */
function endOf(item: JsonRecord, code: string): string {
  const found = listOf(item.item).find((child) => {
    const control = valueIn(child, EXTENSION.control);
    return (
      child.type === "display" && listOf((control as JsonRecord | undefined)?.coding).some((one) => one.code === code)
    );
  });
  const words = found?.text ?? valueIn(item, code === "lower" ? EXTENSION.minValue : EXTENSION.maxValue);
  return typeof words === "string" || typeof words === "number" ? String(words) : "";
}

function readOption(option: JsonRecord): JsonRecord {
  const coding = (option.valueCoding ?? {}) as JsonRecord;
  const value = valueIn(coding, EXTENSION.ordinal) ?? valueIn(option, EXTENSION.ordinal);
  const countsAs = valueIn(option, EXTENSION.countsAs);
  const { code, display } = coding;
  return { code, label: display, ...(value !== undefined && { value }), ...(countsAs !== undefined && { countsAs }) };
}

/** One earlier question, and any of its answers. */
function readCondition({ enableWhen, enableBehavior }: JsonRecord): Read<JsonRecord | null> {
  const conditions = listOf(enableWhen);
  const [first] = conditions;
  if (first === undefined) return [null, []];
  const isSimple =
    conditions.every(({ question, operator }) => operator === "=" && question === first.question) &&
    (conditions.length === 1 || enableBehavior === "any");
  if (!isSimple) return [null, ["enableWhen"]];
  return [{ item: first.question, anyOf: conditions.map(answerOf) }, []];
}

function answerOf({ answerInteger, answerCoding, answerBoolean }: JsonRecord): unknown {
  if (answerBoolean !== undefined) return answerBoolean === true ? "yes" : "no";
  return answerInteger ?? (answerCoding as JsonRecord | undefined)?.code;
}
