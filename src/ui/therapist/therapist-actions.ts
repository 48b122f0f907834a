import type { Instrument } from "../../core/alliance/instrument.ts";
import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { OwnKey } from "../../core/invite/own-key.ts";
import type { ManagedValues } from "../../protocol/managed-values.ts";
import type { Place } from "../../protocol/place.ts";
import type { ClientRecord, KeptInstrument, KeySummary, Practice } from "../../protocol/therapist-records.ts";
import type { ClientActions } from "./client-actions.ts";
import type { ExportActions } from "./export-actions.ts";
import type { InboxActions } from "./inbox-actions.ts";
import type { InviteFacts } from "./invite-form.ts";
import type { KeyActions } from "./key-actions.ts";
import type { LetterActions } from "./letter-actions.ts";
import type { OwnViewSitesProps } from "./OwnViewSites.tsx";
import type { OverviewActions } from "./overview-actions.ts";
import type { PlaceActions } from "./place-actions.ts";

/** What is kept in this browser profile, as the page needs it. */
export interface TherapistDesk {
  readonly key: KeySummary | null;
  /** Where clients send; null before anything was chosen. */
  readonly place: Place | null;
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

/** Everything the page can do to the world around it. main.tsx builds it from the browser, a test from constants. */
export interface TherapistActions
  extends KeyActions,
    ClientActions,
    ExportActions,
    LetterActions,
    InboxActions,
    OverviewActions,
    PlaceActions {
  readonly load: () => Promise<TherapistDesk>;
  readonly makeKey: (name: string) => Promise<KeySummary>;
  /** A new key in the place of the one that is there; null where it could not be kept. */
  readonly renewKey: () => Promise<KeySummary | null>;
  readonly keepPractice: (practice: Practice | null) => Promise<void>;
  /**
   * The client's next invite, for the keys that read now and the present place; null where it could not be made. `own` is
   * what the client gets there alone, and counts where the place is another. `addOnNames`: what is asked beside its
   * questions from now on, where that changes.
   */
  readonly updateInvite: (client: string, own: OwnKey, addOnNames?: readonly string[]) => Promise<ClientRecord | null>;
  readonly saveClientsFile: () => Promise<void>;
  /** All clients afterwards; null where the text is not a clients file. */
  readonly takeClientsFile: (text: string) => Promise<readonly ClientRecord[] | null>;
  /** Call it directly in a click handler. */
  readonly requestHosts: (origins: readonly string[]) => Promise<boolean>;
  readonly keepOutside: (outside: OutsideContacts) => Promise<void>;
  /** `text` is the file it was read from. All of them afterwards. */
  readonly keepInstrument: (instrument: Instrument, text: string) => Promise<readonly KeptInstrument[]>;
  /** Null where the invite could not be made as asked. */
  readonly inviteClient: (facts: InviteFacts) => Promise<ClientRecord | null>;
  readonly inviteLink: (record: ClientRecord) => string;
  readonly saveInvite: (record: ClientRecord) => void;
  readonly copyText: (text: string) => Promise<boolean>;
  /** Where the therapist's own calls are followed. */
  readonly ownView: OwnViewSitesProps["ownView"];
  /** When a session of the therapist's ended that this page was opened for; null where it was not. */
  readonly ownViewAt: number | null;
  readonly now: () => number;
  /** Those a client can choose from: folders of _locales. */
  readonly languages: readonly string[];
  readonly allowLocalhost: boolean;
}
