/**
 * What an invite may ask beside its set, and which of it is due. What it brings was read part by part, and shown, before it
 * was accepted. The rule that must not break: what may not stand beside this set is not asked, whoever accepted it.
 */
import { decideAddOn, dueAddOn, isAddOn } from "../alliance/add-on.ts";
import { type Definition, unpackDefinition } from "../alliance/definition.ts";
import type { Instrument } from "../alliance/instrument.ts";
import { refusalOfLicence } from "../alliance/licence.ts";
import { isHarmForm, NO_CONTACTS, type OutsideContacts } from "../alliance/outside-route.ts";
import type { Invite } from "./invite.ts";

export type AddOnInvite = Pick<Invite, "addOns" | "outside" | "issuer">;

export function addOnsOf({ addOns = [], outside, issuer }: AddOnInvite, main: Instrument): readonly Instrument[] {
  const facts = { main, contacts: outside ?? NO_CONTACTS, therapist: issuer.name };
  return addOns
    .flatMap((text) => unpacked(text) ?? [])
    .filter((addOn) => isAddOn(addOn) && decideAddOn({ ...facts, addOn }).on);
}

function unpacked(text: string): Instrument | null {
  try {
    return unpackDefinition(JSON.parse(text) as Definition);
  } catch {
    // Nothing that was read before acceptance: the usual questions are asked all the same.
    return null;
  }
}

/** One form beside a check-in. */
export interface AddOn {
  readonly instrument: Instrument;
  /** Somebody outside this therapy; null where the questions need no such way. */
  readonly outside: OutsideContacts | null;
}

export interface DueFacts {
  readonly main: Instrument;
  /** Which check-in of this client it is, from 1. */
  readonly round: number;
  /** Day, ISO 8601. */
  readonly today: string;
}

/** The one that stands beside this check-in, if any may be shown today. */
export function dueAddOnOf(invite: AddOnInvite, { main, round, today }: DueFacts): AddOn | null {
  const shown = addOnsOf(invite, main).filter(({ licence }) => refusalOfLicence(licence, today) === null);
  const instrument = dueAddOn(shown, round);
  return instrument && { instrument, outside: isHarmForm(instrument) ? (invite.outside ?? null) : null };
}
