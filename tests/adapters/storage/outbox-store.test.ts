import { beforeEach, describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/adapters/storage/database.ts";
import { createOutboxStore } from "../../../src/adapters/storage/outbox-store.ts";
import { LEASE_MS, MAX_BACKOFF_MS } from "../../../src/core/outbox/retry-policy.ts";
import { BOX, envelope, fill, NOON, OTHER_BOX, watchCommits } from "./fresh-database.ts";
import { openOutbox } from "./usual-outbox.ts";

const MINUTE_MS = 60_000;
let { clock, database, store, entryOf, lease, storedBytes } = openOutbox();
beforeEach(() => {
  ({ clock, database, store, entryOf, lease, storedBytes } = openOutbox());
});

describe("saving", () => {
  test("I1: says saved only after a strict transaction has completed", async () => {
    const { commits, stop } = watchCommits();
    const outcome = await store.enqueue(envelope());
    stop();
    expect(outcome.kind).toBe("saved");
    expect(commits).toEqual([{ stores: ["outbox", "envelopes", "counters", "endpoints"], durability: "strict" }]);
  });

  test("I2: keeps the very bytes that were sealed, over a restart", async () => {
    const sealed = envelope();
    await store.enqueue(sealed);
    const reopened = createOutboxStore(openDatabase(), { now: () => clock.now, random: () => 0.5 });
    const [entry] = await reopened.list();
    expect(await reopened.readBytes(entry!)).toEqual(sealed.bytes);
  });

  test("I11: counts each client's numbers up by one", async () => {
    await fill(store, 3);
    expect(await store.nextSeq("client-a")).toBe(4);
    expect(await store.nextSeq("client-b")).toBe(1);
  });

  test("one check-in can be saved once", async () => {
    await store.enqueue(envelope());
    const again = await store.enqueue(envelope({ id: "other", seq: 2, checkInId: "check-in-1" }));
    expect(again).toMatchObject({ kind: "alreadySaved", entry: { id: "id-1" } });
    expect(await store.nextSeq("client-a")).toBe(2);
    expect(await storedBytes()).toBe(1);
  });

  test("of two windows that save the same check-in at once, one saves and both know", async () => {
    const outcomes = await Promise.all([
      store.enqueue(envelope({ id: "left" })),
      store.enqueue(envelope({ id: "right" })),
    ]);
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["alreadySaved", "saved"]);
    expect(await storedBytes()).toBe(1);
  });

  test("I11: of two envelopes sealed with the same number, the second is sealed again", async () => {
    const both = [envelope({ id: "left", checkInId: "l" }), envelope({ id: "right", checkInId: "r" })];
    const outcomes = await Promise.all(both.map((one) => store.enqueue(one)));
    // Which of them is the second is the browser's to say.
    expect(outcomes.map(({ kind }) => kind).toSorted()).toEqual(["saved", "seqTaken"]);
    const second = both[outcomes.findIndex(({ kind }) => kind === "seqTaken")]!;
    expect((await store.enqueue({ ...second, seq: 2 })).kind).toBe("saved");
  });

  test("envelopes that answer no check-in do not get into each other's way", async () => {
    const outcomes = [
      await store.enqueue(envelope({ seq: 1, checkInId: null })),
      await store.enqueue(envelope({ seq: 2, checkInId: null })),
    ];
    expect(outcomes.map(({ kind }) => kind)).toEqual(["saved", "saved"]);
  });

  test.each([
    ["QuotaExceededError", "diskFull"],
    ["UnknownError", "failed"],
  ])("a disk that answers %s gives %s, and nothing is half there", async (name, kind) => {
    const put = IDBObjectStore.prototype.add;
    IDBObjectStore.prototype.add = function (...given) {
      if (this.name === "envelopes") throw new DOMException("simulated", name);
      return put.apply(this, given);
    };
    const outcome = await store.enqueue(envelope());
    IDBObjectStore.prototype.add = put;
    expect(outcome.kind).toBe(kind);
    expect(await store.list()).toEqual([]);
    expect(await store.nextSeq("client-a")).toBe(1);
    expect((await store.enqueue(envelope())).kind).toBe("saved");
  });

  test("I16: nothing but ids, times and sealed bytes is written", async () => {
    await store.enqueue(envelope());
    const [entry] = await store.list();
    expect(Object.keys(entry!).toSorted()).toEqual([
      "checkInId",
      "client",
      "consentHash",
      "createdAt",
      "endpointId",
      "id",
      "lastReason",
      "mayHaveArrived",
      "nextAt",
      "seq",
      "settledAt",
      "sha256",
      "state",
      "takeBackMs",
      "takeBackUntil",
      "tries",
    ]);
  });
});

