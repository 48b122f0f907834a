import { openDatabase } from "../../../src/adapters/storage/database.ts";
import { createOutboxStore } from "../../../src/adapters/storage/outbox-store.ts";
import type { OutboxEntry } from "../../../src/core/outbox/outbox-entry.ts";
import { LEASE_MS } from "../../../src/core/outbox/retry-policy.ts";
import { BOX, freshDisk, NOON } from "./fresh-database.ts";

/** An empty outbox on an empty disk, at noon until a test moves the clock. */
export function openOutbox() {
  freshDisk();
  const clock = { now: NOON };
  const database = openDatabase();
  const store = createOutboxStore(database, { now: () => clock.now, random: () => 0.5 });
  return {
    clock,
    database,
    store,
    async entryOf(id: string): Promise<OutboxEntry> {
      const found = (await store.list()).find((entry) => entry.id === id);
      if (found === undefined) throw new Error(`no ${id}`);
      return found;
    },
    /** The id of what is due next. */
    async lease(endpointId = BOX): Promise<string | null> {
      return (await store.leaseNext(endpointId, clock.now, clock.now + LEASE_MS))?.entry.id ?? null;
    },
    storedBytes: (): Promise<number> => database.use((connection) => connection.count("envelopes")),
  };
}
