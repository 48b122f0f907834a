import type { IDBPObjectStore } from "idb";
import type { ParkReason, RetryReason } from "../../core/outbox/delivery.ts";
import {
  isEndpointsWord,
  leavesDoubt,
  type OutboxEntry,
  WAITING_STATES,
  withdrawalOf,
} from "../../core/outbox/outbox-entry.ts";
import type { SentAgain } from "../../core/outbox/outbox-store.ts";
import { isHandedOver } from "../../core/outbox/pairing.ts";
import type { Database } from "./database.ts";
import type { Schema } from "./schema.ts";
import { write } from "./write.ts";

export interface Settled {
  readonly id: string;
  readonly state: "delivered" | "taken";
  readonly at: number;
}

/**
 * Strict: said once, it holds after a power cut. Sealed bytes stay, for an endpoint that is restored from a backup; plain
 * ones go.
 */
export async function settleAll(database: Database, settled: readonly Settled[]): Promise<void> {
  const stores: ("outbox" | "envelopes" | "endpoints")[] = ["outbox", "endpoints"];
  // Only then: those that read their bytes would have to wait for the disk.
  if (await isAnyPlain(database, settled)) stores.push("envelopes");
  return write(database, stores, "strict", async (writing) => {
    const outbox = writing.objectStore("outbox");
    for (const { id, state, at } of settled) {
      const entry = await outbox.get(id);
      if (entry === undefined || entry.state === "withdrawn" || entry.state === "delivered") continue;
      await outbox.put({ ...entry, state, settledAt: at, lastReason: null });
      if (entry.plain && state === "delivered") await writing.objectStore("envelopes").delete(id);
      await writing.objectStore("endpoints").delete(entry.endpointId);
    }
  });
}

function isAnyPlain(database: Database, settled: readonly Settled[]): Promise<boolean> {
  return database.use(async (connection) => {
    const outbox = connection.transaction("outbox").store;
    const entries = await Promise.all(settled.map(({ id }) => outbox.get(id)));
    return entries.some((entry) => entry?.plain);
  });
}

export function postpone(database: Database, id: string, nextAt: number, reason: RetryReason): Promise<void> {
  return change(database, id, ["sending"], (entry) => ({
    ...entry,
    state: "queued",
    tries: entry.tries + 1,
    nextAt,
    lastReason: reason,
    mayHaveArrived: entry.mayHaveArrived || leavesDoubt(reason),
  }));
}

export function park(database: Database, id: string, reason: ParkReason): Promise<void> {
  return change(database, id, ["sending"], async (entry, endpoints) => {
    if (isEndpointsWord(reason)) await endpoints.delete(entry.endpointId);
    return { ...entry, state: "parked", lastReason: reason };
  });
}

export function release(database: Database, id: string, now: number, inDoubt = false): Promise<void> {
  return change(database, id, ["parked", "sending"], (entry) => ({
    ...requeued(entry, now, entry.state === "parked" ? undefined : entry),
    mayHaveArrived: entry.mayHaveArrived || inDoubt,
  }));
}

/** By hand it starts from the beginning, its thirty days too; after a hold no try was burnt. */
function requeued(
  entry: OutboxEntry,
  now: number,
  { tries, takeBackUntil }: Pick<OutboxEntry, "tries" | "takeBackUntil"> = { tries: 0, takeBackUntil: now },
): OutboxEntry {
  return { ...entry, state: "queued", tries, takeBackUntil, nextAt: Math.max(now, takeBackUntil) };
}

/** Strict: the copy that was saved may be all that anybody will ever send. */
export function handOver(database: Database, id: string, now: number, placeNow: string | null): Promise<void> {
  return change(
    database,
    id,
    WAITING_STATES,
    async (entry, endpoints) => {
      const { endpointId, state, lastReason } = entry;
      // Nothing goes there by itself; the place of today's invite may be mended.
      const isLeft = (await endpoints.get(endpointId))?.probeAt === null && endpointId !== placeNow;
      return {
        ...entry,
        ...((isHandedOver(endpointId) || state === "parked" || isLeft) && { state: "taken", settledAt: now }),
        // A reason tells it from what an endpoint took.
        lastReason: lastReason ?? (isLeft ? "refused" : null),
        mayHaveArrived: true,
      };
    },
    "strict",
  );
}

/** For an endpoint that was restored from a backup, or forgot what it had taken. */
export function sendAgainSince(database: Database, instant: number, now: number): Promise<SentAgain> {
  return write(database, ["outbox", "envelopes"], "strict", async (writing) => {
    const [outbox, envelopes] = [writing.objectStore("outbox"), writing.objectStore("envelopes")];
    const byState = outbox.index("byState");
    const settled = [...(await byState.getAll("delivered")), ...(await byState.getAll("taken"))];
    let [again, gone] = [0, 0];
    for (const entry of settled) {
      if (isHandedOver(entry.endpointId) || (entry.settledAt ?? 0) < instant) continue;
      const isUnwanted = (await outbox.index("byCheckIn").count(withdrawalOf(entry.id))) > 0;
      if (isUnwanted || (await envelopes.count(entry.id)) === 0) gone += 1;
      else {
        await outbox.put({ ...requeued(entry, now), settledAt: null, mayHaveArrived: true });
        again += 1;
      }
    }
    return { again, gone };
  });
}

type Endpoints = IDBPObjectStore<Schema, ("outbox" | "endpoints")[], "endpoints", "readwrite">;

/** An outcome that comes after its lease was lost to another one changes nothing. */
function change(
  database: Database,
  id: string,
  from: readonly OutboxEntry["state"][],
  next: (entry: OutboxEntry, endpoints: Endpoints) => OutboxEntry | Promise<OutboxEntry>,
  durability: IDBTransactionDurability = "default",
): Promise<void> {
  return write(database, ["outbox", "endpoints"], durability, async (writing) => {
    const outbox = writing.objectStore("outbox");
    const entry = await outbox.get(id);
    if (entry !== undefined && from.includes(entry.state)) {
      await outbox.put(await next(entry, writing.objectStore("endpoints")));
    }
  });
}