describe("leasing", () => {
  test("nothing is leased before its time", async () => {
    await store.enqueue(envelope({ notBefore: NOON + 1 }));
    expect(await lease()).toBeNull();
    clock.now += 1;
    expect(await lease()).toBe("id-1");
  });

  test("I6: what one sender has leased no other gets, until the lease ends", async () => {
    await store.enqueue(envelope());
    expect(await Promise.all([lease(), lease()])).toEqual(["id-1", null]);
    clock.now += LEASE_MS - 1;
    expect(await lease()).toBeNull();
    clock.now += 1;
    expect(await lease()).toBe("id-1");
  });

  test("I3: a lease removes and marks nothing", async () => {
    await store.enqueue(envelope());
    await lease();
    expect(await storedBytes()).toBe(1);
    expect(await store.countWaiting()).toBe(1);
  });

  test("what was interrupted comes after what is due for the first time", async () => {
    await fill(store, 2);
    await lease();
    clock.now += LEASE_MS;
    expect([await lease(), await lease()]).toEqual(["id-2", "id-1"]);
  });

  test("each endpoint gives its own", async () => {
    await store.enqueue(envelope({ seq: 1 }));
    await store.enqueue(envelope({ seq: 2, endpointId: OTHER_BOX }));
    expect(await store.listEndpoints()).toEqual([BOX, OTHER_BOX]);
    expect([await lease(OTHER_BOX), await lease(OTHER_BOX)]).toEqual(["id-2", null]);
  });

  test("I15: an endpoint nothing was consented for gives nothing", async () => {
    await fill(store, 2);
    expect(await lease(OTHER_BOX)).toBeNull();
  });

  test("I2: bytes that are gone or altered are not given out", async () => {
    await fill(store, 2);
    const [first, second] = await store.list();
    await database.use((connection) => connection.delete("envelopes", "id-1"));
    await database.use((connection) => connection.put("envelopes", { id: "id-2", bytes: new Uint8Array([1]) }));
    expect(await store.readBytes(first!)).toBeNull();
    expect(await store.readBytes(second!)).toBeNull();
  });
});

describe("marking", () => {
  beforeEach(() => store.enqueue(envelope()).then(() => lease()));

  test("I1: delivered is on disk when it is said, and the bytes stay for thirty days", async () => {
    const { commits, stop } = watchCommits();
    await store.settle("id-1", "delivered");
    stop();
    expect(commits).toEqual([{ stores: ["outbox", "endpoints"], durability: "strict" }]);
    expect(await entryOf("id-1")).toMatchObject({ state: "delivered", settledAt: NOON });
    expect(await store.countWaiting()).toBe(0);
    expect(await storedBytes()).toBe(1);
  });

  test("I3: postponed is not delivered: it counts a try and is due again at its instant", async () => {
    await store.postpone("id-1", NOON + MINUTE_MS, "busy");
    expect(await entryOf("id-1")).toMatchObject({ state: "queued", tries: 1, lastReason: "busy" });
    expect(await lease()).toBeNull();
    clock.now += MINUTE_MS;
    expect(await lease()).toBe("id-1");
  });

  test("parked waits for a person and then starts from the beginning", async () => {
    await store.park("id-1", "tooLarge");
    expect(await entryOf("id-1")).toMatchObject({ state: "parked", lastReason: "tooLarge" });
    expect(await store.countWaiting()).toBe(1);
    clock.now += MAX_BACKOFF_MS;
    expect(await lease()).toBeNull();
    await store.release("id-1");
    expect(await entryOf("id-1")).toMatchObject({ state: "queued", tries: 0 });
    expect(await lease()).toBe("id-1");
  });

  test("an outcome that comes after another sender delivered it changes nothing", async () => {
    await store.settle("id-1", "delivered");
    await store.postpone("id-1", NOON, "noReply");
    await store.park("id-1", "refused");
    await store.release("id-1");
    expect(await entryOf("id-1")).toMatchObject({ state: "delivered", tries: 0 });
  });
});

