// oxlint-disable-next-line import/no-unassigned-import -- brings the IDB classes that idb asks for by name
import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { openDatabase } from "../../../src/adapters/storage/database.ts";
import type { NewEnvelope, OutboxStore } from "../../../src/core/outbox/outbox-store.ts";

/** An empty disk. A database opened before keeps its own. */
export function freshDisk(): void {
  globalThis.indexedDB = new IDBFactory();
}

/** All that lies in the database, as text in which a readable answer would be found. */
export function diskText(): Promise<string> {
  return openDatabase().use(async (connection) => {
    const stores = await Promise.all([...connection.objectStoreNames].map((name) => connection.getAll(name)));
    return JSON.stringify(stores, (_, value: unknown) =>
      value instanceof Uint8Array ? new TextDecoder("latin1").decode(value) : value,
    );
  });
}

export interface Committed {
  readonly stores: readonly string[];
  readonly durability: IDBTransactionDurability;
}

/** Notes every writing transaction that has really completed, in order, until `stop`. */
export function watchCommits(): { readonly commits: Committed[]; stop(): void } {
  const commits: Committed[] = [];
  const original = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = original.call(this, stores, mode, options);
    const durability = options?.durability ?? "default";
    if (mode === "readwrite") {
      const names = typeof stores === "string" ? [stores] : [...stores];
      transaction.addEventListener("complete", () => commits.push({ stores: names, durability }));
    }
    return transaction;
  };
  return { commits, stop: () => void (IDBDatabase.prototype.transaction = original) };
}

export const NOON = Date.UTC(2026, 10, 23, 12);
export const BOX = "put|mailbox|https://box.example|r7";
export const OTHER_BOX = "put|mailbox|https://other.example|q1";

/** A sealed envelope as the background would hand it over: due at once, unless said otherwise. */
export function envelope(changes: Partial<NewEnvelope> = {}): NewEnvelope {
  const seq = changes.seq ?? 1;
  return {
    id: `id-${seq}`,
    checkInId: `check-in-${seq}`,
    seq,
    client: "client-a",
    endpointId: BOX,
    consentHash: "consent",
    bytes: new TextEncoder().encode(`sealed ${changes.id ?? seq}`),
    createdAt: NOON,
    notBefore: NOON,
    ...changes,
  };
}

/** Saves this many, numbered from 1. */
export async function fill(store: OutboxStore, count: number, changes: Partial<NewEnvelope> = {}): Promise<void> {
  for (let seq = 1; seq <= count; seq += 1) await store.enqueue(envelope({ ...changes, seq }));
}
