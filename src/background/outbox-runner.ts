import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import type { Deliver, Delivery } from "../core/outbox/delivery.ts";
import { decideNextStep, decideRest } from "../core/outbox/next-step.ts";
import type { OutboxEntry } from "../core/outbox/outbox-entry.ts";
import type { LeasedEnvelope, OutboxStore } from "../core/outbox/outbox-store.ts";
import { LEASE_MS } from "../core/outbox/retry-policy.ts";

/** Enough to keep a local mailbox busy, few enough not to look like an attack to a shared server. */
export const IN_FLIGHT_PER_ENDPOINT = 4;
/** When the disk would not answer: long enough for whatever it was to pass. */
export const STORAGE_TROUBLE_MS = 5 * 60_000;

export interface OutboxRunnerDeps {
  readonly store: OutboxStore;
  readonly deliver: Deliver;
  /** The place consented to, with today's key to it; null when that consent is gone. */
  readonly endpointOf: (endpointId: string) => Promise<InviteEndpoint | null>;
  /** False: nothing leaves, waiting or not. Asked before every send. */
  readonly isOn: () => Promise<boolean>;
  /** One holder of this name at a time in the whole browser, as `navigator.locks.request`. */
  readonly lock: <T>(name: string, work: () => Promise<T>) => Promise<T>;
  readonly now: () => number;
  readonly random: () => number;
  /** What pages show has changed. */
  readonly onChanged: () => void;
  readonly onTrouble: (cause: unknown) => void;
}

export interface OutboxRunner {
  /**
   * Sends what is due and resolves to the instant to run again, null if there is nothing to wait for. Asked for while a
   * run is under way, that run looks once more, and at once: an endpoint that keeps silent keeps no other waiting. Never
   * rejects.
   */
  run(): Promise<number | null>;
}

export function createOutboxRunner(deps: OutboxRunnerDeps): OutboxRunner {
  let running: Promise<number | null> | null = null;
  let again = false;
  let wake = (): void => {};

  const asked = (): Promise<void> => new Promise((resolve) => (wake = resolve));
  async function drain(): Promise<number | null> {
    const flights = createFlights(deps, () => (again = true));
    const mustWait = (): boolean => !again && flights.busy().length > 0;
    let wakeAt: number | null;
    try {
      do {
        again = false;
        await look(deps, flights);
        while (mustWait()) await Promise.race([asked(), ...flights.busy()]);
        wakeAt = (await deps.isOn()) ? await deps.store.nextWakeAt() : null;
      } while (again);
    } finally {
      // Nothing is under way once the lock is given back.
      await Promise.all(flights.busy());
    }
    flights.throwTrouble();
    return wakeAt;
  }
  async function runLocked(): Promise<number | null> {
    try {
      return await deps.lock("outbox", drain);
    } catch (cause) {
      deps.onTrouble(cause);
      return deps.now() + STORAGE_TROUBLE_MS;
    }
  }
  function run(): Promise<number | null> {
    if (running !== null) {
      again = true;
      wake();
      return running;
    }
    again = false;
    running = runLocked().then((wakeAt) => {
      running = null;
      // Asked for after the last look had ended.
      return again ? run() : wakeAt;
    });
    return running;
  }
  return { run };
}

/** The endpoints that are being sent to: never twice at once to one of them. */
interface Flights {
  start(endpointId: string, dueAt: number): void;
  /** None of them rejects. */
  busy(): readonly Promise<void>[];
  throwTrouble(): void;
}

/** `onOwed`: an endpoint is free that could not be looked at when that was asked for. */
function createFlights(deps: OutboxRunnerDeps, onOwed: () => void): Flights {
  const busy = new Map<string, Promise<void>>();
  const owed = new Set<string>();
  const troubles: unknown[] = [];
  async function fly(endpointId: string, dueAt: number): Promise<void> {
    try {
      await drainEndpoint(deps, endpointId, dueAt);
    } catch (cause) {
      troubles.push(cause);
    }
    busy.delete(endpointId);
    if (owed.delete(endpointId)) onOwed();
  }
  return {
    start(endpointId, dueAt) {
      if (busy.has(endpointId)) owed.add(endpointId);
      else busy.set(endpointId, fly(endpointId, dueAt));
    },
    busy: () => [...busy.values()],
    throwTrouble() {
      if (troubles.length > 0) throw troubles[0];
    },
  };
}

