import { openDB } from "idb";
import { beforeEach, expect, test } from "vitest";
import { openDatabase } from "../../../src/adapters/storage/database.ts";
import { createFirstStores } from "../../../src/adapters/storage/migrations/0001-first-stores.ts";
import { createRecordingStore } from "../../../src/adapters/storage/recording.ts";
import type { Schema } from "../../../src/adapters/storage/schema.ts";
import { createSettings, SETTINGS } from "../../../src/adapters/storage/settings.ts";
import { KEPT_STORIES, type RecordedPart } from "../../../src/core/session/recording.ts";
import { freshDisk, NOON, watchCommits } from "./fresh-database.ts";

beforeEach(freshDisk);

const part = (story: number, at = NOON): RecordedPart => ({
  story,
  at,
  settings: {},
  facts: [{ type: "capture", doc: "d", live: true, at }],
  outcomes: [],
  cut: false,
  late: false,
});

test("world and recording are written together, and nobody waits for the disk", async () => {
  const database = openDatabase();
  const recording = createRecordingStore(database);
  const { commits, stop } = watchCommits();
  await recording.saveWith({ shape: 1 }, [part(1)]);
  await recording.saveWith({ shape: 2 }, []);
  stop();
  expect(commits).toEqual([
    { stores: ["settings", "recording"], durability: "default" },
    { stores: ["settings"], durability: "default" },
  ]);
  expect(await createSettings(database).read(SETTINGS.world)).toEqual({ shape: 2 });
  expect(await recording.read()).toEqual([part(1)]);
});

test("a part that cannot be written takes the world along, so that the caller can save that alone", async () => {
  const database = openDatabase();
  const recording = createRecordingStore(database);
  const broken = { ...part(1), facts: [() => {}] } as unknown as RecordedPart;
  await expect(recording.saveWith({ shape: 1 }, [broken])).rejects.toThrow();
  expect(await createSettings(database).read(SETTINGS.world)).toBeNull();
});

test("a page that makes one story after the other fills no disk, though nobody tidies", async () => {
  const recording = createRecordingStore(openDatabase());
  for (let story = 1; story <= 3 * KEPT_STORIES; story++) await recording.saveWith({}, [part(story)]);
  const kept = await recording.read();
  expect(kept).toHaveLength(KEPT_STORIES);
  expect(kept.at(-1)).toEqual(part(3 * KEPT_STORIES));
});

test("what the background alone knows joins the newest story", async () => {
  const recording = createRecordingStore(openDatabase());
  await recording.saveWith({}, [part(1), part(2)]);
  await recording.note({ kind: "shown", session: "s1", how: "popup", at: NOON + 5 });
  expect((await recording.read()).at(-1)).toMatchObject({ story: 2, outcomes: [{ how: "popup" }] });
});

test("tidying lets go of old stories and of nothing else", async () => {
  const recording = createRecordingStore(openDatabase());
  const old = NOON - 15 * 24 * 60 * 60_000;
  await recording.saveWith({}, [part(1, old), part(1, old), part(2)]);
  await recording.tidy(NOON);
  await recording.tidy(NOON);
  expect(await recording.read()).toEqual([part(2)]);
  await recording.clear();
  expect(await recording.read()).toEqual([]);
});

test("a database of the first version keeps what it holds and gets its recording", async () => {
  const first = await openDB<Schema>("aftersession", 1, { upgrade: (connection) => createFirstStores(connection) });
  await first.put("settings", { shape: 1, world: "as it was" }, "world");
  first.close();
  const database = openDatabase();
  expect(await createSettings(database).read(SETTINGS.world)).toEqual({ shape: 1, world: "as it was" });
  const names = await database.use(async (connection) => [...connection.objectStoreNames]);
  expect(names).toContain("recording");
  expect(names).not.toContain("journal");
  await createRecordingStore(database).saveWith({}, [part(1)]);
});
