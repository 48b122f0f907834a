import type { Outcome } from "../../core/session/recorded-outcomes.ts";
import { firstKeptStory, KEPT_STORIES, type RecordedPart } from "../../core/session/recording.ts";
import type { Database } from "./database.ts";
import { SETTINGS } from "./settings.ts";
import { write } from "./write.ts";

/** What the session machine was told, beside the machine's own world. Nothing in it was promised to anybody. */
export interface RecordingStore {
  /** The machine's world and what is new in the recording, in one transaction that waits for no disk. */
  saveWith(world: unknown, parts: readonly RecordedPart[]): Promise<void>;
  /** Adds to the newest story what only the background knows. */
  note(outcome: Outcome): Promise<void>;
  /** Oldest first. */
  read(): Promise<readonly RecordedPart[]>;
  /** Lets go of what is too old or too much. */
  tidy(now: number): Promise<void>;
  clear(): Promise<void>;
}

export function createRecordingStore(database: Database): RecordingStore {
  const { key, durability } = SETTINGS.world;
  return {
    saveWith: (world, parts) =>
      write(database, parts.length === 0 ? ["settings"] : ["settings", "recording"], durability, async (writing) => {
        await writing.objectStore("settings").put(world, key);
        const story = parts.at(-1)?.story;
        if (story === undefined) return;
        const recording = writing.objectStore("recording");
        for (const part of parts) await recording.add(part);
        // A page that makes one story after the other fills no disk.
        let oldest = await recording.openCursor();
        while (oldest !== null && oldest.value.story <= story - KEPT_STORIES) {
          await oldest.delete();
          oldest = await oldest.continue();
        }
      }),
    note: (outcome) =>
      write(database, ["recording"], durability, async (writing) => {
        const parts = writing.objectStore("recording");
        const newest = await parts.openCursor(null, "prev");
        const story = newest?.value.story ?? 0;
        await parts.add({
          story,
          at: outcome.at,
          settings: null,
          facts: [],
          outcomes: [outcome],
          cut: false,
          late: true,
        });
      }),
    read: () => database.use((db) => db.getAll("recording")),
    tidy: (now) =>
      write(database, ["recording"], durability, async (writing) => {
        const parts = writing.objectStore("recording");
        const [keys, values] = [await parts.getAllKeys(), await parts.getAll()];
        const first = firstKeptStory(values, now);
        const last = values.findLastIndex(({ story }) => story < first);
        if (last !== -1) await parts.delete(IDBKeyRange.upperBound(keys[last]));
      }),
    clear: () => write(database, ["recording"], durability, (writing) => writing.objectStore("recording").clear()),
  };
}
