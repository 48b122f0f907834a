import type { MessageKey } from "../../protocol/strings.ts";
import type { MailboxAccess } from "../../protocol/therapist-records.ts";
import { isBearerToken } from "./invite-form.ts";
import type { MailboxAddress } from "./mailbox-address.ts";
import { ADDRESS_WORDS } from "./words.ts";

/** What is typed while a mailbox is set up. */
export interface MailboxForm {
  readonly address: string;
  readonly box: string;
  readonly token: string;
}
export type MailboxFaults = Partial<Readonly<Record<keyof MailboxForm, MessageKey>>>;

export type MailboxFormReading =
  | { readonly kind: "access"; readonly access: MailboxAccess; readonly origin: string }
  | { readonly kind: "faults"; readonly faults: MailboxFaults };

export function mailboxFormOf(mailbox: MailboxAccess | null): MailboxForm {
  return { address: mailbox?.url ?? "", box: mailbox?.box ?? "", token: mailbox?.token ?? "" };
}

/** A pasted address of a whole box fills in the name of the box. */
export function splitAddress(form: MailboxForm, address: MailboxAddress): MailboxForm {
  if (address.kind === "refused" || address.box === null) return form;
  return { ...form, address: address.url, box: address.box };
}

export function readMailboxForm(typed: MailboxForm, address: MailboxAddress): MailboxFormReading {
  const form = splitAddress(typed, address);
  const box = form.box.trim();
  const token = form.token.trim();
  const faults: { -readonly [Name in keyof MailboxFaults]: MailboxFaults[Name] } = {};
  if (address.kind === "refused") faults.address = ADDRESS_WORDS[address.reason];
  if (!isBoxName(box)) faults.box = "therapistFaultBox";
  if (!isBearerToken(token)) faults.token = "therapistFaultToken";
  if (address.kind === "refused" || Object.keys(faults).length > 0) return { kind: "faults", faults };
  return { kind: "access", access: { url: address.url, box, token }, origin: address.origin };
}

/** Goes into an address: letters, digits, hyphens. */
function isBoxName(text: string): boolean {
  return /^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(text);
}
