import { isAddOn } from "../../core/alliance/add-on.ts";
import { packDefinition } from "../../core/alliance/definition.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { instrumentKey } from "../../core/alliance/instrument.ts";
import { findInstrument, INSTRUMENTS, isShippedId } from "../../core/alliance/instruments/index.ts";
import { refusalOfLicence } from "../../core/alliance/licence.ts";
import { asksAboutHarm, isHarmForm, type OutsideContacts } from "../../core/alliance/outside-route.ts";
import { type DefinitionReading, readDefinitionText } from "../../protocol/definition-file.ts";
import type { KeptInstrument, KeySummary } from "../../protocol/therapist-records.ts";
import type { Beside } from "./InviteAddOns.tsx";
import type { TherapistDesk } from "./therapist-actions.ts";

export interface DefinitionFacts {
  readonly kept: readonly KeptInstrument[];
  /** Who says that the licence allows use on screens, for files that cannot say it themselves; null: nobody. */
  readonly vouchedBy: string | null;
  readonly now: number;
}

/** A file of questions, read. One name stands for one text: another text under a name that is kept is refused. */
export function readDefinitionFile(text: string, { kept, vouchedBy, now }: DefinitionFacts): DefinitionReading {
  const today = dayOf(now);
  const attestation = vouchedBy === null ? null : { attestedBy: vouchedBy, attestedOn: today };
  const reading = readDefinitionText(text, { today, isTaken: isShippedId, asAddOn: true }, attestation);
  if (reading.kind === "refused") return reading;
  const before = kept.find(({ instrument }) => instrumentKey(instrument) === instrumentKey(reading.instrument));
  const isOther = before !== undefined && wordsOf(before.instrument) !== wordsOf(reading.instrument);
  return isOther ? { kind: "refused", faults: [{ kind: "nameTaken", where: "id, version" }] } : reading;
}

/** What a client can be asked: what ships, and what was brought here, is for clients and may be shown today. */
export function choicesOf(kept: readonly KeptInstrument[], now: number): readonly Instrument[] {
  return [...INSTRUMENTS, ...shownToday(kept, now).filter(({ id }) => !asksAboutHarm(id))];
}

/** What can stand beside them now and then, and whom a client can turn to. */
export function besideOf({ instruments, outside, key }: BesideFacts, now: number): Beside {
  const [sets, addOns] = [choicesOf(instruments, now), shownToday(instruments, now).filter(isAddOn)];
  return { sets, addOns, outside: outside ?? null, therapist: key.name };
}
type BesideFacts = Pick<TherapistDesk, "instruments" | "outside"> & { readonly key: KeySummary };

function shownToday(kept: readonly KeptInstrument[], now: number): readonly Instrument[] {
  const today = dayOf(now);
  return kept
    .map(({ instrument }) => instrument)
    .filter(({ perspective, licence }) => perspective === "client" && refusalOfLicence(licence, today) === null);
}

/** What stands beside the set in an invite: definitions, and the way outside where one of them needs it. */
export interface InvitedAddOns {
  readonly addOns: readonly string[];
  readonly outside: OutsideContacts | null;
}

export function addOnsFor(
  names: readonly string[],
  kept: readonly KeptInstrument[],
  outside: OutsideContacts | null,
): InvitedAddOns {
  const chosen = kept.map(({ instrument }) => instrument).filter((one) => names.includes(instrumentKey(one)));
  return {
    addOns: chosen.map((addOn) => JSON.stringify(packDefinition(addOn))),
    outside: chosen.some(isHarmForm) ? outside : null,
  };
}

/** The part of an invite that brings the questions along; none for a set that ships. */
export function questionsFor(key: string, kept: readonly KeptInstrument[]): string | null {
  const found = kept.find(({ instrument }) => instrumentKey(instrument) === key);
  return found === undefined ? null : JSON.stringify(packDefinition(found.instrument));
}

/** Numbers that were given stay readable, whatever became of the licence. */
export function finderFor(kept: readonly KeptInstrument[]): (key: string) => Instrument | null {
  const own = new Map(kept.map(({ instrument }) => [instrumentKey(instrument), instrument]));
  return (key) => findInstrument(key) ?? own.get(key) ?? null;
}

function wordsOf({ items, scoring }: Instrument): string {
  return JSON.stringify([items, scoring]);
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

/** `name|version` of all questions that clients of this therapist may have been asked. */
export function askedInstruments(kept: readonly KeptInstrument[]): readonly string[] {
  return [...INSTRUMENTS, ...kept.map(({ instrument }) => instrument)].map(instrumentKey);
}
