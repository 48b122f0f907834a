/**
 * What the therapist page keeps and passes on: its view of the key, the mailbox it reads, the clients it invited and the
 * sealed files it received. Shared by the page and its archive. No secret key is in here; only adapters hold one.
 */
import type { Instrument } from "../core/alliance/instrument.ts";
import type { KnownClient } from "./clients-file.ts";
import { isRecord } from "./json.ts";

/** Where the therapist reads, with the token that may list and read. */
export interface MailboxAccess {
  /** Base address without trailing slash, e.g. `https://box.example`. */
  readonly url: string;
  readonly box: string;
  readonly token: string;
}

/** A practice's key, which can read beside the therapist's. */
export interface Practice {
  /** Clients are told this name. */
  readonly name: string;
  readonly recipient: string;
}

/** Who can read what is sealed from now on. */
export function presentRecipients(key: { readonly recipient: string }, practice: Practice | null): readonly string[] {
  return practice === null || practice.recipient === key.recipient
    ? [key.recipient]
    : [key.recipient, practice.recipient];
}

/** What the page may know of the key. */
export interface KeySummary {
  readonly name: string;
  /** age recipient: what clients seal to. */
  readonly recipient: string;
  readonly madeAt: number;
  /** When a saved key file was proven to open a test file; null until then, and until then nobody is invited. */
  readonly backedUpAt: number | null;
}

/** One invited client, as this page remembers it. `client` is the pseudonym on the wire; the label never leaves here. */
export interface ClientRecord extends KnownClient {
  /** Fingerprint of `recipients`: envelopes made since the last update carry it. Not known of a client from a list. */
  readonly to?: string;
  /** `name|version` of what the last invite asks, and of what stands beside it. Not known of a client from a list. */
  readonly instrument?: string;
  readonly addOnNames?: readonly string[];
  readonly videoHosts: readonly string[];
  readonly invitedAt: number;
  readonly expiresAt: number;
  /** `placeMarkOf` what the last invite names; not known of a client invited before places had one. */
  readonly place?: string;
  /** When an update with another place was made; none: the client was always told of this one. */
  readonly movedAt?: number;
  /** The invite, to be shown again while it can be accepted; null for a client added from a clients file. */
  readonly invite: string | null;
  /** The check phrase of the invite. */
  readonly phrase: readonly string[];
}

/** Questions that were brought here. Their text stays on this computer, but for the invites that ask them. */
export interface KeptInstrument {
  readonly instrument: Instrument;
  /** SHA-256 of the file it came from, base64url: the text is locked to it. */
  readonly fileHash: string;
  readonly takenAt: number;
}

/** One file as it was received, still sealed. */
export interface ReceivedFile {
  /** Id in the mailbox, or name of the file. */
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly arrivedAt: number;
  readonly from: "mailbox" | "file";
}

export interface SealedFile extends ReceivedFile {
  /** SHA-256 of the bytes, base64url. */
  readonly digest: string;
}

/** One line of a mailbox's or another place's list. */
export interface MailboxItem {
  readonly id: string;
  readonly size: number;
  readonly arrivedAt: number;
  /** Another one under the same id is another file; absent where a place never changes what it took. */
  readonly version?: string;
}

/** Why a mailbox could not be read, so that the person can do something about it. */
export type ReadingFailure =
  | "noPermission"
  | "noReply"
  | "wrongToken"
  | "tokenEnded"
  | "noSuchBox"
  | "noSuchItem"
  | "moved"
  | "busy"
  | "mailboxTrouble"
  | "notAMailbox"
  | "tooLarge";

export type ListReply =
  | { readonly kind: "listed"; readonly items: readonly MailboxItem[] }
  | { readonly kind: "failed"; readonly reason: ReadingFailure };
export type ItemReply =
  | { readonly kind: "read"; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "failed"; readonly reason: ReadingFailure };

export interface MailboxPage {
  readonly items: readonly MailboxItem[];
  /** Where the next page begins; null after the last. */
  readonly next: string | null;
}

/** A mailbox's answer to a list request; null where anything is not as agreed. */
export function parseMailboxPage(input: unknown): MailboxPage | null {
  if (!isRecord(input) || !Array.isArray(input.items)) return null;
  const items: MailboxItem[] = [];
  for (const line of input.items as readonly unknown[]) {
    const item = parseMailboxItem(line);
    if (item === null) return null;
    items.push(item);
  }
  const { next = null } = input;
  if (next === null) return { items, next: null };
  if (typeof next === "number" && Number.isFinite(next)) return { items, next: String(next) };
  return typeof next === "string" && next.length <= 200 ? { items, next } : null;
}

function parseMailboxItem(input: unknown): MailboxItem | null {
  if (!isRecord(input)) return null;
  const { id, size, arrivedAt } = input;
  if (!isItemId(id) || !isCount(size) || !isCount(arrivedAt)) return null;
  return { id, size, arrivedAt };
}

/** Goes into addresses and names: nothing that could mean a path. */
function isItemId(input: unknown): input is string {
  return typeof input === "string" && /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(input);
}

function isCount(input: unknown): input is number {
  return typeof input === "number" && Number.isFinite(input) && input >= 0;
}
