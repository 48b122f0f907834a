import { keyOfFile } from "../../protocol/opened.ts";
import { packEntries, unpackEntries } from "../../protocol/opened-pack.ts";
import type { RefusalReason } from "../sealing/open-envelope.ts";
import type { Vault } from "../sealing/vault.ts";
import type { Entry } from "./file-opening.ts";

/** A few large records: 20,000 files are ten of them, and one new file writes half a megabyte at most. */
const MOST_IN_RECORD = 2_048;
const NUMBER_DIGITS = 6;

export type OpenedStore = ReturnType<typeof createOpenedStore>;

/** What was opened, encrypted in the vault under names that say nothing: `prefix` and a number. */
export function createOpenedStore(vault: () => Promise<Vault>, prefix: string) {
  /** Read once: from then on this page knows what is there. */
  let records: Promise<Map<string, readonly Entry[]>> | null = null;
  /** One change after the other, or one would undo the other's. */
  let changing: Promise<unknown> = Promise.resolve();

  async function readAll(): Promise<Map<string, readonly Entry[]>> {
    const opened = await vault();
    const names = [...(await opened.names(prefix))].sort();
    const read = await Promise.all(names.map((name) => opened.read(name)));
    // What cannot be read is as if it were not there: the file is opened again.
    return new Map(names.map((name, at) => [name, unpackEntries<RefusalReason>(read[at]) ?? []]));
  }

  const known = (): Promise<Map<string, readonly Entry[]>> => (records ??= readAll());

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = changing.then(work);
    changing = done.catch(() => {});
    return done;
  };

  async function write(name: string, entries: readonly Entry[]): Promise<void> {
    const opened = await vault();
    if (entries.length === 0) await opened.remove([name]);
    else await opened.keep(name, packEntries(entries));
    const all = await known();
    if (entries.length === 0) all.delete(name);
    else all.set(name, entries);
  }

  return {
    async all(): Promise<readonly Entry[]> {
      return [...(await known()).values()].flat();
    },

    /** Added to the last record while there is room, else to new ones. What is there under the same name goes. */
    keep: (entries: readonly Entry[]): Promise<void> =>
      inTurn(async () => {
        const fresh = new Set(entries.map(keyOfFile));
        for (const [name, before] of await known()) {
          const others = before.filter((entry) => !fresh.has(keyOfFile(entry)));
          if (others.length < before.length) await write(name, others);
        }
        const [last, held = []] = [...(await known())].at(-1) ?? [];
        const room = last === undefined ? 0 : Math.max(0, MOST_IN_RECORD - held.length);
        if (last !== undefined && room > 0 && entries.length > 0)
          await write(last, [...held, ...entries.slice(0, room)]);
        let number = last === undefined ? 0 : Number(last.slice(prefix.length)) + 1;
        for (let start = room; start < entries.length; start += MOST_IN_RECORD) {
          const name = prefix + String(number++).padStart(NUMBER_DIGITS, "0");
          await write(name, entries.slice(start, start + MOST_IN_RECORD));
        }
      }),

    /** Takes out what is no longer wanted, and writes only the records that held some of it. */
    retain: (isKept: (entry: Entry) => boolean): Promise<void> =>
      inTurn(async () => {
        for (const [name, before] of await known()) {
          const kept = before.filter(isKept);
          if (kept.length < before.length) await write(name, kept);
        }
      }),
  };
}