describe("taking back", () => {
  test("I13: what was taken back is never leased, and its bytes are gone at once, strictly", async () => {
    await store.enqueue(envelope());
    const { commits, stop } = watchCommits();
    expect(await store.withdraw("id-1", clock.now)).toBe("takenBack");
    stop();
    expect(commits.map(({ durability }) => durability)).toEqual(["strict"]);
    expect(await storedBytes()).toBe(0);
    clock.now += MAX_BACKOFF_MS;
    expect(await lease()).toBeNull();
    expect(await store.countWaiting()).toBe(0);
    expect(await store.withdraw("id-1", clock.now)).toBe("takenBack");
  });

  test("I13: a race with the sender has one winner, whoever is first", async () => {
    await fill(store, 2);
    const [early, taken] = await Promise.all([store.withdraw("id-1", clock.now), lease()]);
    expect([early, taken]).toEqual(["takenBack", "id-2"]);
    const [leased, late] = await Promise.all([lease(), store.withdraw("id-2", clock.now)]);
    expect([leased, late]).toEqual([null, "tooLate"]);
  });

  test("what may have arrived cannot be taken back any more, and is still delivered", async () => {
    await store.enqueue(envelope());
    await lease();
    await store.postpone("id-1", NOON, "noReply");
    expect(await store.withdraw("id-1", clock.now)).toBe("tooLate");
    expect(await lease()).toBe("id-1");
  });

  test.each(["busy", "networkSignIn", "full"] as const)("what the endpoint refused as %s can", async (reason) => {
    await store.enqueue(envelope());
    await lease();
    await store.postpone("id-1", NOON, reason);
    expect(await store.withdraw("id-1", clock.now)).toBe("takenBack");
  });

  test("what a stopped worker was sending cannot", async () => {
    await store.enqueue(envelope());
    await lease();
    clock.now += LEASE_MS;
    expect(await store.withdraw("id-1", clock.now)).toBe("tooLate");
    await lease();
    await store.release("id-1");
    expect(await store.withdraw("id-1", clock.now)).toBe("tooLate");
  });

  test("what is parked, delivered or unknown: only the parked one can", async () => {
    await fill(store, 2);
    await lease();
    await store.park("id-1", "tooLarge");
    await lease();
    await store.settle("id-2", "delivered");
    const outcomes = await Promise.all(["id-1", "id-2", "nobody"].map((id) => store.withdraw(id, clock.now)));
    expect(outcomes).toEqual(["takenBack", "tooLate", "tooLate"]);
  });

  test("the same check-in can be answered again, under the same number", async () => {
    await store.enqueue(envelope());
    await store.withdraw("id-1", clock.now);
    expect(await store.nextSeq("client-a")).toBe(1);
    expect((await store.enqueue(envelope({ id: "again" }))).kind).toBe("saved");
  });

  test("I11: a number that others came after is not used again", async () => {
    await fill(store, 2);
    await store.withdraw("id-1", clock.now);
    expect(await store.nextSeq("client-a")).toBe(3);
  });

  test("I13: deleting all that waits deletes it, strictly, and leaves what was delivered", async () => {
    await fill(store, 4);
    await lease();
    await store.settle("id-1", "delivered");
    await lease();
    await store.park("id-2", "refused");
    await lease();
    const { commits, stop } = watchCommits();
    expect(await store.withdrawAll(clock.now)).toBe(3);
    stop();
    expect(commits.map(({ durability }) => durability)).toEqual(["strict"]);
    expect(await store.countWaiting()).toBe(0);
    expect(await storedBytes()).toBe(1);
    await store.settle("id-3", "delivered");
    expect((await store.list()).map(({ state }) => state)).toEqual([
      "delivered",
      "withdrawn",
      "withdrawn",
      "withdrawn",
    ]);
  });
});

