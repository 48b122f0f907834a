import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../src/adapters/storage/database.ts";
import { IN_FLIGHT_PER_ENDPOINT, STORAGE_TROUBLE_MS } from "../../src/background/outbox-runner.ts";
import type { Deliver, Delivery } from "../../src/core/outbox/delivery.ts";
import { FAILURES_BEFORE_REST } from "../../src/core/outbox/next-step.ts";
import { withdrawalOf } from "../../src/core/outbox/outbox-entry.ts";
import type { OutboxStore } from "../../src/core/outbox/outbox-store.ts";
import { LEASE_MS, MAX_BACKOFF_MS } from "../../src/core/outbox/retry-policy.ts";
import { BOX, envelope, fill, freshDisk, NOON, OTHER_BOX } from "../adapters/storage/fresh-database.ts";
import { createEndpoint, createLock, createWorld, DELIVERED, NO_REPLY, turns, until } from "./outbox-world.ts";

/** How soon what a clock jump had carried away is tried again, as sync promises. */
const REOPENED_WITHIN_MS = 10 * 60_000;

let world: ReturnType<typeof createWorld>;
let endpoint: ReturnType<typeof createEndpoint>;
let store: OutboxStore;
const healthy: Deliver = async (order) => endpoint.receive(order);
const always =
  (delivery: Delivery): Deliver =>
  async (order) => {
    endpoint.requests.push({ id: order.id, hash: order.sha256, url: order.endpoint.url });
    return delivery;
  };

beforeEach(() => {
  freshDisk();
  world = createWorld();
  endpoint = createEndpoint();
  store = world.newStore();
});

async function states(): Promise<readonly string[]> {
  return (await store.list()).map(({ state }) => state);
}
const sentIds = () => endpoint.requests.map(({ id }) => id);

describe("delivering", () => {
  test("sends what is due once and leaves the rest for its time", async () => {
    await fill(store, 3);
    await store.enqueue(envelope({ seq: 4, notBefore: NOON + 60_000 }));
    const { runner } = world.startWorker(healthy);
    expect(await runner.run()).toBe(NOON + 60_000);
    expect(sentIds().toSorted()).toEqual(["id-1", "id-2", "id-3"]);
    expect(await states()).toEqual(["delivered", "delivered", "delivered", "queued"]);
    world.clock.now += 60_000;
    expect(await runner.run()).toBeNull();
    expect(endpoint.requests).toHaveLength(4);
  });

  test("I3: an envelope leaves the outbox only after its endpoint has it", async () => {
    await fill(store, 1);
    const seen: (readonly string[])[] = [];
    const { runner } = world.startWorker(async (order) => {
      seen.push(await states());
      return endpoint.receive(order);
    });
    await runner.run();
    expect(seen).toEqual([["sending"]]);
    expect(await states()).toEqual(["delivered"]);
  });

  test("a taken envelope is not sent again", async () => {
    await fill(store, 1);
    const { runner } = world.startWorker(always({ kind: "taken" }));
    expect(await runner.run()).toBeNull();
    await runner.run();
    expect(await states()).toEqual(["taken"]);
    expect(endpoint.requests).toHaveLength(1);
  });

  test("never more than four at once to one endpoint", async () => {
    await fill(store, 30);
    const waiting: (() => void)[] = [];
    const { runner } = world.startWorker(async (order) => {
      if (endpoint.kept.size > 0) await new Promise<void>((resolve) => waiting.push(resolve));
      return endpoint.receive(order);
    });
    const run = runner.run();
    await until(() => waiting.length === IN_FLIGHT_PER_ENDPOINT);
    await turns(200);
    expect(waiting).toHaveLength(IN_FLIGHT_PER_ENDPOINT);
    let ended = false;
    void run.then(() => (ended = true));
    await until(() => {
      for (const goOn of waiting.splice(0)) goOn();
      return ended;
    });
    expect(endpoint.kept.size).toBe(30);
  });

  test("tells the pages", async () => {
    await fill(store, 1);
    await world.startWorker(healthy).runner.run();
    expect(world.changes.count).toBeGreaterThan(0);
  });

  test("an empty outbox asks for nothing and changes nothing", async () => {
    expect(await world.startWorker(healthy).runner.run()).toBeNull();
    expect(world.changes.count).toBe(0);
  });
});

