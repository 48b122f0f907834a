import { type HighRun, NO_RUN } from "../../core/alliance/high-run.ts";
import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import type { OwnSite } from "../../core/invite/own-site.ts";
import type { Pairing } from "../../core/outbox/pairing.ts";
import type { RoomKey } from "../../core/session/events.ts";
import { EMPTY_BOOK, type RoomBook, type RoomPlace } from "../../core/session/room-book.ts";
import { type InboxCheck, NO_CHECK } from "../../protocol/inbox-check.ts";
import type { Database } from "./database.ts";
import { write } from "./write.ts";

/** One thing that is stored: its key, what it is before it was ever written, and how firmly it is kept. */
export interface Setting<T> {
  readonly key: string;
  readonly initial: T;
  readonly durability: IDBTransactionDurability;
}

/** `strict`: on disk before `write` resolves, for what a promise was made about. */
function setting<T>(key: string, initial: T, durability: IDBTransactionDurability = "default"): Setting<T> {
  return { key, initial, durability };
}

/** What hooks and observer of one document agreed on, and where that document is. */
export interface StoredNonce {
  readonly tab: number;
  readonly frame: number;
  readonly nonce: string;
}

export const SETTINGS = {
  /** The session machine between two events. Its type is the session tracker's. */
  world: setting<unknown>("world", null),
  pairing: setting<Pairing | null>("pairing", null, "strict"),
  /** By endpoint id, past ones too: what was consented to keeps its way after a change of invite. */
  endpoints: setting<Readonly<Record<string, InviteEndpoint>>>("endpoints", {}, "strict"),
  /** Endpoints that choose ids themselves: a FHIR server refused ours, and took a create. */
  createOnly: setting<readonly string[]>("createOnly", []),
  /** False: nothing is sent, waiting or not. */
  sending: setting<boolean>("sending", true, "strict"),
  /** The browser had deleted what was stored, and nobody has paired since. */
  lost: setting<boolean>("lost", false, "strict"),
  /** True from the first step of deleting everything; gone with the last. */
  erasing: setting<boolean>("erasing", false, "strict"),
  /** Of the extension, when it last started. */
  seenVersion: setting<string>("seenVersion", ""),
  openByItself: setting<boolean>("openByItself", true),
  /** A folder of _locales; empty: the browser's own language. */
  language: setting<string>("language", ""),
  /** Until then nobody is asked; 0: no pause. */
  pausedUntil: setting<number>("pausedUntil", 0, "strict"),
  /** Whose emergency numbers stand under the safety notice, where the client chose. */
  country: setting<string | null>("country", null),
  /** How many sessions running scored high: a count, no score and no answer. */
  highRun: setting<HighRun>("highRun", NO_RUN),
  /** Sites the client added to those of the invite. */
  ownSites: setting<readonly OwnSite[]>("ownSites", [], "strict"),
  /** Where a therapist's own calls are followed. */
  ownViewSites: setting<readonly OwnSite[]>("ownViewSites", [], "strict"),
  /** What the client said of rooms, and which the invite named: keyed hashes and hosts, never an address. */
  rooms: setting<RoomBook>("rooms", EMPTY_BOOK, "strict"),
  /** By room: the host of each that was seen lately. */
  places: setting<Readonly<Record<RoomKey, Omit<RoomPlace, "room">>>>("places", {}),
  /** The therapist's side: whether and how the background looks for new answers, and what the last look found. */
  inboxCheck: setting<InboxCheck>("inboxCheck", NO_CHECK),
  /** By document key: what hooks and observer agreed on, for an observer that comes later. */
  nonces: setting<Readonly<Record<string, StoredNonce>>>("nonces", {}),
} as const;

export interface Settings {
  read<T>(setting: Setting<T>): Promise<T>;
  write<T>(setting: Setting<T>, value: T): Promise<void>;
  /** Reads, changes and writes in one transaction; gives what was written. */
  update<T>(setting: Setting<T>, change: (value: T) => T): Promise<T>;
  clear<T>(setting: Setting<T>): Promise<void>;
}

export function createSettings(database: Database): Settings {
  return {
    read: ({ key, initial }) => database.use(async (db) => stored(await db.get("settings", key), initial)),
    async write({ key, durability }, value) {
      await write(database, ["settings"], durability, (writing) => writing.objectStore("settings").put(value, key));
    },
    update: ({ key, initial, durability }, change) =>
      write(database, ["settings"], durability, async (writing) => {
        const settings = writing.objectStore("settings");
        const value = change(stored(await settings.get(key), initial));
        await settings.put(value, key);
        return value;
      }),
    clear: ({ key, durability }) =>
      write(database, ["settings"], durability, (writing) => writing.objectStore("settings").delete(key)),
  };
}

/** Only `write` and `update` ever put something under this key, and they take a T. */
function stored<T>(value: unknown, initial: T): T {
  return value === undefined ? initial : (value as T);
}
