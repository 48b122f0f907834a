import type { EntryState, OutboxEntry } from "../../core/outbox/outbox-entry.ts";
import { mendLeaseUntil, mendProbeAt, mendTimes } from "../../core/outbox/retry-policy.ts";
import type { Database } from "./database.ts";
import { endpointsIn } from "./outbox-leases.ts";
import type { EndpointRecord } from "./schema.ts";
import { type Writing, write } from "./write.ts";

type Retiming = Writing<"outbox" | "endpoints">;

export function retryNow(database: Database, now: number, byHand: boolean): Promise<void> {
  return write(database, ["outbox", "endpoints"], "default", async (writing) => {
    await retimeProbes(writing, ({ probeAt, reason }) =>
      byHand || reason === null || reason === "noPermission" || reason === "noConsent" ? now : probeAt,
    );
    await retimeLater(writing, "queued", now, (entry) => ({ ...entry, nextAt: Math.max(now, entry.takeBackUntil) }));
  });
}

/** A clock that was set back would let everything wait for the old time to come again. */
export function reopenClock(database: Database, now: number, random: () => number): Promise<void> {
  return write(database, ["outbox", "endpoints"], "default", async (writing) => {
    await retimeProbes(writing, ({ probeAt }) => (probeAt === null ? null : mendProbeAt(probeAt, now, random())));
    await retimeLater(writing, "queued", now, (entry) => ({ ...entry, ...mendTimes(entry, now, random()) }));
    await retimeLater(writing, "sending", now, (entry) => ({ ...entry, nextAt: mendLeaseUntil(entry.nextAt, now) }));
  });
}

async function retimeProbes(writing: Retiming, at: (record: EndpointRecord) => number | null): Promise<void> {
  const endpoints = writing.objectStore("endpoints");
  for (const record of await endpoints.getAll()) {
    const probeAt = at(record);
    if (probeAt !== record.probeAt) await endpoints.put({ ...record, probeAt });
  }
}

async function retimeLater(
  writing: Retiming,
  state: EntryState,
  now: number,
  retime: (entry: OutboxEntry) => OutboxEntry,
): Promise<void> {
  const outbox = writing.objectStore("outbox");
  const byDue = outbox.index("byDue");
  for (const endpointId of await endpointsIn(byDue)) {
    const later = IDBKeyRange.bound([endpointId, state, now], [endpointId, state, Number.POSITIVE_INFINITY], true);
    for (const entry of await byDue.getAll(later)) {
      const retimed = retime(entry);
      if (retimed.nextAt !== entry.nextAt) await outbox.put(retimed);
    }
  }
}