describe("a worker that is stopped", () => {
  test("I2, I7: between sending and marking: the same bytes again under the same id, kept once", async () => {
    await fill(store, 1);
    const first = world.startWorker(async (order) => {
      endpoint.receive(order);
      first.kill();
      return DELIVERED;
    });
    void first.runner.run();
    await until(() => endpoint.requests.length === 1);
    expect(await states()).toEqual(["sending"]);

    const second = world.startWorker(healthy);
    expect(await second.runner.run()).toBe(NOON + LEASE_MS);
    expect(endpoint.requests).toHaveLength(1);
    world.clock.now += LEASE_MS;
    expect(await second.runner.run()).toBeNull();
    const [before, after] = endpoint.requests;
    expect(after).toEqual(before);
    expect(endpoint.kept.size).toBe(1);
    expect(await states()).toEqual(["delivered"]);
  });

  test("between lease and send: sent by the next one", async () => {
    await fill(store, 1);
    const first = world.startWorker(healthy, {
      endpointOf: () => {
        first.kill();
        return new Promise(() => undefined);
      },
    });
    void first.runner.run();
    await until(async () => (await states())[0] === "sending");
    world.clock.now += LEASE_MS;
    await world.startWorker(healthy).runner.run();
    expect(sentIds()).toEqual(["id-1"]);
  });
});

describe("I6: one sender", () => {
  test("two runs at once send each envelope once, and the second looks again", async () => {
    await fill(store, 5);
    const { runner } = world.startWorker(healthy);
    await Promise.all([runner.run(), runner.run(), runner.run()]);
    expect(sentIds().toSorted()).toEqual(["id-1", "id-2", "id-3", "id-4", "id-5"]);
  });

  test("two workers with the browser's lock send each envelope once", async () => {
    await fill(store, 5);
    const lock = createLock();
    const workers = [world.startWorker(healthy, { lock }), world.startWorker(healthy, { lock })];
    await Promise.all(workers.map(({ runner }) => runner.run()));
    expect(endpoint.requests).toHaveLength(5);
  });

  test("the lease alone keeps two workers apart when the lock does not", async () => {
    await fill(store, 9);
    const workers = [world.startWorker(healthy), world.startWorker(healthy)];
    await Promise.all(workers.map(({ runner }) => runner.run()));
    expect(sentIds().toSorted()).toEqual((await store.list()).map(({ id }) => id).toSorted());
  });

  test("what is saved during a run is sent by that run when it is asked for", async () => {
    await fill(store, 1);
    const { runner } = world.startWorker(async (order) => {
      if (order.id === "id-1") {
        await store.enqueue(envelope({ seq: 2 }));
        void runner.run();
      }
      return endpoint.receive(order);
    });
    expect(await runner.run()).toBeNull();
    expect(sentIds()).toEqual(["id-1", "id-2"]);
  });

  test("what is saved while a run is just ending is sent as well", async () => {
    await fill(store, 1);
    let letGo: (() => void) | null = null;
    const { runner } = world.startWorker(healthy, {
      lock: async (_name, work) => {
        const result = await work();
        if (letGo === null) await new Promise<void>((resolve) => (letGo = resolve));
        return result;
      },
    });
    const first = runner.run();
    await until(() => letGo !== null);
    await store.enqueue(envelope({ seq: 2 }));
    const second = runner.run();
    letGo!();
    await Promise.all([first, second]);
    expect(sentIds()).toEqual(["id-1", "id-2"]);
  });
});

