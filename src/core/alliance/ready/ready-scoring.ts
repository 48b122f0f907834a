/**
 * How a known instrument is scored, without a word of it: whoever holds its licence brings the text, and the two are joined
 * to a definition. What a source states and what is only remembered are kept apart. The rule that must not break: nothing
 * here is taken for checked that stands in `unverified`, and a key that no source gave is never made up.
 */
import type { DefinitionFault } from "../definition-checks.ts";
import type {
  Instrument,
  Interpretation,
  Item,
  ItemTopic,
  Licence,
  ResponseSet,
  Scoring,
  TherapySetting,
} from "../instrument.ts";

/** Numbers of items, counted from 1. */
export interface ReadyKey {
  readonly scales: Readonly<Record<string, readonly number[]>>;
  readonly reversed: readonly number[];
}

export interface ReadyScoring {
  readonly id: string;
  readonly title: string;
  readonly perspective: Instrument["perspective"];
  readonly settings: readonly TherapySetting[];
  /** Null where forms differ: the file says how many there are. */
  readonly itemCount: number | null;
  /** A scale in steps, or the numbers that an answer can have. */
  readonly answers: { readonly min: number; readonly max: number; readonly step: number } | readonly number[];
  /** What the items of each scale ask about; also the names that a key from the file must use. */
  readonly scales: Readonly<Record<string, ItemTopic>>;
  /** Null: the file must bring it. */
  readonly key: ReadyKey | null;
  readonly method: Scoring["method"];
  /** False: there are scales, and no score over them. */
  readonly hasTotal: boolean;
  readonly interpretation?: Interpretation;
  readonly sources: readonly string[];
  /** From memory, in need of a look at the manual before anybody relies on it. */
  readonly unverified: readonly string[];
}

/** What the holder of a licence brings. */
export interface HeldTexts {
  readonly version: string;
  readonly language: string;
  readonly licence: Licence;
  /** In the order of the form. */
  readonly texts: readonly string[];
  /** One for each answer, or one for each end. */
  readonly labels: readonly string[];
  readonly key?: ReadyKey;
}

export type Joined =
  | { readonly kind: "joined"; readonly instrument: Instrument }
  | { readonly kind: "refused"; readonly fault: DefinitionFault };

/** Three of four items, as short forms are usually prorated (clinical paper, 2.4). */
const MIN_ANSWERED = 0.75;

export function joinReady(ready: ReadyScoring, held: HeldTexts): Joined {
  const { texts, labels } = held;
  const key = ready.key ?? held.key ?? null;
  if (key === null) return refused("missing", "key");
  if (ready.key !== null && held.key !== undefined) return refused("unknownPart", "key");
  if (texts.length !== (ready.itemCount ?? texts.length)) return refused("missing", `texts: ${ready.itemCount}`);
  const responses = responsesOf(ready.answers, labels);
  if (responses === null) return refused("missing", "labels");
  const wrong = findKeyFault(ready, key, texts.length);
  if (wrong !== null) return { kind: "refused", fault: wrong };
  const items = texts.map((text, at) => itemOf(at + 1, text, responses, ready, key));
  const { id, title, perspective, settings, interpretation } = ready;
  const { version, language, licence } = held;
  const scoring = scoringOf(ready, key, items);
  const facts = { id, version, title, language, perspective, settings, licence, items, scoring };
  return { kind: "joined", instrument: { ...facts, ...(interpretation && { interpretation }) } };
}

function refused(kind: DefinitionFault["kind"], where: string): Joined {
  return { kind: "refused", fault: { kind, where } };
}

/** Two labels are the ends of a scale, more are the names of its steps. */
function responsesOf(answers: ReadyScoring["answers"], labels: readonly string[]): ResponseSet | null {
  const values = Array.isArray(answers) ? (answers as readonly number[]) : null;
  const [low, high] = labels;
  if (values === null && labels.length === 2 && low !== undefined && high !== undefined) {
    const { min, max, step } = answers as Exclude<ReadyScoring["answers"], readonly number[]>;
    return { type: "scale", min, max, step, ends: [low, high] };
  }
  const all = values ?? stepsOf(answers as Exclude<ReadyScoring["answers"], readonly number[]>);
  if (labels.length !== all.length) return null;
  return { type: "choice", choices: all.map((value, at) => ({ code: codeOf(value), label: labels[at] ?? "", value })) };
}

export function stepsOf({ min, max, step }: { readonly min: number; readonly max: number; readonly step: number }) {
  return Array.from({ length: Math.round((max - min) / step) + 1 }, (_, at) => min + at * step);
}

/** Codes begin with a letter or a digit. */
function codeOf(value: number): string {
  return value < 0 ? `minus${-value}` : String(value);
}

function findKeyFault(ready: ReadyScoring, key: ReadyKey, count: number): DefinitionFault | null {
  const isItem = (item: number): boolean => Number.isInteger(item) && item >= 1 && item <= count;
  for (const [name, items] of Object.entries(key.scales)) {
    if (ready.scales[name] === undefined) return { kind: "unknownPart", where: `key.scales.${name}` };
    const absent = items.find((item) => !isItem(item));
    if (absent !== undefined) return { kind: "absentItem", where: `key.scales.${name}: ${absent}` };
  }
  const unnamed = Object.keys(ready.scales).find((name) => (key.scales[name] ?? []).length === 0);
  if (unnamed !== undefined) return { kind: "missing", where: `key.scales.${unnamed}` };
  const absent = key.reversed.find((item) => !isItem(item));
  return absent === undefined ? null : { kind: "absentItem", where: `key.reversed: ${absent}` };
}

function itemOf(number: number, text: string, responses: ResponseSet, ready: ReadyScoring, key: ReadyKey): Item {
  const scale = Object.keys(ready.scales).find((name) => key.scales[name]?.includes(number));
  const topic = (scale === undefined ? null : ready.scales[scale]) ?? "other";
  const core = ready.hasTotal && scale !== undefined;
  return { id: itemId(number), text, topic, core, reverse: key.reversed.includes(number), responses };
}

export function itemId(number: number): string {
  return `i${number}`;
}

function scoringOf({ method, hasTotal, answers }: ReadyScoring, key: ReadyKey, items: readonly Item[]): Scoring {
  const values = "min" in answers ? [answers.min, answers.max] : answers;
  const [min, max] = [Math.min(...values), Math.max(...values)];
  const total = hasTotal ? items.filter(({ core }) => core).map(({ id }) => id) : [];
  const scales = Object.entries(key.scales).map(([name, numbers]) => [name, numbers.map(itemId)]);
  const times = method === "sum" ? Math.max(total.length, 1) : 1;
  return {
    method,
    scales: Object.fromEntries(scales),
    total,
    minAnswered: MIN_ANSWERED,
    range: [times * min, times * max],
  };
}
