import type { Instrument } from "../../core/alliance/instrument.ts";
import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { ManagedValues } from "../../protocol/managed-values.ts";
import type {
  ClientRecord,
  KeptInstrument,
  KeySummary,
  ListReply,
  MailboxAccess,
  Practice,
  ReadingFailure,
} from "../../protocol/therapist-records.ts";
import type { Inbox } from "./inbox.ts";
import type { InviteFacts } from "./invite-form.ts";
import type { MailboxAddress } from "./mailbox-address.ts";

/** What is kept in this browser profile, as the page needs it. */
export interface TherapistDesk {
  readonly key: KeySummary | null;
  readonly mailbox: MailboxAccess | null;
  /** Reads beside the therapist; null where nobody does. What a policy says of it is the one that counts. */
  readonly practice: Practice | null;
  /** What the practice has set on this computer. */
  readonly managed: ManagedValues;
  readonly clients: readonly ClientRecord[];
  /** Questions beside those that ship. */
  readonly instruments: readonly KeptInstrument[];
  /** Whom clients can turn to outside this therapy; absent until it was filled in. */
  readonly outside?: OutsideContacts;
}

type KeyFileReply =
  | { readonly kind: "taken"; readonly key: KeySummary }
  | { readonly kind: "refused"; readonly reason: KeyFileRefusal };
export type KeyFileRefusal =
  | "noKey"
  | "damagedKey"
  | "damagedIssuer"
  | "locked"
  | "otherKind"
  | "identityOnly"
  | "noName"
  | "otherKey";

export type LookReply =
  | { readonly kind: "looked"; readonly fresh: number }
  | { readonly kind: "failed"; readonly reason: ReadingFailure; readonly fresh: number };

export interface TakenFiles {
  readonly fresh: number;
  readonly known: number;
  /** Names of files that cannot be a sealed answer: too large to be one. */
  readonly tooLarge: readonly string[];
}

/** Everything the page can do to the world around it. main.tsx builds it from the browser, a test from constants. */
export interface TherapistActions {
  readonly load: () => Promise<TherapistDesk>;
  readonly makeKey: (name: string) => Promise<KeySummary>;
  /** A new key in the place of the one that is there; null where it could not be kept. */
  readonly renewKey: () => Promise<KeySummary | null>;
  readonly keepPractice: (practice: Practice | null) => Promise<void>;
  /**
   * The client's next invite, for the keys that read now; null where it could not be made. `addOnNames`: what is asked
   * beside its questions from now on, where that changes.
   */
  readonly updateInvite: (client: string, addOnNames?: readonly string[]) => Promise<ClientRecord | null>;
  /** Takes over a key that was made elsewhere; its file is the backup. `name` is for a file that has lost its own. */
  readonly takeKeyFile: (text: string, name: string) => Promise<KeyFileReply>;
  /** Name of the file it was saved as. */
  readonly saveKeyFile: () => Promise<string>;
  /** Opens a test file with the key in this text: proves that the backup works. */
  readonly proveBackup: (text: string) => Promise<KeyFileReply>;
  readonly saveClientsFile: () => Promise<void>;
  /** All clients afterwards; null where the text is not a clients file. */
  readonly takeClientsFile: (text: string) => Promise<readonly ClientRecord[] | null>;
  readonly readAddress: (text: string) => MailboxAddress;
  /** Call it directly in a click handler. */
  readonly requestHosts: (origins: readonly string[]) => Promise<boolean>;
  readonly testMailbox: (access: MailboxAccess) => Promise<ListReply>;
  readonly keepMailbox: (access: MailboxAccess) => Promise<void>;
  readonly keepOutside: (outside: OutsideContacts) => Promise<void>;
  /** `text` is the file it was read from. All of them afterwards. */
  readonly keepInstrument: (instrument: Instrument, text: string) => Promise<readonly KeptInstrument[]>;
  /** Null where the invite could not be made as asked. */
  readonly inviteClient: (facts: InviteFacts) => Promise<ClientRecord | null>;
  readonly inviteLink: (record: ClientRecord) => string;
  readonly saveInvite: (record: ClientRecord) => void;
  readonly copyText: (text: string) => Promise<boolean>;
  /** Opens all that is kept. `onProgress` hears of it when there is enough to wait for. */
  readonly openInbox: (onProgress: (done: number, total: number) => void) => Promise<Inbox>;
  /** Fetches what is new in the mailbox and keeps it, sealed. */
  readonly look: () => Promise<LookReply>;
  readonly takeFiles: (files: readonly File[]) => Promise<TakenFiles>;
  readonly now: () => number;
  readonly allowLocalhost: boolean;
}
