import type { Database } from "./database.ts";
import type { JournalRecord } from "./schema.ts";
import { write } from "./write.ts";

/** Some weeks of a busy client, and small enough to paste into a report. */
export const MAX_JOURNAL_LINES = 500;

/** What happened, in codes, for the person who has to find out why something did not. Never any content. */
export interface Journal {
  note(at: number, code: string): Promise<void>;
  list(): Promise<readonly JournalRecord[]>;
}

export function createJournal(database: Database): Journal {
  return {
    note: (at, code) =>
      write(database, ["journal"], "default", async (writing) => {
        const lines = writing.objectStore("journal");
        const newest = await lines.add({ at, code });
        await lines.delete(IDBKeyRange.upperBound(newest - MAX_JOURNAL_LINES));
      }),
    list: () => database.use((db) => db.getAll("journal")),
  };
}
