import { beforeEach, expect, test } from "vitest";
import { createConsentLog } from "../../../src/adapters/storage/consents.ts";
import { type Database, openDatabase } from "../../../src/adapters/storage/database.ts";
import { createMyData } from "../../../src/adapters/storage/my-data.ts";
import { createOutboxStore } from "../../../src/adapters/storage/outbox-store.ts";
import { createSettings, SETTINGS, type Settings } from "../../../src/adapters/storage/settings.ts";
import { type RoomBook, withoutQuietSite, withoutRoom } from "../../../src/core/session/room-book.ts";
import { EMPTY_WORLD } from "../../../src/core/session/world.ts";
import { DATA_KINDS } from "../../../src/protocol/my-data.ts";
import type { Ask, AskBackground, PageRequestKind } from "../../../src/protocol/page-requests.ts";
import { BOX, envelope, fill, freshDisk, NOON } from "./fresh-database.ts";

let database: Database;
let settings: Settings;
let store: ReturnType<typeof createOutboxStore>;
let asked: string[];
beforeEach(() => {
  freshDisk();
  database = openDatabase();
  settings = createSettings(database);
  store = createOutboxStore(database, { now: () => NOON, random: () => 0.5 });
  asked = [];
});

const ROOM = { room: "a", site: "meet.example", standing: "known", byInvite: false, since: NOON } as const;
const BOOK: RoomBook = { rooms: [ROOM], quietSites: [{ site: "meet.example", since: NOON }] };
const changeBook = (change: (book: RoomBook) => RoomBook) => settings.update(SETTINGS.rooms, change);

/** The few requests that this asks, on the same database. */
const ask = (async (kind: PageRequestKind, question: unknown) => {
  asked.push(kind);
  switch (kind) {
    case "readLog":
      return { entries: [], obstacles: [] };
    case "listRooms":
      return settings.read(SETTINGS.rooms);
    case "forgetRoom":
      return changeBook((book) => withoutRoom(book, (question as Ask<"forgetRoom">).room));
    case "forgetQuietSite":
      return changeBook((book) => withoutQuietSite(book, (question as Ask<"forgetQuietSite">).site));
    case "removeSite": {
      const { id } = question as Ask<"removeSite">;
      return settings.update(SETTINGS.ownSites, (sites) => sites.filter((site) => site.id !== id));
    }
    default:
      return null;
  }
}) as AskBackground;

const open = () => {
  let drafts = 1;
  return createMyData({
    ask,
    drafts: { count: async () => drafts, dropAll: async () => void (drafts = 0) },
    now: () => NOON,
  });
};

async function keepSomeOfEach(): Promise<void> {
  await fill(store, 3);
  await store.withdraw("id-1", NOON);
  await settings.write(SETTINGS.rooms, BOOK);
  await settings.write(SETTINGS.ownSites, [{ id: "s1", platform: null, hosts: ["own.example"] }]);
  await settings.write(SETTINGS.country, "DE");
  await settings.write(SETTINGS.world, { shape: 1, world: { ...EMPTY_WORLD, sessions: [{ id: "s1" }] }, seenAt: NOON });
  const consents = createConsentLog(database);
  await consents.add({ hash: "old", acceptedAt: NOON, client: "client-a", endpointId: BOX });
  await consents.end("client-a", NOON);
  await consents.add({ hash: "new", acceptedAt: NOON, client: "client-b", endpointId: BOX });
}

test("each kind is counted, what waits apart from what has left", async () => {
  await keepSomeOfEach();
  expect(await open().read()).toEqual({
    therapist: null,
    counts: { waiting: 2, sent: 1, open: 1, rooms: 2, sites: 1, log: 0, consents: 2, choices: 1 },
    calls: 1,
    endedConsents: 1,
    isTherapists: false,
  });
});

test("what is a therapist's is said to be there", async () => {
  const check = await settings.read(SETTINGS.inboxCheck);
  await settings.write(SETTINGS.inboxCheck, { ...check, everyMinutes: 60 });
  expect((await open().read()).isTherapists).toBe(true);
});

test("answers that wait are deleted without those that were sent, and are never sent", async () => {
  await fill(store, 1);
  await store.settle("id-1", "delivered");
  await store.enqueue(envelope({ seq: 2 }));
  await open().remove("waiting");
  expect((await store.list()).map(({ state }) => state)).toEqual(["delivered", "withdrawn"]);
  expect(await store.leaseNext(BOX, NOON * 2, NOON * 3)).toBeNull();
});

test("copies of what was sent are deleted without what still waits", async () => {
  await fill(store, 2);
  await store.settle("id-1", "delivered");
  await open().remove("sent");
  expect((await store.list()).map(({ id }) => id)).toEqual(["id-2"]);
});

test("each kind deleted by itself, only the consent that holds is left", async () => {
  await keepSomeOfEach();
  const mine = open();
  for (const kind of DATA_KINDS) await mine.remove(kind);
  const { counts, endedConsents } = await mine.read();
  expect(counts).toEqual({ waiting: 0, sent: 0, open: 0, rooms: 0, sites: 0, log: 0, consents: 1, choices: 0 });
  expect(endedConsents).toBe(0);
  expect(asked).toContain("clearLog");
});

test("the copy is made of what is kept", async () => {
  await fill(store, 1);
  const { name, text } = await open().file();
  expect(name).toMatch(/^my-data-\d{4}-\d\d-\d\d\.json$/);
  expect(JSON.parse(text)).toMatchObject({
    format: "aftersession-my-data",
    answers: [{ id: "id-1", state: "queued" }],
  });
});
