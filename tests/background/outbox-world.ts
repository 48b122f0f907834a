import { createHash } from "node:crypto";
import { openDatabase } from "../../src/adapters/storage/database.ts";
import { createOutboxStore } from "../../src/adapters/storage/outbox-store.ts";
import { createOutboxRunner, type OutboxRunner, type OutboxRunnerDeps } from "../../src/background/outbox-runner.ts";
import type { InviteEndpoint } from "../../src/core/invite/endpoint.ts";
import type { Deliver, Delivery, DeliveryOrder } from "../../src/core/outbox/delivery.ts";
import type { OutboxStore } from "../../src/core/outbox/outbox-store.ts";
import { endpointIdOf } from "../../src/core/outbox/pairing.ts";
import { NOON } from "../adapters/storage/fresh-database.ts";

const MAILBOX: InviteEndpoint = {
  adapter: "put",
  profile: "mailbox",
  url: "https://box.example",
  box: "r7",
  token: "t0k",
};
const OTHER_MAILBOX: InviteEndpoint = { ...MAILBOX, url: "https://other.example", box: "q1" };
export const DELIVERED: Delivery = { kind: "delivered" };
export const NO_REPLY: Delivery = { kind: "retry", reason: "noReply", retryAfterMs: null };
const NEVER = new Promise<never>(() => undefined);

/** As `navigator.locks.request`: one at a time, in order, whatever became of those before. */
export function createLock(): OutboxRunnerDeps["lock"] {
  const tails = new Map<string, Promise<unknown>>();
  return (name, work) => {
    const mine = (tails.get(name) ?? Promise.resolve()).then(work, work);
    tails.set(name, mine);
    return mine;
  };
}

/** An endpoint that keeps what reaches it, as the mailbox does, and notes every request. */
export function createEndpoint() {
  const kept = new Map<string, string>();
  const requests: { readonly id: string; readonly hash: string; readonly url: string }[] = [];
  return {
    kept,
    requests,
    /** Other bytes under a known id are refused; the same again are fine. */
    receive({ id, bytes, endpoint }: DeliveryOrder): Delivery {
      const hash = createHash("sha256").update(bytes).digest("hex");
      requests.push({ id, hash, url: endpoint.url });
      const earlier = kept.get(id) ?? hash;
      kept.set(id, earlier);
      return earlier === hash ? DELIVERED : { kind: "park", reason: "otherContent" };
    },
  };
}

export interface Worker {
  readonly runner: OutboxRunner;
  readonly store: OutboxStore;
  /** From here on nothing this worker waits for ever comes back, as when the browser stops it. */
  kill(): void;
}

/** One browser profile: a disk that outlives its workers, and a clock. */
export function createWorld() {
  const clock = { now: NOON };
  const changes = { count: 0 };
  const troubles: unknown[] = [];
  const newStore = (): OutboxStore => createOutboxStore(openDatabase(), { now: () => clock.now, random: () => 0.5 });

  function startWorker(deliver: Deliver, overrides: Partial<OutboxRunnerDeps> = {}): Worker {
    let alive = true;
    const mortal =
      <A extends readonly unknown[], T>(work: (...given: A) => Promise<T>) =>
      async (...given: A): Promise<T> => {
        if (!alive) return NEVER;
        const result = await work(...given);
        return alive ? result : NEVER;
      };
    const whole = newStore();
    const store = Object.fromEntries(
      Object.entries(whole).map(([name, work]) => [name, mortal(work as (...given: unknown[]) => Promise<unknown>)]),
    ) as unknown as OutboxStore;
    const runner = createOutboxRunner({
      store,
      deliver: mortal(deliver),
      endpointOf: async (id) => [MAILBOX, OTHER_MAILBOX].find((endpoint) => endpointIdOf(endpoint) === id) ?? null,
      isOn: async () => true,
      lock: createLock(),
      now: () => clock.now,
      random: () => 0.5,
      onChanged: () => void (changes.count += 1),
      onTrouble: (cause) => void troubles.push(cause),
      ...overrides,
    });
    return { runner, store, kill: () => void (alive = false) };
  }
  return { clock, changes, troubles, newStore, startWorker };
}

/** Lets everything else that can run do so, this often. */
export async function turns(count: number): Promise<void> {
  for (let turn = 0; turn < count; turn += 1) await new Promise(setImmediate);
}

/** Lets everything else run until this is so. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let turn = 0; turn < 1_000_000; turn += 1) {
    if (await holds()) return;
    await turns(1);
  }
  throw new Error("it never came to that");
}
