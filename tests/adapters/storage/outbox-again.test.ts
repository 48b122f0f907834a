import { beforeEach, describe, expect, test } from "vitest";
import { KEPT_AFTER_DELIVERY_MS, wasSavedByHand, withdrawalOf } from "../../../src/core/outbox/outbox-entry.ts";
import type { NewEnvelope } from "../../../src/core/outbox/outbox-store.ts";
import { LEASE_MS } from "../../../src/core/outbox/retry-policy.ts";
import { BOX, envelope, fill, NOON, OTHER_BOX, watchCommits } from "./fresh-database.ts";
import { openOutbox } from "./usual-outbox.ts";

const DAY_MS = 24 * 60 * 60_000;
const FILE = "file|file||";
let { clock, database, store, entryOf, lease, storedBytes } = openOutbox();
beforeEach(() => {
  ({ clock, database, store, entryOf, lease, storedBytes } = openOutbox());
});

async function deliver(id: string, state: "delivered" | "taken" = "delivered"): Promise<void> {
  expect(await lease()).toBe(id);
  await store.settle(id, state);
}

describe("I12: sending again since a day", () => {
  test("I2: puts what was delivered or taken since then back, with the same bytes and ids, strictly", async () => {
    await fill(store, 3);
    await deliver("id-1");
    clock.now += DAY_MS;
    await deliver("id-2");
    await deliver("id-3", "taken");
    const { commits, stop } = watchCommits();
    expect(await store.sendAgainSince(clock.now)).toEqual({ again: 2, gone: 0 });
    stop();
    expect(commits).toEqual([{ stores: ["outbox", "envelopes"], durability: "strict" }]);
    expect(await lease()).toBe("id-2");
    expect(await store.readBytes(await entryOf("id-2"))).toEqual(envelope({ seq: 2 }).bytes);
    expect(await entryOf("id-1")).toMatchObject({ state: "delivered" });
  });

  test("what was delivered or taken keeps its sealed bytes for thirty days, and no longer", async () => {
    await fill(store, 2);
    await deliver("id-1");
    await deliver("id-2", "taken");
    clock.now += 30 * DAY_MS;
    await store.forgetOlderThan(clock.now - KEPT_AFTER_DELIVERY_MS);
    expect(await store.readBytes(await entryOf("id-1"))).toEqual(envelope({ seq: 1 }).bytes);
    expect(await store.readBytes(await entryOf("id-2"))).toEqual(envelope({ seq: 2 }).bytes);
    clock.now += 1;
    await store.forgetOlderThan(clock.now - KEPT_AFTER_DELIVERY_MS);
    expect(await storedBytes()).toBe(0);
  });

  test("says how many are gone, and leaves those as they were", async () => {
    await fill(store, 2);
    await deliver("id-1");
    await deliver("id-2");
    await database.use((connection) => connection.delete("envelopes", "id-1"));
    expect(await store.sendAgainSince(NOON)).toEqual({ again: 1, gone: 1 });
    expect(await entryOf("id-1")).toMatchObject({ state: "delivered" });
  });

  test("what is sent again can be withdrawn only by asking, and has its thirty days from now on", async () => {
    await fill(store, 1);
    await deliver("id-1");
    clock.now += 29 * DAY_MS;
    await store.sendAgainSince(NOON);
    expect(await entryOf("id-1")).toMatchObject({
      tries: 0,
      takeBackUntil: clock.now,
      nextAt: clock.now,
      settledAt: null,
    });
    expect(await store.withdraw("id-1", clock.now)).toBe("tooLate");
  });
});

describe("I12: what the client asked not to use is not sent again", () => {
  test.each([
    ["sealed and delivered", {}, "delivered"],
    ["plain and taken, its bytes still here", { plain: true }, "taken"],
  ] as const)("%s", async (_, changes, state) => {
    await store.enqueue(envelope({ seq: 1, ...changes }));
    await store.enqueue(envelope({ seq: 2 }));
    await deliver("id-1", state);
    await deliver("id-2");
    await store.withdrawSent("id-1", envelope({ seq: 3, checkInId: withdrawalOf("id-1") }));
    expect(await store.sendAgainSince(NOON)).toEqual({ again: 1, gone: 1 });
    expect(await entryOf("id-1")).toMatchObject({ state });
    expect(await entryOf("id-2")).toMatchObject({ state: "queued" });
  });
});

