import type { IDBPTransaction, StoreNames } from "idb";
import type { Database } from "./database.ts";
import { giveUp } from "./give-up.ts";
import type { Schema } from "./schema.ts";

type Names = StoreNames<Schema>;
export type Writing<S extends Names> = IDBPTransaction<Schema, S[], "readwrite">;

/**
 * One writing transaction, whole or not at all; resolves once it is committed, with `strict` once it is on disk. `work` may
 * await nothing but requests of this transaction.
 */
export function write<S extends Names, T>(
  database: Database,
  stores: S[],
  durability: IDBTransactionDurability,
  work: (writing: Writing<S>) => Promise<T>,
): Promise<T> {
  return database.use(async (connection) => {
    const writing = connection.transaction(stores, "readwrite", { durability });
    try {
      const result = await work(writing);
      await writing.done;
      return result;
    } catch (error) {
      await giveUp(writing);
      throw error;
    }
  });
}
