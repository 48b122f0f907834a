import { canTakeBack, isWaiting, type OutboxEntry, WAITING_STATES } from "../../core/outbox/outbox-entry.ts";
import type { NewEnvelope, WithdrawalOutcome } from "../../core/outbox/outbox-store.ts";
import type { Database } from "./database.ts";
import { digest } from "./digest.ts";
import { type Enqueuing, keep } from "./outbox-enqueue.ts";
import { write } from "./write.ts";

/** All that an envelope touches, since withdrawing one may keep another. */
const STORES: ("outbox" | "envelopes" | "counters" | "endpoints")[] = ["outbox", "envelopes", "counters", "endpoints"];

/** Decided in one transaction against the lease: who comes first wins, and a withdrawn envelope is never leased. */
export function withdraw(
  database: Database,
  id: string,
  now: number,
  orAbandon?: boolean,
): Promise<"takenBack" | "tooLate"> {
  return write(database, STORES, "strict", async (writing) =>
    takeBack(writing, await writing.objectStore("outbox").get(id), now, orAbandon),
  );
}

async function takeBack(
  writing: Enqueuing,
  entry: OutboxEntry | undefined,
  now: number,
  orAbandon = false,
): Promise<"takenBack" | "tooLate"> {
  if (entry?.state === "withdrawn") return entry.mayHaveArrived ? "tooLate" : "takenBack";
  if (entry === undefined) return "tooLate";
  const isUnsent = canTakeBack(entry);
  if (isUnsent || orAbandon) await emptyOut(writing, entry, now);
  if (!isUnsent) return "tooLate";
  await giveNumberBack(writing, entry);
  return "takenBack";
}

/** One transaction, too: it is either never sent, or the request to disregard it goes after it. */
export async function withdrawSent(
  database: Database,
  id: string,
  request: NewEnvelope,
  now: number,
): Promise<WithdrawalOutcome> {
  const sha256 = await digest(request.bytes);
  return write(database, STORES, "strict", async (writing) => {
    const entry = await writing.objectStore("outbox").get(id);
    const outcome = await takeBack(writing, entry, now);
    if (entry === undefined || outcome === "takenBack") return outcome;
    return ask(writing, entry, { request, sha256, now });
  });
}

async function ask(
  writing: Enqueuing,
  entry: OutboxEntry,
  { request, sha256, now }: { request: NewEnvelope; sha256: string; now: number },
): Promise<WithdrawalOutcome> {
  const kept = await keep(writing, request, sha256);
  if (kept.kind === "seqTaken") return "seqTaken";
  if (isWaiting(entry)) await emptyOut(writing, entry, now);
  return "asked";
}

/** What is being sent at this moment may still arrive; it is not sent again. */
export function withdrawAll(database: Database, now: number): Promise<number> {
  return write(database, STORES, "strict", async (writing) => {
    const byState = writing.objectStore("outbox").index("byState");
    const waiting = (await Promise.all(WAITING_STATES.map((state) => byState.getAll(state)))).flat();
    for (const entry of waiting) await emptyOut(writing, entry, now);
    return waiting.length;
  });
}

/** What has left stays on the list, but without its copy it is not sent again since a day. */
async function emptyOut(writing: Enqueuing, entry: OutboxEntry, now: number): Promise<void> {
  const mayHaveArrived = !canTakeBack(entry);
  const empty = { ...entry, state: "withdrawn", mayHaveArrived, checkInId: null, settledAt: now } as const;
  if (isWaiting(entry)) await writing.objectStore("outbox").put(empty);
  await writing.objectStore("envelopes").delete(entry.id);
}

/** The last number, never sent, goes to the next envelope: the therapist would take the gap for a loss. */
async function giveNumberBack(writing: Enqueuing, { client, seq }: OutboxEntry): Promise<void> {
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
