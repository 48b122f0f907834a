/**
 * What the therapist page keeps and passes on: its view of the key, the mailbox it reads, the clients it invited and the
 * sealed files it received. Shared by the page and its archive. No secret key is in here; only adapters hold one.
 */

/** Where the therapist reads, with the token that may list and read. */
export interface MailboxAccess {
  /** Base address without trailing slash, e.g. `https://box.example`. */
  readonly url: string;
  readonly box: string;
  readonly token: string;
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

/** One invited client. The label never leaves this device; `client` is the pseudonym on the wire. */
export interface ClientRecord {
  readonly client: string;
  readonly label: string;
  readonly secret: string;
  /** The client's own key: the first that proved itself with this invite's secret. Null: has not answered yet. */
  readonly pinnedKey: string | null;
  readonly recipients: readonly string[];
  readonly videoHosts: readonly string[];
  readonly invitedAt: number;
  readonly expiresAt: number;
  /** The invite as link, to be shown again while it can be accepted; null for a client taken over from a clients file. */
  readonly inviteLink: string | null;
  readonly phrase: readonly string[];
}

/** One file as it was received, still sealed. */
export interface SealedFile {
  /** SHA-256 of the bytes, hexadecimal. */
  readonly digest: string;
  /** Id in the mailbox or name of the file without ending. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly arrivedAt: number;
  readonly from: "mailbox" | "file";
}

/** One line of a mailbox's list. */
export interface MailboxItem {
  readonly id: string;
  readonly size: number;
  readonly arrivedAt: number;
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
  | { readonly kind: "read"; readonly bytes: Uint8Array }
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
export function isItemId(input: unknown): input is string {
  return typeof input === "string" && /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(input);
}

function isCount(input: unknown): input is number {
  return typeof input === "number" && Number.isFinite(input) && input >= 0;
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === "object" && input !== null && !Array.isArray(input);
}
