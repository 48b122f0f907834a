import { deleteDB, openDB } from "idb";

/** More than Chromium keeps in its log at most (4 MB), in values that it does not put into files of their own (64 kB). */
const RECORDS = 100;
const RECORD_BYTES = 50_000;

/**
 * Has Chromium write what is in its log into a table of its files, by filling and deleting a database beside. Deleting a
 * database merges the tables that hold it, but not the one that is written with the deletion itself: what was only in the
 * log before would stay readable in the profile. Seen in Chromium 156; Firefox has a file for each database.
 */
export async function turnOver(name: string): Promise<void> {
  const beside = `${name}-emptied`;
  const filler = await openDB(beside, 1, { upgrade: (database) => void database.createObjectStore("") });
  const { done, store } = filler.transaction("", "readwrite");
  for (let record = 0; record < RECORDS; record++) void store.put(new Uint8Array(RECORD_BYTES), record);
  await done.finally(() => filler.close());
  await deleteDB(beside);
}
