import { WAITING_STATES } from "../../core/outbox/outbox-entry.ts";
import type { OutboxStore } from "../../core/outbox/outbox-store.ts";
import type { Database } from "./database.ts";
import { createGroupCommit } from "./group-commit.ts";
import { clearHold, hold, holdOf, rest } from "./outbox-endpoints.ts";
import { enqueue, FIRST_SEQ } from "./outbox-enqueue.ts";
import { leaseNext, listEndpoints, nextWakeAt, readBytes } from "./outbox-leases.ts";
import { handOver, park, postpone, release, type Settled, sendAgainSince, settleAll } from "./outbox-marks.ts";
import { reopenClock, retryNow } from "./outbox-times.ts";
import { forgetOlderThan, withdraw, withdrawAll, withdrawSent } from "./outbox-withdrawal.ts";

export interface OutboxStoreDeps {
  readonly now: () => number;
  /** From [0, 1). */
  readonly random: () => number;
}

export function createOutboxStore(database: Database, { now, random }: OutboxStoreDeps): OutboxStore {
  const commitSettled = createGroupCommit<Settled>((settled) => settleAll(database, settled));
  return {
    nextSeq: (client) => database.use(async (connection) => (await connection.get("counters", client)) ?? FIRST_SEQ),
    enqueue: (envelope) => enqueue(database, envelope),

    listEndpoints: () => listEndpoints(database),
    leaseNext: (endpointId, dueAt, leaseUntil) => leaseNext(database, endpointId, dueAt, leaseUntil),
    isSending: (id) => database.use(async (connection) => (await connection.get("outbox", id))?.state === "sending"),
    readBytes: (entry) => readBytes(database, entry),

    settle: (id, state) => commitSettled({ id, state, at: now() }),
    postpone: (id, nextAt, reason) => postpone(database, id, nextAt, reason),
    park: (id, reason) => park(database, id, reason),
    release: (id, inDoubt) => release(database, id, now(), inDoubt),
    handOver: (id, placeNow) => handOver(database, id, now(), placeNow),
    withdrawSent: (id, request) => withdrawSent(database, id, request, now()),
    sendAgainSince: (instant) => sendAgainSince(database, instant, now()),
    withdraw: (id, at, orAbandon) => withdraw(database, id, at, orAbandon),
    withdrawAll: (at) => withdrawAll(database, at),

    hold: (endpointId, reason, probeAt) => hold(database, now(), { endpointId, reason, probeAt }),
    rest: (endpointId, until, failures) => rest(database, now(), { endpointId, until, failures }),
    clearHold: (endpointId) => clearHold(database, endpointId),
    holdOf: (endpointId) => holdOf(database, endpointId),
    listPauses: () => database.use((connection) => connection.getAll("endpoints")),
    retryNow: (at, byHand) => retryNow(database, at, byHand),

    list: () => database.use((connection) => connection.getAll("outbox")),
    countWaiting: () =>
      database.use(async (connection) => {
        const byState = connection.transaction("outbox").store.index("byState");
        const counts = await Promise.all(WAITING_STATES.map((state) => byState.count(state)));
        return counts.reduce((sum, count) => sum + count, 0);
      }),
    nextWakeAt: () => nextWakeAt(database),
    reopenClock: (at) => reopenClock(database, at, random),
    forgetOlderThan: (instant) => forgetOlderThan(database, instant),
  };
}
