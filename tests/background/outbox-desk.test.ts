import { beforeEach, expect, test } from "vitest";
import { toBase64Url } from "../../src/adapters/sealing/bytes.ts";
import { openDatabase } from "../../src/adapters/storage/database.ts";
import { createOutboxStore } from "../../src/adapters/storage/outbox-store.ts";
import { createOutboxDesk } from "../../src/background/outbox-desk.ts";
import type { OutboxStore } from "../../src/core/outbox/outbox-store.ts";
import { BOX, envelope, fill, freshDisk, NOON } from "../adapters/storage/fresh-database.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";

const SEALED = new TextEncoder().encode("age-encryption.org/v1\n-> X25519 …");
let store: OutboxStore;
let runs: string[];
let on: boolean;

beforeEach(() => {
  freshDisk();
  runs = [];
  on = true;
  store = createOutboxStore(openDatabase(), { now: () => NOON, random: () => 0.5 });
});

const desk = (run: () => Promise<void> = async () => void runs.push(on ? "on" : "off")) =>
  createOutboxDesk({
    store,
    run,
    withdraw: async (id) => (await store.withdraw(id, NOON)) as "takenBack" | "tooLate",
    sending: { read: async () => on, write: async (value) => void (on = value) },
    pairing: async () => ({ invite: usualInvite(), acceptedAt: NOON, consentHash: "", publicKey: "", mac: "" }),
    toBase64Url,
    now: () => NOON,
  });

test("the sealed response is given to our own page as it will be sent", async () => {
  await store.enqueue(envelope({ bytes: SEALED }));
  expect(await desk().readSealed({ id: "id-1" })).toBe(toBase64Url(SEALED));
});

test("nothing that is not sealed leaves by this door, nor what is not there", async () => {
  await store.enqueue(envelope({ bytes: new TextEncoder().encode('{"resourceType":"QuestionnaireResponse"}') }));
  expect(await desk().readSealed({ id: "id-1" })).toBeNull();
  expect(await desk().readSealed({ id: "nobody" })).toBeNull();
});

test("I18: off is on disk before the outbox is looked at again, and on goes on at once", async () => {
  await desk().setSending({ on: false });
  expect(runs).toEqual(["off"]);
  await desk().setSending({ on: true });
  expect(runs).toEqual(["off", "on"]);
  expect(await desk().read()).toMatchObject({ sending: true });
});

test("no button waits for a place that takes its time", async () => {
  const slow = desk(() => new Promise(() => {}));
  await slow.retryNow();
  await slow.setSending({ on: false });
  expect(await slow.read()).toMatchObject({ sending: false });
});

test("trying a parked one again also asks its endpoint again", async () => {
  await fill(store, 1);
  await store.leaseNext(BOX, NOON, NOON + 1);
  await store.park("id-1", "refused");
  await store.hold(BOX, "gone", null);
  await desk().release({ id: "id-1" });
  expect(await desk().list()).toEqual([{ id: "id-1", state: "parked", reason: "refused" }]);
  expect(await desk().read()).toMatchObject({ pauses: [{ reason: "gone", probeAt: NOON }] });
  expect(runs).toHaveLength(1);
});

test("I4: what was given up is shown with its reason, and counts as waiting", async () => {
  await fill(store, 1);
  await store.leaseNext(BOX, NOON, NOON + 1);
  await store.park("id-1", "undelivered");
  expect(await desk().list()).toEqual([{ id: "id-1", state: "parked", reason: "undelivered" }]);
  expect(await store.countWaiting()).toBe(1);
});

test("saving what an old place will never take ends it, since the invite names another place", async () => {
  await fill(store, 1);
  await store.hold(BOX, "gone", null);
  await desk().handedOver({ id: "id-1" });
  expect(await store.list()).toMatchObject([{ id: "id-1", state: "taken" }]);
});

test("what does not leave by itself is not said to wait: sending is off, its place is held, or it goes by hand", async () => {
  const states = async () => (await desk().list()).map(({ state }) => state);
  await fill(store, 1);
  expect(await states()).toEqual(["waiting"]);
  on = false;
  expect(await states()).toEqual(["parked"]);
  on = true;
  await store.leaseNext(BOX, NOON, NOON + 1);
  await store.hold(BOX, "noPermission", null);
  await store.postpone("id-1", NOON, "offline");
  expect(await states()).toEqual(["parked"]);
  await store.clearHold(BOX);
  expect(await states()).toEqual(["waiting"]);
});

test("what was saved as a file is not said to have reached anybody", async () => {
  await store.enqueue(envelope({ bytes: SEALED, endpointId: "file|file||" }));
  expect(await desk().list()).toMatchObject([{ state: "parked" }]);
  await desk().handedOver({ id: "id-1" });
  expect(await desk().list()).toEqual([]);
});

test("sending again since a day runs at once and says how many", async () => {
  await fill(store, 1);
  await store.leaseNext(BOX, NOON, NOON + 1);
  await store.settle("id-1", "delivered");
  expect(await desk().sendAgainSince({ since: NOON })).toEqual({ again: 1, gone: 0 });
  expect(runs).toHaveLength(1);
});

test("a withdrawal is sent off", async () => {
  await fill(store, 1);
  expect(await desk().withdraw({ id: "id-1" })).toBe("takenBack");
  expect(runs).toHaveLength(1);
});
