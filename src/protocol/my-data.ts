/**
 * All that a client's browser profile holds about the client: how much of each kind, and the file in which it can be taken
 * along (docs/my-data.md). The rule that must not break: nothing in the file opens a door. No secret, no token, no private
 * key, and of a place only its host: the rest of some addresses is a key.
 */
import type { HighRun } from "../core/alliance/high-run.ts";
import { type HeldInvite, withoutSecrets } from "../core/invite/held-invite.ts";
import { hostOfAddress } from "../core/invite/origins.ts";
import type { OwnSite } from "../core/invite/own-site.ts";
import type { OutboxEntry } from "../core/outbox/outbox-entry.ts";
import type { EndpointPause } from "../core/outbox/outbox-store.ts";
import type { Pairing } from "../core/outbox/pairing.ts";
import type { RecordedPart } from "../core/session/recording.ts";
import type { RoomBook, RoomPlace } from "../core/session/room-book.ts";

/** What can be deleted by itself. An invite ends by leaving; of calls that still count one cannot be taken out. */
export const DATA_KINDS = ["waiting", "sent", "open", "rooms", "sites", "log", "consents", "choices"] as const;
export type DataKind = (typeof DATA_KINDS)[number];

export interface MyDataView {
  /** The therapist's name; null: no invite holds. */
  readonly therapist: string | null;
  readonly counts: Readonly<Record<DataKind, number>>;
  /** Calls the session machine still knows, answered ones too. */
  readonly calls: number;
  /** Of the consents, those that hold no more: the only ones that can be deleted by themselves. */
  readonly endedConsents: number;
  /** Something is set here for a therapist that would go with everything else. */
  readonly isTherapists: boolean;
}

/** What the settings page can do with all that is held. */
export interface MyData {
  readonly read: () => Promise<MyDataView>;
  /** All of it as one file; the page saves it. */
  readonly file: () => Promise<MyDataFile>;
  /** Of answers that wait: they are never sent. */
  readonly remove: (kind: DataKind) => Promise<void>;
}

interface HeldConsent {
  readonly hash: string;
  readonly acceptedAt: number;
  readonly client: string;
  readonly endpointId: string;
  readonly endedAt: number | null;
}

/** As it is stored, but for keys and for what is a therapist's. */
export interface HeldData {
  readonly pairing: Pairing | null;
  readonly consents: readonly HeldConsent[];
  /** Ids of all places answers were ever to go to. */
  readonly places: readonly string[];
  /** Of these, those that choose ids themselves. */
  readonly createOnly: readonly string[];
  readonly entries: readonly OutboxEntry[];
  /** By id of an entry, base64url; what is not sealed is not here. */
  readonly sealed: Readonly<Record<string, string>>;
  readonly pauses: readonly EndpointPause[];
  readonly nextNumbers: Readonly<Record<string, number>>;
  readonly rooms: RoomBook;
  readonly roomsSeen: Readonly<Record<string, Omit<RoomPlace, "room">>>;
  readonly ownSites: readonly OwnSite[];
  /** The session machine's world. Only the machine reads it. */
  readonly calls: unknown;
  readonly noticed: readonly RecordedPart[];
  readonly choices: Choices;
  /** Of the extension, when it last started. */
  readonly lastVersion: string;
  /** The browser had deleted what was stored, and nobody has paired since. */
  readonly wasLost: boolean;
}

interface Choices {
  readonly language: string;
  readonly country: string | null;
  readonly openByItself: boolean;
  readonly pausedUntil: number | null;
  readonly sending: boolean;
  readonly highRun: HighRun;
}

export interface MyDataFile {
  readonly name: string;
  readonly text: string;
}

/** JSON for people: one thing per line, instants as dates. */
export function writeMyData(held: HeldData, madeAt: number): MyDataFile {
  const { pairing, consents, places, createOnly, entries, sealed, pauses, ...plain } = held;
  const file = {
    format: "aftersession-my-data",
    version: 1,
    madeAt,
    invite: pairing && inviteOf(pairing),
    consents: consents.map(withPlace),
    places: places.map((id) => ({ ...placeOf(id), choosesIds: createOnly.includes(id) })),
    answers: entries.map((entry) => ({ ...withPlace(entry), sealed: sealed[entry.id] ?? null })),
    pausedPlaces: pauses.map(withPlace),
    ...plain,
  };
  const day = new Date(madeAt).toISOString().slice(0, 10);
  // Says nothing of what it is about: others may see the downloads.
  return { name: `my-data-${day}.json`, text: `${JSON.stringify(file, asDate, 2)}\n` };
}

function inviteOf({ invite, acceptedAt, consentHash, publicKey }: Pairing) {
  const { endpoint, ...rest }: HeldInvite = withoutSecrets(invite);
  const { adapter, profile, url } = endpoint;
  return { ...rest, endpoint: { adapter, profile, host: hostOfAddress(url) }, acceptedAt, consentHash, publicKey };
}

function withPlace<T extends { readonly endpointId: string }>({ endpointId, ...rest }: T) {
  return { ...rest, place: placeOf(endpointId) };
}

function placeOf(endpointId: string) {
  const [adapter = "", profile = "", url = ""] = endpointId.split("|");
  return { adapter, profile, host: hostOfAddress(url) };
}

const INSTANT = /^at$|At$|Until$|[sS]ince$/;
/** September 2001: no length of time and no count of ours is that large. */
const FIRST_INSTANT = 1e12;

function asDate(key: string, value: unknown): unknown {
  const isInstant = typeof value === "number" && value >= FIRST_INSTANT && INSTANT.test(key);
  return isInstant ? new Date(value).toISOString() : value;
}
