import { deleteDB, openDB } from "idb";
import { giveUp } from "./give-up.ts";
import { createFirstStores } from "./migrations/0001-first-stores.ts";
import { replaceJournal } from "./migrations/0002-recording.ts";
import type { Connection, Migration, Schema, Upgrade } from "./schema.ts";
import { turnOver } from "./turn-over.ts";

/** In order; the version of the schema is their number. */
const MIGRATIONS: readonly Migration[] = [createFirstStores, replaceJournal];

/** `newerVersion`: a later version of the extension was here. Nothing is opened, nothing is touched. */
export type DatabaseHealth = "ready" | "newerVersion" | "unavailable";

export interface Database {
  /**
   * Gives an open connection. One transaction per use: if the browser has closed the connection meanwhile, `work` is done
   * again on a new one. Rejects when the database cannot be opened; `health` says why.
   */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T>;
  health(): Promise<DatabaseHealth>;
  close(): Promise<void>;
  /** Deletes everything that was kept here, also from the browser's files. */
  erase(): Promise<void>;
}

/** Opens at first use and again whenever the connection was lost. */
export function openDatabase(name = "aftersession"): Database {
  let opening: Promise<Connection> | null = null;

  function connect(): Promise<Connection> {
    if (opening !== null) return opening;
    const mine = open(name, forget);
    opening = mine;
    // A failed opening is not kept: the next use tries again.
    mine.catch(() => forget(mine));
    return mine;
  }
  function forget(lost?: Promise<Connection>): void {
    if (lost === undefined || lost === opening) opening = null;
  }
  async function close(): Promise<void> {
    const current = opening;
    forget();
    // An opening that failed has nothing to close.
    await current?.then(
      (connection) => connection.close(),
      () => undefined,
    );
  }

  return {
    close,
    async use(work) {
      const connecting = connect();
      const connection = await connecting;
      try {
        return await work(connection);
      } catch (error) {
        if (!isConnectionClosed(error)) throw error;
        forget(connecting);
        return work(await connect());
      }
    },
    async health() {
      try {
        await connect();
        return "ready";
      } catch (error) {
        return errorName(error) === "VersionError" ? "newerVersion" : "unavailable";
      }
    },
    async erase() {
      await close();
      // What lies only in the log would come to lie in a table beside its own deletion, and that table be left alone.
      await turnOver(name);
      await deleteDB(name);
      // The tables that were replaced go when the next is written.
      await turnOver(name);
    },
  };
}

/** Waits while an older connection is still open: ours close themselves as soon as they are asked. */
async function open(name: string, lost: () => void): Promise<Connection> {
  const connection: Connection = await openDB<Schema>(name, MIGRATIONS.length, {
    upgrade: (database, oldVersion, _newVersion, upgrade) => void migrate(database, oldVersion, upgrade),
    blocking() {
      lost();
      connection.close();
    },
    terminated: lost,
  });
  return connection;
}

/** Whole or not at all: idb does not wait for it, so that half of a failed upgrade would stay. Undone, opening fails. */
async function migrate(connection: Connection, oldVersion: number, upgrade: Upgrade): Promise<void> {
  try {
    for (const migration of MIGRATIONS.slice(oldVersion)) await migration(connection, upgrade);
  } catch {
    await giveUp(upgrade);
  }
}

/** Thrown before a transaction begins, so nothing was done yet. */
function isConnectionClosed(error: unknown): boolean {
  return errorName(error) === "InvalidStateError";
}

export function errorName(error: unknown): string {
  return error instanceof Error || error instanceof DOMException ? error.name : "";
}