describe("I13: abandoning what nobody can be asked to disregard", () => {
  beforeEach(() => fill(store, 1));
  const abandonStrictly = async () => {
    const { commits, stop } = watchCommits();
    expect(await store.withdraw("id-1", clock.now, true)).toBe("tooLate");
    stop();
    expect(commits.map(({ durability }) => durability)).toEqual(["strict"]);
    expect(await storedBytes()).toBe(0);
  };

  test("one that waits leaves no bytes, is not sent any more and gives no number back", async () => {
    await lease();
    await store.postpone("id-1", clock.now, "noReply");
    await abandonStrictly();
    expect(await entryOf("id-1")).toMatchObject({ state: "withdrawn", mayHaveArrived: true });
    expect(await lease()).toBeNull();
    expect(await store.nextSeq("client-a")).toBe(2);
  });

  test("one that is being sent is never called unsent", async () => {
    await lease();
    await abandonStrictly();
    expect(await store.isSending("id-1")).toBe(false);
    await store.settle("id-1", "delivered");
    expect(await entryOf("id-1")).toMatchObject({ state: "withdrawn", mayHaveArrived: true });
    expect(await store.withdraw("id-1", clock.now)).toBe("tooLate");
  });

  test("one that was delivered stays so, but is not sent again since a day", async () => {
    await deliver("id-1");
    await abandonStrictly();
    expect(await entryOf("id-1")).toMatchObject({ state: "delivered" });
    expect(await store.sendAgainSince(NOON)).toEqual({ again: 0, gone: 1 });
  });
});

describe("a parked envelope that a person tries again", () => {
  test("has its thirty days again", async () => {
    await fill(store, 1);
    await lease();
    await store.park("id-1", "undelivered");
    clock.now += 40 * DAY_MS;
    await store.release("id-1");
    expect(await entryOf("id-1")).toMatchObject({
      state: "queued",
      tries: 0,
      takeBackUntil: clock.now,
      nextAt: clock.now,
    });
  });
  test("after a hold it has not: nothing was begun anew", async () => {
    await fill(store, 1);
    await lease();
    clock.now += DAY_MS;
    await store.release("id-1");
    expect(await entryOf("id-1")).toMatchObject({ state: "queued", takeBackUntil: NOON });
  });
});

describe("an endpoint that is the client's own hands", () => {
  beforeEach(() => store.enqueue(envelope({ endpointId: FILE })).then(() => undefined));

  test("is never asked and wakes nobody", async () => {
    expect(await store.listEndpoints()).toEqual([]);
    expect(await store.nextWakeAt()).toBeNull();
    expect(await store.countWaiting()).toBe(1);
  });

  test("once saved, the response is taken, strictly, keeps its bytes, and can be saved again", async () => {
    const { commits, stop } = watchCommits();
    await store.handOver("id-1", BOX);
    stop();
    expect(commits).toEqual([{ stores: ["outbox", "endpoints"], durability: "strict" }]);
    expect(await entryOf("id-1")).toMatchObject({ state: "taken", settledAt: NOON });
    clock.now += DAY_MS;
    await store.handOver("id-1", BOX);
    expect(await entryOf("id-1")).toMatchObject({ state: "taken", settledAt: NOON });
    expect(await store.readBytes(await entryOf("id-1"))).not.toBeNull();
  });

  test("what was saved is not sent again, since it never was", async () => {
    await store.handOver("id-1", BOX);
    expect(await store.sendAgainSince(0)).toEqual({ again: 0, gone: 0 });
  });

  test("unsaved, it is taken back like any other", async () => {
    expect(await store.withdraw("id-1", clock.now)).toBe("takenBack");
  });
});

describe("saving as a file as a way out", () => {
  test("ends a parked one, with the reason kept", async () => {
    await fill(store, 1);
    await lease();
    await store.park("id-1", "tooLarge");
    await store.handOver("id-1", BOX);
    expect(await entryOf("id-1")).toMatchObject({ state: "taken", lastReason: "tooLarge", settledAt: NOON });
  });

  test("ends one whose place is gone while the invite names another, as saved by hand", async () => {
    await fill(store, 1);
    await store.hold(BOX, "gone", null);
    await store.handOver("id-1", OTHER_BOX);
    expect(await entryOf("id-1")).toMatchObject({ state: "taken", settledAt: NOON, mayHaveArrived: true });
    expect(wasSavedByHand(await entryOf("id-1"))).toBe(true);
  });

  test.each([
    ["is still the invite's", null, BOX],
    ["is asked again by itself", NOON + DAY_MS, OTHER_BOX],
  ])("does not end one whose place %s", async (_, probeAt, placeNow) => {
    await fill(store, 1);
    await store.hold(BOX, "gone", probeAt);
    await store.handOver("id-1", placeNow);
    expect(await entryOf("id-1")).toMatchObject({ state: "queued", mayHaveArrived: true, lastReason: null });
  });

  test("one that waits is still sent, but a copy may have left", async () => {
    await fill(store, 1);
    await store.handOver("id-1", BOX);
    expect(await entryOf("id-1")).toMatchObject({ state: "queued", mayHaveArrived: true });
    expect(await store.withdraw("id-1", clock.now)).toBe("tooLate");
    expect(await lease()).toBe("id-1");
  });
});

