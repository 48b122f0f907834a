import type { HoldReason } from "../../core/outbox/delivery.ts";
import type { EndpointHold } from "../../core/outbox/outbox-store.ts";
import type { Database } from "./database.ts";
import type { EndpointRecord } from "./schema.ts";
import { write } from "./write.ts";

export function hold(
  database: Database,
  now: number,
  { endpointId, reason, probeAt }: { endpointId: string; reason: HoldReason; probeAt: number | null },
): Promise<void> {
  return changeRecord(database, endpointId, (earlier) => ({
    endpointId,
    reason,
    since: earlier?.reason === reason ? earlier.since : now,
    probeAt,
    failures: earlier?.failures ?? 0,
  }));
}

/** Keeps the reason the person was told, if there is one. */
export function rest(
  database: Database,
  now: number,
  { endpointId, until, failures }: { endpointId: string; until: number; failures: number },
): Promise<void> {
  return changeRecord(database, endpointId, (earlier) => ({
    endpointId,
    reason: earlier?.reason ?? null,
    since: earlier?.since ?? now,
    probeAt: until,
    failures,
  }));
}

function changeRecord(
  database: Database,
  endpointId: string,
  next: (earlier: EndpointRecord | undefined) => EndpointRecord,
): Promise<void> {
  return write(database, ["endpoints"], "default", async (writing) => {
    const endpoints = writing.objectStore("endpoints");
    await endpoints.put(next(await endpoints.get(endpointId)));
  });
}

export function clearHold(database: Database, endpointId: string): Promise<void> {
  return write(database, ["endpoints"], "default", (writing) => writing.objectStore("endpoints").delete(endpointId));
}

export async function holdOf(database: Database, endpointId: string): Promise<EndpointHold | null> {
  const record = await database.use((connection) => connection.get("endpoints", endpointId));
  if (record === undefined || record.reason === null) return null;
  return { reason: record.reason, since: record.since, probeAt: record.probeAt };
}
