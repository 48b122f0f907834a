import { deleteDB, openDB } from "idb";
import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/adapters/storage/database.ts";
import { createSettings, SETTINGS } from "../../../src/adapters/storage/settings.ts";
import { freshDisk } from "./fresh-database.ts";

beforeEach(freshDisk);

test("this version has these stores and indexes", async () => {
  const database = openDatabase();
  const [names, indexes] = await database.use(async (connection) => [
    [...connection.objectStoreNames],
    [...connection.transaction("outbox").store.indexNames],
  ]);
  expect(names).toEqual(["consents", "counters", "endpoints", "envelopes", "keys", "outbox", "recording", "settings"]);
  expect(indexes).toEqual(["byCheckIn", "byDue", "byState"]);
  expect(await database.health()).toBe("ready");
});

describe("a database of a later version", () => {
  beforeEach(async () => {
    const later = await openDB("aftersession", 99, {
      upgrade: (connection) => void connection.createObjectStore("outbox").put("theirs", "key"),
    });
    later.close();
  });

  test("I14: is not opened, and says why", async () => {
    const database = openDatabase();
    expect(await database.health()).toBe("newerVersion");
    await expect(database.use((connection) => connection.count("outbox"))).rejects.toThrow();
  });

  test("I14: is left as it was", async () => {
    await openDatabase().health();
    const later = await openDB("aftersession", 99);
    expect(await later.get("outbox", "key")).toBe("theirs");
    later.close();
  });
});

test("a connection the browser has closed is opened again", async () => {
  const database = openDatabase();
  const settings = createSettings(database);
  await settings.write(SETTINGS.openByItself, false);
  await database.use(async (connection) => connection.close());
  expect(await settings.read(SETTINGS.openByItself)).toBe(false);
});

test("an old connection makes way for a new version of the extension", async () => {
  const old = openDatabase();
  await old.health();
  const later = await openDB("aftersession", 98);
  expect(later.version).toBe(98);
  later.close();
  expect(await old.health()).toBe("newerVersion");
});

test("a failed opening is not remembered", async () => {
  const later = await openDB("aftersession", 99);
  later.close();
  const database = openDatabase();
  expect(await database.health()).toBe("newerVersion");
  await deleteDB("aftersession");
  expect(await database.health()).toBe("ready");
});

test("erasing leaves nothing, and the database can be used again", async () => {
  const database = openDatabase();
  const settings = createSettings(database);
  await settings.write(SETTINGS.openByItself, false);
  await database.erase();
  expect(await indexedDB.databases()).toEqual([]);
  expect(await settings.read(SETTINGS.openByItself)).toBe(true);
});