describe("I8: trouble", () => {
  test("a poison envelope does not keep the others", async () => {
    await fill(store, 6);
    const { runner } = world.startWorker(async (order) => {
      if (order.id === "id-1") return { kind: "retry", reason: "endpointTrouble", retryAfterMs: null };
      if (order.id === "id-3") return { kind: "park", reason: "notUnderstood" };
      return endpoint.receive(order);
    });
    await runner.run();
    expect(await states()).toEqual(["queued", "delivered", "parked", "delivered", "delivered", "delivered"]);
    expect((await store.list())[2]).toMatchObject({ lastReason: "notUnderstood" });
  });

  test("nor does one that makes our own code fail, nor one that cannot be read", async () => {
    await fill(store, 3);
    const readBytes: OutboxStore["readBytes"] = async (entry) => (entry.id === "id-2" ? null : store.readBytes(entry));
    const faulty: Deliver = async (order) => {
      if (order.id === "id-1") throw new Error("a mistake of ours");
      return endpoint.receive(order);
    };
    await world.startWorker(faulty, { store: { ...store, readBytes } }).runner.run();
    expect(await states()).toEqual(["queued", "parked", "delivered"]);
    expect(world.troubles).toHaveLength(1);
  });

  test("a record that was damaged on the disk is parked with its reason, and the others go", async () => {
    await fill(store, 3);
    await openDatabase().use((connection) =>
      connection.put("envelopes", { id: "id-1", bytes: new TextEncoder().encode("sealed 1?") }),
    );
    await world.startWorker(healthy).runner.run();
    expect(await states()).toEqual(["parked", "delivered", "delivered"]);
    expect((await store.list())[0]).toMatchObject({ lastReason: "unreadable" });
  });

  test("a hold stops the endpoint, burns no tries, is shown, and is tried again with one envelope", async () => {
    await fill(store, 8);
    const { runner } = world.startWorker(always({ kind: "hold", reason: "wrongKey" }));
    expect(await runner.run()).toBe(NOON + MAX_BACKOFF_MS);
    expect(endpoint.requests).toHaveLength(1);
    expect((await store.list()).every(({ state, tries }) => state === "queued" && tries === 0)).toBe(true);
    expect((await store.holdOf(BOX))?.reason).toBe("wrongKey");

    world.clock.now += MAX_BACKOFF_MS;
    await runner.run();
    expect(endpoint.requests).toHaveLength(2);
    expect(await world.startWorker(healthy).runner.run()).toBe(NOON + 2 * MAX_BACKOFF_MS);
    world.clock.now += MAX_BACKOFF_MS;
    expect(await world.startWorker(healthy).runner.run()).toBeNull();
    expect(endpoint.kept.size).toBe(8);
    expect(await store.holdOf(BOX)).toBeNull();
  });

  test("an endpoint that is gone is asked again by hand only", async () => {
    await fill(store, 2);
    expect(await world.startWorker(always({ kind: "hold", reason: "gone" })).runner.run()).toBeNull();
    const { runner } = world.startWorker(healthy);
    await store.retryNow(world.clock.now, false);
    expect(await runner.run()).toBeNull();
    expect(endpoint.kept.size).toBe(0);
    await store.retryNow(world.clock.now, true);
    await runner.run();
    expect(endpoint.kept.size).toBe(2);
  });

  test("one dead endpoint does not keep another waiting", async () => {
    await store.enqueue(envelope({ seq: 1 }));
    await store.enqueue(envelope({ seq: 2, endpointId: OTHER_BOX }));
    const { runner } = world.startWorker(async (order) =>
      order.endpoint.url.includes("other") ? endpoint.receive(order) : { kind: "hold", reason: "notThere" },
    );
    await runner.run();
    expect(await states()).toEqual(["queued", "delivered"]);
  });

  test("while one endpoint keeps silent, what is saved for another leaves at once, and its own afterwards", async () => {
    await store.enqueue(envelope({ seq: 1 }));
    let answer = (): void => {};
    const { runner } = world.startWorker(async (order) => {
      if (order.id === "id-1") await new Promise<void>((resolve) => (answer = resolve));
      return endpoint.receive(order);
    });
    const run = runner.run();
    await until(async () => (await states())[0] === "sending");
    await store.enqueue(envelope({ seq: 2, endpointId: OTHER_BOX }));
    await store.enqueue(envelope({ seq: 3 }));
    void runner.run();
    await until(() => endpoint.kept.has("id-2"));
    expect(sentIds()).toEqual(["id-2"]);
    await until(() => (answer(), endpoint.kept.has("id-3")));
    expect(await run).toBeNull();
    expect(sentIds()).toEqual(["id-2", "id-1", "id-3"]);
  });

  test("a disk that fails while one endpoint keeps silent is reported only once nothing is under way", async () => {
    await store.enqueue(envelope({ seq: 1 }));
    let answer = (): void => {};
    const worker = world.startWorker(healthy);
    let looks = 0;
    const broken: OutboxStore = {
      ...worker.store,
      reopenClock: async (at) => {
        looks += 1;
        if (looks === 2) throw new DOMException("io", "UnknownError");
        await worker.store.reopenClock(at);
      },
    };
    const slow: Deliver = async (order) => {
      await new Promise<void>((resolve) => (answer = resolve));
      return endpoint.receive(order);
    };
    const { runner } = world.startWorker(slow, { store: broken });
    let ended = false;
    const run = runner.run().finally(() => (ended = true));
    await until(async () => (await states())[0] === "sending");
    void runner.run();
    await until(() => looks === 2);
    await turns(50);
    expect(ended).toBe(false);
    await until(() => (answer(), ended));
    expect(await run).toBe(NOON + STORAGE_TROUBLE_MS);
    expect(await states()).toEqual(["delivered"]);
  });

  test("a thousand envelopes cost a dead server a few requests, fewer each time", async () => {
    await fill(store, 1_000);
    const { runner } = world.startWorker(always(NO_REPLY));
    let at = await runner.run();
    const first = endpoint.requests.length;
    expect(first).toBeLessThan(FAILURES_BEFORE_REST + IN_FLIGHT_PER_ENDPOINT);
    const waits: number[] = [];
    for (let look = 0; look < 12; look += 1) {
      waits.push(at! - world.clock.now);
      world.clock.now = at!;
      at = await runner.run();
    }
    expect(endpoint.requests.length).toBe(first + 12);
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.at(-1)).toBe(MAX_BACKOFF_MS / 2);

    world.clock.now = at!;
    await world.startWorker(healthy).runner.run();
    expect(endpoint.kept.size).toBeGreaterThan(980);
    world.clock.now += MAX_BACKOFF_MS;
    expect(await world.startWorker(healthy).runner.run()).toBeNull();
    expect(endpoint.kept.size).toBe(1_000);
  });

  test("a busy endpoint is left alone as long as it asked", async () => {
    await fill(store, 3);
    const { runner } = world.startWorker(always({ kind: "retry", reason: "busy", retryAfterMs: 3_600_000 }));
    expect(await runner.run()).toBe(NOON + 3_600_000);
    expect(endpoint.requests).toHaveLength(1);
  });

  test("I4: after a year without a reply everything is still here", async () => {
    await fill(store, 2);
    const { runner } = world.startWorker(always(NO_REPLY));
    for (let at = await runner.run(); at !== null; at = await runner.run()) world.clock.now = at;
    expect(await states()).toEqual(["parked", "parked"]);
    expect(await store.countWaiting()).toBe(2);
    expect((await store.list()).map(({ lastReason }) => lastReason)).toEqual(["undelivered", "undelivered"]);
    for (const { id } of await store.list()) await store.release(id);
    world.clock.now += MAX_BACKOFF_MS;
    await world.startWorker(healthy).runner.run();
    expect(endpoint.kept.size).toBe(2);
  });

  test("a disk that fails is reported and looked at again later", async () => {
    await fill(store, 1);
    const worker = world.startWorker(healthy);
    const broken = { ...worker.store, leaseNext: async () => Promise.reject(new DOMException("io", "UnknownError")) };
    const { runner } = world.startWorker(healthy, { store: broken });
    expect(await runner.run()).toBe(NOON + STORAGE_TROUBLE_MS);
    expect(world.troubles).toHaveLength(1);
    expect(await worker.runner.run()).toBeNull();
  });

  test("a browser that gives no lock is asked again once for those who asked meanwhile, and then later", async () => {
    let asked = 0;
    const lock = async () => {
      asked += 1;
      throw new Error("no lock");
    };
    const { runner } = world.startWorker(healthy, { lock });
    expect(await Promise.all([runner.run(), runner.run()])).toEqual([
      NOON + STORAGE_TROUBLE_MS,
      NOON + STORAGE_TROUBLE_MS,
    ]);
    expect(asked).toBe(2);
  });
});

