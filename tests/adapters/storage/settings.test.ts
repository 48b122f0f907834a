import { beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../../../src/adapters/storage/database.ts";
import { createSettings, SETTINGS } from "../../../src/adapters/storage/settings.ts";
import { freshDisk, watchCommits } from "./fresh-database.ts";

let database: Database;
beforeEach(() => {
  freshDisk();
  database = openDatabase();
});

const KNOWN = { tab: 1, frame: 0, nonce: "n" };

test("what was never written is what it is declared to be at first", async () => {
  const settings = createSettings(database);
  expect(await settings.read(SETTINGS.pairing)).toBeNull();
  expect(await settings.read(SETTINGS.openByItself)).toBe(true);
  expect(await settings.read(SETTINGS.sending)).toBe(true);
  expect(await settings.read(SETTINGS.endpoints)).toEqual({});
});

test("what was written is there after a restart", async () => {
  await createSettings(database).write(SETTINGS.world, { phase: "call", since: 7 });
  expect(await createSettings(openDatabase()).read(SETTINGS.world)).toEqual({ phase: "call", since: 7 });
});

test("two changes at once both count", async () => {
  const settings = createSettings(database);
  const add = (key: string) => settings.update(SETTINGS.nonces, (nonces) => ({ ...nonces, [key]: KNOWN }));
  await Promise.all([add("a"), add("b"), add("c")]);
  expect(await settings.read(SETTINGS.nonces)).toEqual({ a: KNOWN, b: KNOWN, c: KNOWN });
});

test("a change that goes wrong leaves what was there", async () => {
  const settings = createSettings(database);
  await settings.write(SETTINGS.nonces, { a: KNOWN });
  const wrong = settings.update(SETTINGS.nonces, () => {
    throw new Error("a mistake");
  });
  await expect(wrong).rejects.toThrow("a mistake");
  expect(await settings.read(SETTINGS.nonces)).toEqual({ a: KNOWN });
});

test("what was cleared is what it was at first", async () => {
  const settings = createSettings(database);
  await settings.write(SETTINGS.openByItself, false);
  await settings.clear(SETTINGS.openByItself);
  expect(await settings.read(SETTINGS.openByItself)).toBe(true);
});

test("the pairing and the client's own sites are on disk when they are said to be kept, the session machine need not be", async () => {
  const settings = createSettings(database);
  const { commits, stop } = watchCommits();
  await settings.write(SETTINGS.pairing, null);
  await settings.update(SETTINGS.ownSites, () => []);
  await settings.write(SETTINGS.world, {});
  stop();
  expect(commits.map(({ durability }) => durability)).toEqual(["strict", "strict", "default"]);
});