describe("holding an endpoint", () => {
  beforeEach(() => fill(store, 3));

  test("nothing is leased before the probe's time, and then just one", async () => {
    await store.hold(BOX, "wrongKey", NOON + MINUTE_MS);
    expect(await store.holdOf(BOX)).toEqual({ reason: "wrongKey", since: NOON, probeAt: NOON + MINUTE_MS });
    expect(await lease()).toBeNull();
    clock.now += MINUTE_MS;
    expect([await lease(), await lease()]).toEqual(["id-1", null]);
  });

  test("a probe lost with its worker is made again when its lease ends", async () => {
    await store.hold(BOX, "wrongKey", NOON);
    await lease();
    clock.now += LEASE_MS;
    expect(await lease()).toBe("id-2");
  });

  test("one delivery ends it, and so does a word about one envelope", async () => {
    await store.hold(BOX, "wrongKey", NOON);
    await lease();
    await store.settle("id-1", "delivered");
    expect(await store.holdOf(BOX)).toBeNull();

    await store.hold(BOX, "wrongKey", NOON);
    await lease();
    await store.park("id-2", "tooLarge");
    expect(await store.holdOf(BOX)).toBeNull();
  });

  test("an envelope we cannot read ourselves does not end it", async () => {
    await store.hold(BOX, "wrongKey", NOON);
    await lease();
    await store.park("id-1", "unreadable");
    expect(await store.holdOf(BOX)).not.toBeNull();
  });

  test("another endpoint is not touched", async () => {
    await store.enqueue(envelope({ seq: 4, endpointId: OTHER_BOX }));
    await store.hold(BOX, "moved", null);
    expect(await lease(OTHER_BOX)).toBe("id-4");
  });

  test("an endpoint at rest shows nothing, and keeps the reason it was held for", async () => {
    await store.rest(BOX, NOON + MINUTE_MS, 1);
    expect(await store.holdOf(BOX)).toBeNull();
    expect(await lease()).toBeNull();
    await store.hold(BOX, "wrongKey", NOON);
    await store.rest(BOX, NOON + MINUTE_MS, 2);
    expect(await store.holdOf(BOX)).toEqual({ reason: "wrongKey", since: NOON, probeAt: NOON + MINUTE_MS });
  });

  test("the instant since when it is held stays the same while the reason does", async () => {
    await store.hold(BOX, "wrongKey", NOON);
    clock.now += MINUTE_MS;
    await store.hold(BOX, "wrongKey", clock.now + 5);
    expect(await store.holdOf(BOX)).toMatchObject({ since: NOON, probeAt: NOON + MINUTE_MS + 5 });
  });

  test("a new envelope wakes an endpoint at rest, but not one that is held", async () => {
    await store.rest(BOX, NOON + MINUTE_MS, 1);
    await store.enqueue(envelope({ seq: 4 }));
    expect(await lease()).toBe("id-1");
    await store.hold(BOX, "wrongKey", NOON + MINUTE_MS);
    await store.enqueue(envelope({ seq: 5 }));
    expect(await lease()).toBeNull();
  });

  test("by hand everything is tried at once, save what can still be taken back", async () => {
    await store.enqueue(envelope({ seq: 4, notBefore: NOON + MINUTE_MS }));
    await lease();
    await store.postpone("id-1", NOON + MAX_BACKOFF_MS, "noReply");
    await store.hold(BOX, "gone", null);
    await store.retryNow(clock.now, false);
    expect(await lease()).toBeNull();
    await store.retryNow(clock.now, true);
    expect(await lease()).toBe("id-1");
    await store.clearHold(BOX);
    expect([await lease(), await lease(), await lease()]).toEqual(["id-2", "id-3", null]);
  });
});

