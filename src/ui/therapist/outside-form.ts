import { decideHarmQuestions, type OutsideContacts } from "../../core/alliance/outside-route.ts";
import { isOutsideContact } from "../../core/invite/checks.ts";
import type { MessageKey } from "../../protocol/strings.ts";

export type OutsideField = keyof OutsideContacts;
export type OutsideFaults = Partial<Readonly<Record<OutsideField, MessageKey>>>;
export type OutsideReading =
  | { readonly kind: "contacts"; readonly contacts: OutsideContacts }
  | { readonly kind: "faults"; readonly faults: OutsideFaults };

export const OUTSIDE_FIELDS: readonly OutsideField[] = ["practice", "board", "supportLine"];

/** All of it may be empty: then questions about harm cannot be switched on. */
export function readOutsideForm(typed: OutsideContacts, therapist: string): OutsideReading {
  const contacts: OutsideContacts = {
    practice: typed.practice.trim(),
    board: typed.board.trim(),
    supportLine: typed.supportLine.trim(),
  };
  const faults = Object.fromEntries(
    OUTSIDE_FIELDS.flatMap((field) => {
      const fault = faultOf(contacts[field], therapist);
      return fault === null ? [] : [[field, fault]];
    }),
  );
  return Object.keys(faults).length > 0 ? { kind: "faults", faults } : { kind: "contacts", contacts };
}

function faultOf(contact: string, therapist: string): MessageKey | null {
  if (!isOutsideContact(contact)) return "therapistFaultOutside";
  const contacts = { practice: contact, board: "", supportLine: "" };
  const decision = decideHarmQuestions({ contacts, settings: ["individual"], therapist });
  return !decision.on && decision.reason === "isTherapist" ? "therapistFaultOutsideYou" : null;
}
