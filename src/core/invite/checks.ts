/**
 * Whether an invite may be shown and accepted, and why not. `checkInvite` judges what it says, `decideInviteAcceptance`
 * whether it may be accepted now by this client. That its signature holds was proven before (adapters/sealing). The rule
 * that must not break: nothing of a refused invite is stored or sent anywhere.
 */
import { MOST_ADD_ONS } from "../alliance/add-on.ts";
import type { OutsideContacts } from "../alliance/outside-route.ts";
import { isAgeRecipient } from "./age-recipient.ts";
import { checkEndpoint } from "./endpoint-checks.ts";
import { type HostRules, isVideoHost } from "./hosts.ts";
import type { Invite, InviteSettings } from "./invite.ts";
import { checkRooms, isEachOnce } from "./rooms.ts";

/** Each has its own sentence: `reasonInvite…` in the messages. */
export type InviteRefusal =
  /** Nothing in the text looks like an invite. */
  | "notAnInvite"
  /** It begins as one, but is cut short or altered. */
  | "damaged"
  | "tooLarge"
  | "newerVersion"
  | "wrongSignature"
  /** Rightly signed, but something it must say is missing or out of bounds. */
  | "notUnderstood"
  | "expired"
  | "endpointNotHttps"
  | "endpointNotAllowed"
  /** An adapter or profile this version does not speak. */
  | "endpointUnknown"
  /** An address that works only while somebody builds the workflow behind it. */
  | "endpointForTests"
  /** The key can read, or opens more than this one place. */
  | "keyTooStrong"
  | "badRecipient"
  | "noVideoSite"
  | "badVideoSite"
  /** An address of a room that is none, or on no site of the invite. */
  | "badRoom"
  /** Plain answers to an endpoint that takes sealed ones only. */
  | "plainNotAllowed"
  /** The endpoint reads what it takes, and the invite says that nobody can. */
  | "sealedNotPossible"
  /** Shortened timings, though the endpoint is not this machine. */
  | "rehearsalNotAllowed"
  | "instrumentUnknown"
  | "foreignIssuer"
  | "otherClient"
  | "olderUpdate"
  | "alreadyAccepted";

/** A therapist, a practice's escrow, and one of each while keys change. */
const MAX_RECIPIENTS = 4;
/** Two lines and their hours; longer, nobody reads it who needs it. */
const LONGEST_CRISIS_LINE = 160;
/** A name, a number and its hours. */
const LONGEST_CONTACT = 160;
/** Eight items with their licence take half of it. */
const LONGEST_ADD_ON = 6 * 1024;
/** One practice rarely uses more than three; the browser lists all of them in one question. */
const MAX_VIDEO_HOSTS = 10;

/** Judges what the invite says, whoever signed it; null when nothing is wrong. */
export function checkInvite(invite: Invite, rules: HostRules): InviteRefusal | null {
  if (!isWellFormed(invite)) return "notUnderstood";
  return (
    checkEndpoint(invite, rules) ??
    checkRecipients(invite.recipients) ??
    checkVideoHosts(invite.videoHosts, rules) ??
    checkRooms(invite)
  );
}

/** Goes into texts that are hashed and signed, and into file names: no separators. */
export function isClientId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** 256 bit as base64url: keys, secrets and digests. */
export function is256Bit(text: string): boolean {
  return /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/.test(text);
}

/** Controls, line ends, halves of characters, the invisible ones but the two joiners that Persian and Hindi write with. */
const UNREADABLE = /[\p{Cc}\p{Cs}\p{Co}\p{Zl}\p{Zp}\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;

/** A name a person can read: no line breaks, nothing invisible, nothing that turns the writing direction around. */
export function isIssuerName(text: string): boolean {
  return isReadable(text, 80);
}

export function isCrisisLine(text: string): boolean {
  return isReadable(text, LONGEST_CRISIS_LINE);
}

/** One line, or none. */
export function isOutsideContact(text: string): boolean {
  return text === "" || isReadable(text, LONGEST_CONTACT);
}

function isReadable(text: string, longest: number): boolean {
  return text.length <= longest && text.trim() === text && text !== "" && !UNREADABLE.test(text);
}

export function isInstrumentName(text: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{0,63}\|[A-Za-z0-9][A-Za-z0-9.-]{0,31}$/.test(text);
}

function isWellFormed(invite: Invite): boolean {
  const { update, issuer, recipients, practice, client, secret, instrument, expiresAt, settings } = invite;
  return (
    (practice === undefined || (isIssuerName(practice) && recipients.length > 1)) &&
    isWholeIn(update, 1, 1_000_000) &&
    isIssuerName(issuer.name) &&
    is256Bit(issuer.key) &&
    isClientId(client) &&
    is256Bit(secret) &&
    isInstrumentName(instrument) &&
    isWholeIn(expiresAt, 1, 8.64e15) &&
    areAddOns(invite) &&
    areSettings(settings)
  );
}

/** What they ask, and whether they may stand beside this set, is judged where they are read. */
function areAddOns({ addOns = [], outside }: Invite): boolean {
  return (
    addOns.length <= MOST_ADD_ONS &&
    isEachOnce(addOns) &&
    addOns.every(({ length }) => length <= LONGEST_ADD_ON) &&
    (outside === undefined || isOutsideRoute(outside))
  );
}

function isOutsideRoute(contacts: OutsideContacts): boolean {
  const lines = Object.values(contacts);
  return lines.every(isOutsideContact) && lines.some((line) => line !== "");
}

function checkRecipients(recipients: readonly string[]): InviteRefusal | null {
  const sane = isEachOnce(recipients) && isWholeIn(recipients.length, 1, MAX_RECIPIENTS);
  return sane && recipients.every(isAgeRecipient) ? null : "badRecipient";
}

function checkVideoHosts(hosts: readonly string[], rules: HostRules): InviteRefusal | null {
  if (hosts.length === 0) return "noVideoSite";
  const sane = isEachOnce(hosts) && hosts.length <= MAX_VIDEO_HOSTS;
  return sane && hosts.every((host) => isVideoHost(host, rules)) ? null : "badVideoSite";
}

function areSettings({ minimumLiveSeconds, takeBackSeconds, crisisLine, rehearsal }: InviteSettings): boolean {
  return (
    (minimumLiveSeconds === undefined || isWholeIn(minimumLiveSeconds, 60, 1_200)) &&
    (takeBackSeconds === undefined || isWholeIn(takeBackSeconds, 0, 86_400)) &&
    (crisisLine === undefined || isCrisisLine(crisisLine)) &&
    (rehearsal === undefined || Object.entries(rehearsal).length <= 40) &&
    Object.entries(rehearsal ?? {}).every(
      ([name, seconds]) => /^[A-Za-z]{1,40}$/.test(name) && seconds >= 0 && seconds <= 86_400,
    )
  );
}

function isWholeIn(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