describe("what the client decides", () => {
  test("I13: what was taken back is never sent, even when a run is under way", async () => {
    await fill(store, 2);
    const { runner } = world.startWorker(async (order) => {
      if (order.id === "id-1") expect(await store.withdraw("id-2", world.clock.now)).toBe("takenBack");
      return endpoint.receive(order);
    });
    await runner.run();
    expect(sentIds()).toEqual(["id-1"]);
    expect(await states()).toEqual(["delivered", "withdrawn"]);
  });

  test.each(["webPage", "moved"] as const)(
    "I13: after %s, which may follow storing, it cannot be taken back as unsent and keeps its number",
    async (reason) => {
      await fill(store, 1);
      await world.startWorker(always({ kind: "hold", reason })).runner.run();
      expect(await store.list()).toMatchObject([{ state: "queued", tries: 0, mayHaveArrived: true }]);
      expect(await store.withdraw("id-1", world.clock.now)).toBe("tooLate");
      expect(await store.nextSeq("client-a")).toBe(2);
    },
  );

  test.each(["wrongKey", "notThere", "gone"] as const)("I13: after %s it is taken back as unsent", async (reason) => {
    await fill(store, 1);
    await world.startWorker(always({ kind: "hold", reason })).runner.run();
    expect(await store.withdraw("id-1", world.clock.now)).toBe("takenBack");
  });

  test("I18: what only off has stopped is no try, leaves no doubt, and goes out when on again", async () => {
    await fill(store, 1);
    let on = true;
    const wanted: unknown[] = [];
    const turnedOff: Deliver = async ({ isStillWanted }) => {
      wanted.push(await isStillWanted!());
      on = false;
      wanted.push(await isStillWanted!());
      return { kind: "notSent" };
    };
    expect(await world.startWorker(turnedOff, { isOn: async () => on }).runner.run()).toBeNull();
    expect(wanted).toEqual([true, false]);
    expect(await store.list()).toMatchObject([{ state: "queued", tries: 0, mayHaveArrived: false, lastReason: null }]);
    await world.startWorker(healthy).runner.run();
    expect(await states()).toEqual(["delivered"]);
  });

  test("I13: one withdrawn between its lease and its send does not leave", async () => {
    await fill(store, 1);
    const asked: boolean[] = [];
    const hesitant: Deliver = async ({ id, isStillWanted }) => {
      if (id === "request") return DELIVERED;
      asked.push(await isStillWanted!());
      const request = envelope({ id: "request", seq: 2, checkInId: withdrawalOf("id-1"), notBefore: world.clock.now });
      await store.withdrawSent("id-1", request);
      asked.push(await isStillWanted!());
      return NO_REPLY;
    };
    await world.startWorker(hesitant).runner.run();
    expect(asked).toEqual([true, false]);
    expect(await states()).toEqual(["withdrawn", "delivered"]);
  });

  test("E6: one withdrawn while it was being sent is never sent again, and its request goes after it", async () => {
    await fill(store, 1);
    const cut: Deliver = async (order) => {
      if (order.id !== "id-1") return endpoint.receive(order);
      const request = envelope({ id: "request", seq: 2, checkInId: withdrawalOf("id-1"), notBefore: world.clock.now });
      expect(await store.withdrawSent("id-1", request)).toBe("asked");
      endpoint.receive(order);
      return NO_REPLY;
    };
    await world.startWorker(cut).runner.run();
    world.clock.now += MAX_BACKOFF_MS;
    await world.startWorker(healthy).runner.run();
    expect(sentIds()).toEqual(["id-1", "request"]);
    expect(await states()).toEqual(["withdrawn", "delivered"]);
  });

  test("I12: an endpoint that lost what it had taken gets the same bytes under the same ids again", async () => {
    await fill(store, 3);
    await world.startWorker(healthy).runner.run();
    const before = [...endpoint.kept];
    endpoint.kept.clear();
    await store.sendAgainSince(NOON);
    await world.startWorker(healthy).runner.run();
    expect([...endpoint.kept].toSorted()).toEqual(before.toSorted());
    expect(await states()).toEqual(["delivered", "delivered", "delivered"]);
  });

  test("I18: off stops sending at once, and on goes on where it stopped", async () => {
    await fill(store, 20);
    let on = true;
    const lastOne: Deliver = async (order) => {
      on = false;
      return endpoint.receive(order);
    };
    const { runner } = world.startWorker(lastOne, { isOn: async () => on });
    expect(await runner.run()).toBeNull();
    expect(endpoint.kept.size).toBe(1);
    expect(await store.countWaiting()).toBe(19);
    on = true;
    await world.startWorker(healthy).runner.run();
    expect(endpoint.kept.size).toBe(20);
  });

  test("I15: a response goes to the place consented to when it was given", async () => {
    await store.enqueue(envelope({ seq: 1, endpointId: OTHER_BOX }));
    await store.enqueue(envelope({ seq: 2 }));
    await world.startWorker(healthy).runner.run();
    expect(endpoint.requests.map(({ id, url }) => [id, url]).toSorted()).toEqual([
      ["id-1", "https://other.example"],
      ["id-2", "https://box.example"],
    ]);
  });

  test("E8: consent taken away while it waits holds everything and loses nothing, until it is given again", async () => {
    await fill(store, 3);
    await world.startWorker(always({ kind: "hold", reason: "noConsent" })).runner.run();
    expect(await states()).toEqual(["queued", "queued", "queued"]);
    await store.retryNow(world.clock.now, false);
    await world.startWorker(healthy).runner.run();
    expect(endpoint.kept.size).toBe(3);
  });

  test("what the client hands over by hand is never sent, and does not keep the worker awake", async () => {
    await store.enqueue(envelope({ endpointId: "file|file||" }));
    expect(await world.startWorker(healthy).runner.run()).toBeNull();
    expect(endpoint.requests).toEqual([]);
    expect(await states()).toEqual(["queued"]);
  });

  test("I15: a place no consent is kept for gets nothing, and it is shown", async () => {
    await fill(store, 2);
    const { runner } = world.startWorker(healthy, { endpointOf: async () => null });
    await runner.run();
    expect(endpoint.requests).toEqual([]);
    expect((await store.holdOf(BOX))?.reason).toBe("noConsent");
    expect(await store.countWaiting()).toBe(2);
  });
});

test("I9: a clock set back while an envelope waits does not make it wait for the old time", async () => {
  await fill(store, 1);
  await world.startWorker(always(NO_REPLY)).runner.run();
  world.clock.now = Date.UTC(1970, 0, 2);
  const at = await world.startWorker(healthy).runner.run();
  const waitMs = (at ?? 0) - world.clock.now;
  expect(waitMs).toBeLessThanOrEqual(REOPENED_WITHIN_MS);
  world.clock.now += REOPENED_WITHIN_MS;
  await world.startWorker(healthy).runner.run();
  expect(endpoint.kept.size).toBe(1);
});
