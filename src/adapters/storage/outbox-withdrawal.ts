import { canTakeBack, type OutboxEntry, WAITING_STATES } from "../../core/outbox/outbox-entry.ts";
import type { Database } from "./database.ts";
import { type Writing, write } from "./write.ts";

type Withdrawing = Writing<"outbox" | "envelopes" | "counters">;

/** Decided in one transaction against the lease: who comes first wins, and a withdrawn envelope is never leased. */
export function withdraw(database: Database, id: string, now: number): Promise<"takenBack" | "tooLate"> {
  return write(database, ["outbox", "envelopes", "counters"], "strict", async (writing) => {
    const entry = await writing.objectStore("outbox").get(id);
    if (entry?.state === "withdrawn") return "takenBack";
    if (entry === undefined || !canTakeBack(entry)) return "tooLate";
    await emptyOut(writing, entry, now);
    await giveNumberBack(writing, entry);
    return "takenBack";
  });
}

/** What is being sent at this moment may still arrive; it is not sent again. */
export function withdrawAll(database: Database, now: number): Promise<number> {
  return write(database, ["outbox", "envelopes", "counters"], "strict", async (writing) => {
    const byState = writing.objectStore("outbox").index("byState");
    const waiting = (await Promise.all(WAITING_STATES.map((state) => byState.getAll(state)))).flat();
    for (const entry of waiting) await emptyOut(writing, entry, now);
    return waiting.length;
  });
}

async function emptyOut(writing: Withdrawing, entry: OutboxEntry, now: number): Promise<void> {
  const { id } = entry;
  await writing.objectStore("outbox").put({ ...entry, state: "withdrawn", checkInId: null, settledAt: now });
  await writing.objectStore("envelopes").delete(id);
}

/** The last number, never sent, goes to the next envelope: the therapist would take the gap for a loss. */
async function giveNumberBack(writing: Withdrawing, { client, seq }: OutboxEntry): Promise<void> {
  const counters = writing.objectStore("counters");
  if ((await counters.get(client)) === seq + 1) await counters.put(seq, client);
}

export function forgetOlderThan(database: Database, instant: number): Promise<number> {
  return write(database, ["outbox", "envelopes"], "default", async (writing) => {
    let forgotten = 0;
    let row = await writing.objectStore("outbox").openCursor();
    for (; row !== null; row = await row.continue()) {
      const { id, state, settledAt } = row.value;
      if (WAITING_STATES.includes(state) || settledAt === null || settledAt >= instant) continue;
      await row.delete();
      await writing.objectStore("envelopes").delete(id);
      forgotten += 1;
    }
    return forgotten;
  });
}
