/**
 * Whether an instrument from outside holds together: licence, names, and that everything it speaks of is there. Its shape
 * was read before (protocol). The rule that must not break: what is refused is refused with its place, nothing is mended.
 */
import { isAddOn } from "./add-on.ts";
import { checkAddOn } from "./add-on-checks.ts";
import type { Instrument, Item } from "./instrument.ts";
import { type LicenceRefusal, refusalOfLicence } from "./licence.ts";
import { asksAboutHarm } from "./outside-route.ts";

/** Each has its own sentence: `therapistDefinition…` in the messages. */
export type DefinitionFaultKind =
  | LicenceRefusal
  | "notADefinition"
  | "noLicence"
  /** A part or a kind that this version does not know. */
  | "unknownPart"
  | "missing"
  | "badValue"
  | "duplicate"
  | "absentItem"
  /** The name belongs to a set that ships. */
  | "nameTaken"
  | "aboutHarm";

export interface DefinitionFault {
  readonly kind: DefinitionFaultKind;
  /** As in the file: `items[3].text`. */
  readonly where: string;
}

export interface CheckFacts {
  /** Day, ISO 8601. */
  readonly today: string;
  readonly isTaken: (id: string) => boolean;
  /** Read for standing beside a set; else a form about harm is refused. */
  readonly asAddOn?: boolean;
}

export function checkDefinition(instrument: Instrument, facts: CheckFacts): readonly DefinitionFault[] {
  const { today, isTaken } = facts;
  const licence = refusalOfLicence(instrument.licence, today);
  return [
    ...(licence === null ? [] : [{ kind: licence, where: LICENCE_PLACES[licence] }]),
    ...checkUse(instrument, facts),
    ...(isTaken(instrument.id) ? [{ kind: "nameTaken", where: "id" } as const] : []),
    ...instrument.items.flatMap((item, at) => checkItem(item, `items[${at}]`, instrument)),
    ...checkScoring(instrument),
  ];
}

/** A form about harm is never asked like any other: beside a set it has a way out of this therapy. */
function checkUse(instrument: Instrument, { asAddOn = false }: CheckFacts): readonly DefinitionFault[] {
  if (asAddOn && isAddOn(instrument)) return checkAddOn(instrument);
  return asksAboutHarm(instrument.id) ? [{ kind: "aboutHarm", where: "id" }] : [];
}

const LICENCE_PLACES: Readonly<Record<LicenceRefusal, string>> = {
  electronicUse: "licence.electronicUse",
  attestation: "licence.attestedBy",
  expired: "licence.expires",
};

function checkItem(item: Item, where: string, { items }: Instrument): readonly DefinitionFault[] {
  const first = items.find(({ id }) => id === item.id);
  return [
    ...(first === item ? [] : [{ kind: "duplicate", where: `${where}.id` } as const]),
    ...checkResponses(item, where),
    ...checkShowIf(item, where, items),
  ];
}

function checkResponses({ responses, core }: Item, where: string): readonly DefinitionFault[] {
  const place = `${where}.responseSet`;
  if (responses.type === "choice") {
    const codes = responses.choices.map(({ code }) => code);
    const isScored = responses.choices.every(({ value }) => value !== undefined);
    if (new Set(codes).size !== codes.length) return [{ kind: "duplicate", where: place }];
    return core && !isScored ? [{ kind: "missing", where: `${place}: value` }] : [];
  }
  return core && responses.type === "text" ? [{ kind: "badValue", where: `${where}.core` }] : [];
}

/** Only after an earlier question, and only for answers that this one has. */
function checkShowIf({ showIf, id }: Item, where: string, items: readonly Item[]): readonly DefinitionFault[] {
  if (showIf === undefined) return [];
  const asked = items.find((one) => one.id === showIf.item);
  const isEarlier = items.findIndex((one) => one.id === showIf.item) < items.findIndex((one) => one.id === id);
  if (asked === undefined || !isEarlier) return [{ kind: "absentItem", where: `${where}.showIf.item` }];
  const isAnswer = (value: number | string): boolean =>
    asked.responses.type === "choice"
      ? asked.responses.choices.some(({ code }) => code === value)
      : asked.responses.type === "scale" && typeof value === "number";
  return showIf.anyOf.every(isAnswer) ? [] : [{ kind: "badValue", where: `${where}.showIf.anyOf` }];
}

function checkScoring({ scoring, rotation, items }: Instrument): readonly DefinitionFault[] {
  const lists: readonly (readonly [string, readonly string[]])[] = [
    ...Object.entries(scoring.scales).map(([name, ids]) => [`scoring.scales.${name}`, ids] as const),
    ["scoring.total", scoring.total],
    ...(rotation === undefined ? [] : [["rotation.items", rotation.items] as const]),
  ];
  const isThere = (id: string): boolean => items.some((item) => item.id === id);
  return lists.flatMap(([where, ids]) => [
    ...ids.flatMap((id) => (isThere(id) ? [] : [{ kind: "absentItem", where: `${where}: ${id}` } as const])),
    ...(new Set(ids).size === ids.length ? [] : [{ kind: "duplicate", where } as const]),
  ]);
}
