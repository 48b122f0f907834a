import { beforeEach, expect, test } from "vitest";
import { type Database, openDatabase } from "../../src/adapters/storage/database.ts";
import { createSettings, SETTINGS } from "../../src/adapters/storage/settings.ts";
import { type ErasingDeps, eraseEverything } from "../../src/background/erasing.ts";
import { freshDisk } from "../adapters/storage/fresh-database.ts";

let database: Database;
/** What lies outside the database. */
let held: Set<string>;
let order: string[];
beforeEach(async () => {
  freshDisk();
  database = openDatabase();
  held = new Set(["enrolled", "watched", "permissions", "scripts", "memory", "waiting"]);
  order = [];
  await createSettings(database).write(SETTINGS.country, "DE");
});

/** A background that is stopped before its step of this number. */
function background(stoppedBefore = Number.POSITIVE_INFINITY) {
  let step = 0;
  const act = async (name: string, work: () => Promise<unknown>): Promise<void> => {
    if (step++ === stoppedBefore) throw new Error("stopped");
    order.push(name);
    await work();
  };
  const drop = (name: string) => () => act(name, async () => held.delete(name));
  const settings = createSettings(database);
  const deps: ErasingDeps = {
    mark: () => act("mark", () => settings.write(SETTINGS.erasing, true)),
    withdrawAll: drop("waiting"),
    unpair: drop("enrolled"),
    hangUp: drop("watched"),
    giveBack: drop("permissions"),
    reconcile: drop("scripts"),
    wipe: () => act("database", database.erase),
    clearRun: drop("memory"),
  };
  return {
    erase: () => eraseEverything(deps),
    /** As the background does when it begins. */
    finish: async () => void ((await settings.read(SETTINGS.erasing)) && (await eraseEverything(deps))),
  };
}
const STEPS = 8;

test("everything goes, and nothing is sent or watched while it does", async () => {
  await background().erase();
  expect([...held]).toEqual([]);
  expect(order).toHaveLength(STEPS);
  expect(order.slice(0, 2)).toEqual(["mark", "waiting"]);
  // Scripts are registered for whatever is enrolled: first nothing may be.
  expect(order.indexOf("enrolled")).toBeLessThan(order.indexOf("scripts"));
  expect(await createSettings(database).read(SETTINGS.country)).toBeNull();
  expect(await createSettings(database).read(SETTINGS.erasing)).toBe(false);
});

test.each(Array.from({ length: STEPS - 1 }, (_, index) => index + 1))(
  "stopped before step %i, the next start finishes it",
  async (stoppedBefore) => {
    await expect(background(stoppedBefore).erase()).rejects.toThrow("stopped");
    expect(await createSettings(database).read(SETTINGS.country)).toBe("DE");
    await background().finish();
    expect([...held]).toEqual([]);
    expect(await createSettings(database).read(SETTINGS.country)).toBeNull();
    order = [];
    await background().finish();
    expect(order).toEqual([]);
  },
);

test("stopped before anything was written down, nothing is deleted", async () => {
  await expect(background(0).erase()).rejects.toThrow("stopped");
  await background().finish();
  expect(held.size).toBe(6);
  expect(await createSettings(database).read(SETTINGS.country)).toBe("DE");
});

test("a start where nothing was begun deletes nothing", async () => {
  await background().finish();
  expect(order).toEqual([]);
});

test("a connection that another part of the background opens meanwhile makes way", async () => {
  const busy = openDatabase();
  const held = createSettings(busy);
  await held.write(SETTINGS.country, "FR");
  await background().erase();
  expect(await held.read(SETTINGS.country)).toBeNull();
});