describe("I13: withdrawing what may have left", () => {
  const request = (id: string, changes: Partial<NewEnvelope> = {}): NewEnvelope =>
    envelope({ id: `request-${changes.seq ?? 2}`, seq: 2, checkInId: withdrawalOf(id), ...changes });
  beforeEach(() => fill(store, 1));

  test("what was never sent is taken back, and nothing is asked", async () => {
    expect(await store.withdrawSent("id-1", request("id-1"))).toBe("takenBack");
    expect((await store.list()).map(({ id, state }) => [id, state])).toEqual([["id-1", "withdrawn"]]);
    expect(await store.nextSeq("client-a")).toBe(1);
  });

  test("of a delivered one the request goes out, and its copy stays", async () => {
    await deliver("id-1");
    expect(await store.withdrawSent("id-1", request("id-1"))).toBe("asked");
    expect(await entryOf("id-1")).toMatchObject({ state: "delivered" });
    expect(await lease()).toBe("request-2");
  });

  test("E6: one that is being sent is never sent again, whatever comes of it, and the request follows", async () => {
    await lease();
    const { commits, stop } = watchCommits();
    expect(await store.withdrawSent("id-1", request("id-1"))).toBe("asked");
    stop();
    expect(commits.map(({ durability }) => durability)).toEqual(["strict"]);
    await store.postpone("id-1", NOON, "noReply");
    await store.settle("id-1", "delivered");
    expect(await entryOf("id-1")).toMatchObject({ state: "withdrawn", mayHaveArrived: true });
    expect(await lease()).toBe("request-2");
    clock.now += LEASE_MS;
    expect(await lease()).toBe("request-2");
  });

  test("asked twice, also in the same instant, it is asked once", async () => {
    await deliver("id-1");
    const both = [request("id-1"), request("id-1", { id: "second" })];
    const outcomes = await Promise.all(both.map((one) => store.withdrawSent("id-1", one)));
    expect(outcomes).toEqual(["asked", "asked"]);
    expect(await store.withdrawSent("id-1", request("id-1", { seq: 3 }))).toBe("asked");
    expect(await store.list()).toHaveLength(2);
  });

  test("a number that another envelope took is drawn again, and nothing has changed", async () => {
    await lease();
    expect(await store.withdrawSent("id-1", request("id-1", { seq: 7 }))).toBe("seqTaken");
    expect(await entryOf("id-1")).toMatchObject({ state: "sending" });
  });

  test("a race with the sender has one winner in one transaction", async () => {
    const [leased, late] = await Promise.all([lease(), store.withdrawSent("id-1", request("id-1"))]);
    expect([leased, late]).toEqual(["id-1", "asked"]);
    await store.enqueue(envelope({ id: "next", checkInId: "next", seq: 3 }));
    const [taken, second] = [await store.withdrawSent("next", request("next", { seq: 4 })), await lease()];
    expect([taken, second]).toEqual(["takenBack", "request-2"]);
  });

  test("of one that nothing is known of any more it says so", async () => {
    expect(await store.withdrawSent("nobody", request("nobody"))).toBe("tooLate");
    expect(await store.list()).toHaveLength(1);
  });

  test("deleting all that waits promises nothing of what was on its way", async () => {
    await lease();
    await store.withdrawAll(clock.now);
    expect(await store.withdraw("id-1", clock.now)).toBe("tooLate");
  });
});

describe("a held endpoint that is to be asked again", () => {
  beforeEach(() => fill(store, 1));
  test.each(["noPermission", "noConsent"] as const)(
    "%s is looked at again when the browser allows more",
    async (why) => {
      await store.hold(BOX, why, NOON + DAY_MS);
      await store.retryNow(clock.now, false);
      expect(await lease()).toBe("id-1");
    },
  );
  test.each(["wrongKey", "moved", "notThere"] as const)(
    "%s is probed in its own time, however often the network comes back",
    async (why) => {
      await store.hold(BOX, why, NOON + DAY_MS);
      await store.retryNow(clock.now, false);
      expect(await lease()).toBeNull();
      await store.retryNow(clock.now, true);
      expect(await lease()).toBe("id-1");
    },
  );
});