/** One look at everything that is due by now; what is postponed meanwhile waits for a later one. */
async function look({ now, store }: OutboxRunnerDeps, flights: Flights): Promise<void> {
  const dueAt = now();
  await store.reopenClock(dueAt);
  for (const endpointId of await store.listEndpoints()) flights.start(endpointId, dueAt);
}

async function drainEndpoint(deps: OutboxRunnerDeps, endpointId: string, dueAt: number): Promise<void> {
  const sendNext = createSending(deps, endpointId, dueAt);
  // The first goes alone: it is the probe of an endpoint that was left alone, and spares a dead one the others.
  const goOn = await sendNext();
  if (goOn === "nothing") return;
  deps.onChanged();
  if (goOn === "stop") return;
  const lanes = Array.from({ length: IN_FLIGHT_PER_ENDPOINT }, async () => {
    while ((await sendNext()) === "sent") continue;
  });
  const ended = await Promise.allSettled(lanes);
  deps.onChanged();
  for (const outcome of ended) if (outcome.status === "rejected") throw outcome.reason;
}

/** What all lanes of one endpoint share during one look. */
function createSending(
  deps: OutboxRunnerDeps,
  endpointId: string,
  dueAt: number,
): () => Promise<"sent" | "stop" | "nothing"> {
  const { store } = deps;
  let failuresInRow = 0;
  let stopped = false;

  return async () => {
    if (stopped || !(await deps.isOn())) return "nothing";
    const leased = await store.leaseNext(endpointId, dueAt, deps.now() + LEASE_MS);
    if (leased === null) return "nothing";
    const delivery = await attempt(deps, leased.entry);
    failuresInRow = delivery.kind === "retry" ? failuresInRow + 1 : 0;
    await writeDown(deps, leased.entry, delivery);
    const rests = await letRest(deps, leased, delivery, failuresInRow);
    stopped ||= rests || delivery.kind === "hold";
    return stopped ? "stop" : "sent";
  };
}

async function attempt(
  { store, endpointOf, deliver, isOn, onTrouble }: OutboxRunnerDeps,
  entry: OutboxEntry,
): Promise<Delivery> {
  const { id, sha256, tries } = entry;
  const endpoint = await endpointOf(entry.endpointId);
  if (endpoint === null) return { kind: "hold", reason: "noConsent" };
  const bytes = await store.readBytes(entry);
  if (bytes === null) return { kind: "park", reason: "unreadable" };
  try {
    return await deliver({
      id,
      bytes,
      sha256,
      endpoint,
      tries,
      isStillWanted: async () => (await isOn()) && store.isSending(id),
    });
  } catch (cause) {
    // A mistake of ours with this envelope must not keep the others here.
    onTrouble(cause);
    return { kind: "retry", reason: "strangeReply", retryAfterMs: null };
  }
}

async function writeDown(
  { store, now, random }: OutboxRunnerDeps,
  entry: OutboxEntry,
  delivery: Delivery,
): Promise<void> {
  const { id, endpointId, takeBackUntil: waitsSince, tries } = entry;
  const step = decideNextStep(delivery, { waitsSince, tries, now: now(), random: random() });
  switch (step.kind) {
    case "settle":
      return store.settle(id, step.state);
    case "postpone":
      return store.postpone(id, step.nextAt, step.reason);
    case "park":
      return store.park(id, step.reason);
    case "hold":
      // The endpoint first, or another lane would take this very envelope again.
      await store.hold(endpointId, step.reason, step.probeAt);
      // Some webhooks answer so after they stored it.
      return store.release(id, step.reason === "webPage" || step.reason === "moved");
    case "notSent":
      return store.release(id);
  }
}

async function letRest(
  { store, now, random }: OutboxRunnerDeps,
  { entry, probe, failures }: LeasedEnvelope,
  delivery: Delivery,
  failuresInRow: number,
): Promise<boolean> {
  const until = decideRest(delivery, { probe, failuresInRow, rests: failures, now: now(), random: random() });
  if (until === null) return false;
  await store.rest(entry.endpointId, until, failures + 1);
  return true;
}
