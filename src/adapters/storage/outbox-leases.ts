import type { IDBPIndex, StoreNames } from "idb";
import type { EntryState, OutboxEntry } from "../../core/outbox/outbox-entry.ts";
import type { LeasedEnvelope } from "../../core/outbox/outbox-store.ts";
import { isHandedOver } from "../../core/outbox/pairing.ts";
import type { Database } from "./database.ts";
import { digest } from "./digest.ts";
import type { EndpointRecord, Schema } from "./schema.ts";
import { write } from "./write.ts";

/** Sorts after every state: where the next endpoint begins. */
const AFTER_STATES = "\uffff";

type DueIndex = IDBPIndex<Schema, ArrayLike<StoreNames<Schema>>, "outbox", "byDue", IDBTransactionMode>;

export function listEndpoints(database: Database): Promise<readonly string[]> {
  return database.use((connection) => endpointsIn(connection.transaction("outbox").store.index("byDue")));
}

/** Save those to which nothing is ever sent. */
export async function endpointsIn(byDue: DueIndex): Promise<readonly string[]> {
  const ids: string[] = [];
  let cursor = await byDue.openKeyCursor();
  while (cursor !== null) {
    const [endpointId] = cursor.key;
    if (!isHandedOver(endpointId)) ids.push(endpointId);
    cursor = await cursor.continue([endpointId, AFTER_STATES, 0]);
  }
  return ids;
}

function dueUntil(endpointId: string, state: EntryState, at: number): IDBKeyRange {
  return IDBKeyRange.bound([endpointId, state, Number.NEGATIVE_INFINITY], [endpointId, state, at]);
}

/** Not strict: a lease that is lost costs a repeat, and repeats are harmless. */
export function leaseNext(
  database: Database,
  endpointId: string,
  dueAt: number,
  leaseUntil: number,
): Promise<LeasedEnvelope | null> {
  return write(database, ["outbox", "endpoints"], "default", async (writing) => {
    const endpoints = writing.objectStore("endpoints");
    const record = (await endpoints.get(endpointId)) ?? null;
    if (record !== null && !mayProbe(record, dueAt)) return null;

    const outbox = writing.objectStore("outbox");
    const byDue = outbox.index("byDue");
    // What was interrupted comes last: if it is what brings the sender down, the others are gone by then.
    const due =
      (await byDue.get(dueUntil(endpointId, "queued", dueAt))) ??
      (await byDue.get(dueUntil(endpointId, "sending", dueAt)));
    if (due === undefined) return null;
    const interrupted = due.state === "sending";
    const entry: OutboxEntry = {
      ...due,
      state: "sending",
      nextAt: leaseUntil,
      mayHaveArrived: due.mayHaveArrived || interrupted,
    };
    await outbox.put(entry);
    // One probe at a time.
    if (record !== null) await endpoints.put({ ...record, probeAt: leaseUntil });
    return { entry, probe: record !== null, failures: record?.failures ?? 0 };
  });
}

function mayProbe({ probeAt }: EndpointRecord, at: number): boolean {
  return probeAt !== null && probeAt <= at;
}

export async function readBytes(database: Database, { id, sha256 }: OutboxEntry): Promise<Uint8Array | null> {
  const bytes = await readQuietly(database, id);
  return bytes !== null && (await digest(bytes)) === sha256 ? bytes : null;
}

async function readQuietly(database: Database, id: string): Promise<Uint8Array | null> {
  try {
    const record = await database.use((connection) => connection.get("envelopes", id));
    return record?.bytes ?? null;
  } catch {
    // One record the browser cannot read any more must not keep the others from leaving.
    return null;
  }
}

export function nextWakeAt(database: Database): Promise<number | null> {
  return database.use(async (connection) => {
    const reading = connection.transaction(["outbox", "endpoints"]);
    const byDue = reading.objectStore("outbox").index("byDue");
    let earliest = Number.POSITIVE_INFINITY;
    for (const endpointId of await endpointsIn(byDue)) {
      const record = await reading.objectStore("endpoints").get(endpointId);
      const probeAt = record === undefined ? Number.NEGATIVE_INFINITY : (record.probeAt ?? Number.POSITIVE_INFINITY);
      earliest = Math.min(earliest, Math.max(await firstDueAt(byDue, endpointId), probeAt));
    }
    return Number.isFinite(earliest) ? earliest : null;
  });
}

async function firstDueAt(byDue: DueIndex, endpointId: string): Promise<number> {
  const queued = await byDue.openKeyCursor(dueUntil(endpointId, "queued", Number.POSITIVE_INFINITY));
  const sending = await byDue.openKeyCursor(dueUntil(endpointId, "sending", Number.POSITIVE_INFINITY));
  return Math.min(queued?.key[2] ?? Number.POSITIVE_INFINITY, sending?.key[2] ?? Number.POSITIVE_INFINITY);
}