describe("waking", () => {
  test("an empty outbox needs no waking", async () => {
    expect(await store.nextWakeAt()).toBeNull();
    await fill(store, 1);
    await lease();
    await store.settle("id-1", "delivered");
    expect(await store.nextWakeAt()).toBeNull();
  });

  test("I9: the earliest of what waits is kept as an instant", async () => {
    await store.enqueue(envelope({ seq: 1, notBefore: NOON + 9 }));
    await store.enqueue(envelope({ seq: 2, notBefore: NOON + 5 }));
    await store.enqueue(envelope({ seq: 3, notBefore: NOON + 7, endpointId: OTHER_BOX }));
    expect(await store.nextWakeAt()).toBe(NOON + 5);
    await store.withdraw("id-2", clock.now);
    expect(await store.nextWakeAt()).toBe(NOON + 7);
  });

  test("the end of a lease counts, a parked envelope does not", async () => {
    await fill(store, 1);
    await lease();
    expect(await store.nextWakeAt()).toBe(NOON + LEASE_MS);
    await store.park("id-1", "refused");
    expect(await store.nextWakeAt()).toBeNull();
  });

  test("a held endpoint counts from its probe on, one that is gone not at all", async () => {
    await fill(store, 1);
    await store.hold(BOX, "wrongKey", NOON + 50);
    expect(await store.nextWakeAt()).toBe(NOON + 50);
    await store.hold(BOX, "gone", null);
    expect(await store.nextWakeAt()).toBeNull();
  });

  test("I9: a clock set back a year lets nothing wait for a year", async () => {
    await fill(store, 3);
    await lease();
    await store.postpone("id-1", NOON + MAX_BACKOFF_MS, "noReply");
    await lease();
    await store.hold(BOX, "wrongKey", NOON + MAX_BACKOFF_MS);
    clock.now -= 365 * 24 * 60 * MINUTE_MS;
    await store.reopenClock(clock.now);
    const waits = (await store.list()).map(({ id, nextAt }) => [id, nextAt - clock.now]);
    expect(waits).toEqual([
      ["id-1", 0],
      ["id-2", LEASE_MS],
      ["id-3", 0],
    ]);
    expect((await store.holdOf(BOX))?.probeAt).toBe(clock.now + 315_000);
  });

  test("I9: a retry decided while the clock was a day ahead comes back to the next minutes", async () => {
    await fill(store, 1);
    clock.now += 24 * 60 * MINUTE_MS;
    await lease();
    await store.postpone("id-1", clock.now + MAX_BACKOFF_MS, "noReply");
    clock.now = NOON;
    await store.reopenClock(clock.now);
    expect(await store.nextWakeAt()).toBe(NOON + 315_000);
  });

  test("a clock that did not jump changes nothing", async () => {
    await fill(store, 2);
    await lease();
    await store.postpone("id-1", NOON + MAX_BACKOFF_MS, "noReply");
    const before = await store.list();
    await store.reopenClock(clock.now);
    expect(await store.list()).toEqual(before);
  });
});

test("I4, I12: what was settled is forgotten after its time, what waits never is", async () => {
  await fill(store, 3);
  await lease();
  await store.settle("id-1", "delivered");
  await store.withdraw("id-2", NOON + 10);
  expect(await store.forgetOlderThan(NOON)).toBe(0);
  expect(await store.forgetOlderThan(NOON + 1)).toBe(1);
  expect(await store.forgetOlderThan(Number.MAX_SAFE_INTEGER)).toBe(1);
  expect((await store.list()).map(({ id }) => id)).toEqual(["id-3"]);
  expect(await storedBytes()).toBe(1);
});
