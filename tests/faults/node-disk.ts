import { freshDisk } from "../adapters/storage/fresh-database.ts";

/** What goes wrong with the next writes. */
export interface DiskTrouble {
  /** `transaction`: the connection is found closed. `put`: the write itself fails. */
  readonly at: "transaction" | "put";
  readonly error: string;
  left: number;
}

type Dump = ReadonlyMap<string, readonly { readonly key: IDBValidKey; readonly value: unknown }[]>;

const NAME = "aftersession";

/** The simulated disk of one profile: fails when told to, and forgets what was not written through when power goes. */
export interface NodeDisk {
  trouble(trouble: DiskTrouble): void;
  heal(): void;
  /** The disk as of the last strict write. Nobody may hold a connection. */
  powerCut(): Promise<void>;
  dump(): Promise<Dump>;
  /** Another database with these contents. */
  restore(dump: Dump, prepare: () => Promise<void>): Promise<void>;
  /** Opened as another version of the extension would. */
  openRaw(version?: number, upgrade?: (database: IDBDatabase) => void): Promise<IDBDatabase>;
  change(store: string, key: string, next: (value: unknown) => unknown): Promise<void>;
  erase(): void;
  close(): void;
}

export function openNodeDisk(): NodeDisk {
  freshDisk();
  const original = { transaction: IDBDatabase.prototype.transaction, put: IDBObjectStore.prototype.put };
  const originalAdd = IDBObjectStore.prototype.add;
  let trouble: DiskTrouble | null = null;
  let lastStrict: Promise<Dump> | null = null;

  function strike(at: DiskTrouble["at"]): void {
    if (trouble === null || trouble.at !== at || trouble.left === 0) return;
    trouble.left -= 1;
    throw new DOMException("simulated", trouble.error);
  }
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    strike("transaction");
    const transaction = original.transaction.call(this, stores, mode, options);
    if (options?.durability === "strict") transaction.addEventListener("complete", () => (lastStrict = dumpOf(this)));
    return transaction;
  };
  IDBObjectStore.prototype.put = function (value, key) {
    strike("put");
    return key === undefined ? original.put.call(this, value) : original.put.call(this, value, key);
  };
  IDBObjectStore.prototype.add = function (value, key) {
    strike("put");
    return key === undefined ? originalAdd.call(this, value) : originalAdd.call(this, value, key);
  };

  /** The transaction is made at once, so that nothing written later gets into it. */
  async function dumpOf(database: IDBDatabase): Promise<Dump> {
    const names = [...database.objectStoreNames];
    const reading = original.transaction.call(database, names, "readonly");
    const pairs = names.map(async (name) => {
      const [keys, values] = [reading.objectStore(name).getAllKeys(), reading.objectStore(name).getAll()];
      await Promise.all([done(keys), done(values)]);
      return [name, keys.result.map((key, at) => ({ key, value: values.result[at] as unknown }))] as const;
    });
    return new Map(await Promise.all(pairs));
  }
  async function openRaw(version?: number, upgrade: (database: IDBDatabase) => void = () => {}): Promise<IDBDatabase> {
    const opening = indexedDB.open(NAME, version);
    opening.addEventListener("upgradeneeded", () => upgrade(opening.result));
    await done(opening);
    return opening.result;
  }
  async function using<T>(work: (database: IDBDatabase) => Promise<T>): Promise<T> {
    const database = await openRaw();
    return work(database).finally(() => database.close());
  }
  async function fill(dump: Dump): Promise<void> {
    await using(async (database) => {
      const writing = original.transaction.call(database, [...dump.keys()], "readwrite");
      for (const [name, records] of dump) {
        const store = writing.objectStore(name);
        for (const { key, value } of records) {
          if (store.keyPath === null) original.put.call(store, value, key);
          else original.put.call(store, value);
        }
      }
      await new Promise((resolve) => writing.addEventListener("complete", resolve));
    });
  }
  async function restore(dump: Dump, prepare: () => Promise<void>): Promise<void> {
    freshDisk();
    await prepare();
    await fill(dump);
  }

  return {
    trouble: (next) => void (trouble = next),
    heal: () => void (trouble = null),
    dump: () => using(dumpOf),
    restore,
    openRaw,
    async powerCut() {
      if (lastStrict === null) return;
      const kept = await lastStrict;
      await using(async (database) => {
        const writing = original.transaction.call(database, [...kept.keys()], "readwrite");
        for (const name of kept.keys()) writing.objectStore(name).clear();
        await new Promise((resolve) => writing.addEventListener("complete", resolve));
      });
      await fill(kept);
    },
    async change(store, key, next) {
      await using(async (database) => {
        const writing = original.transaction.call(database, store, "readwrite");
        const found = writing.objectStore(store).get(key);
        await done(found);
        await done(original.put.call(writing.objectStore(store), next(found.result)));
      });
    },
    erase: freshDisk,
    close() {
      Object.assign(IDBDatabase.prototype, { transaction: original.transaction });
      Object.assign(IDBObjectStore.prototype, { put: original.put, add: originalAdd });
    },
  };
}

function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("no reason given")));
  });
}
