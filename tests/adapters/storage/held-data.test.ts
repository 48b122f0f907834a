import { beforeEach, expect, test } from "vitest";
import { toBase64Url } from "../../../src/adapters/sealing/bytes.ts";
import { createConsentLog } from "../../../src/adapters/storage/consents.ts";
import { type Database, openDatabase } from "../../../src/adapters/storage/database.ts";
import { NOT_THE_CLIENTS, readHeldData } from "../../../src/adapters/storage/held-data.ts";
import { createOutboxStore } from "../../../src/adapters/storage/outbox-store.ts";
import { createSettings, SETTINGS, type Setting } from "../../../src/adapters/storage/settings.ts";
import { BOX, envelope, freshDisk, NOON } from "./fresh-database.ts";

let database: Database;
beforeEach(() => {
  freshDisk();
  database = openDatabase();
});

test("every setting is in what can be taken along, or left out for a reason", async () => {
  const settings = createSettings(database);
  const clients = Object.keys(SETTINGS).filter((name) => !Object.hasOwn(NOT_THE_CLIENTS, name));
  const missing: string[] = [];
  for (const name of clients) {
    // A value of its own, which is then looked for: as a key too, since of the endpoints their names are what counts.
    const setting: Setting<unknown> = SETTINGS[name as keyof typeof SETTINGS];
    const mark = `the value of ${name}`;
    await settings.write(setting, name === "endpoints" ? { [mark]: {} } : mark);
    if (!JSON.stringify(await readHeldData(database, settings)).includes(mark)) missing.push(name);
  }
  expect(missing).toEqual([]);
});

test("a pause that was never made is none", async () => {
  expect((await readHeldData(database, createSettings(database))).choices.pausedUntil).toBeNull();
});

test("sealed answers are given as they are, what is not sealed stays hidden", async () => {
  const store = createOutboxStore(database, { now: () => NOON, random: () => 0.5 });
  const [sealed, plain] = [envelope({ seq: 1 }), envelope({ seq: 2, plain: true })];
  await store.enqueue(sealed);
  await store.enqueue(plain);
  await createConsentLog(database).add({ hash: "h", acceptedAt: NOON, client: "client-a", endpointId: BOX });
  const held = await readHeldData(database, createSettings(database));
  expect(held.entries.map(({ id }) => id)).toEqual([sealed.id, plain.id]);
  expect(held.sealed).toEqual({ [sealed.id]: toBase64Url(sealed.bytes) });
  expect(held.nextNumbers).toEqual({ "client-a": 3 });
  expect(held.consents).toEqual([{ hash: "h", acceptedAt: NOON, client: "client-a", endpointId: BOX, endedAt: null }]);
});
