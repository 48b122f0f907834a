import { expect, test } from "vitest";
import { createSessionTracker, type TrackedWorld } from "../../src/background/session-tracker.ts";
import { createTrackedWorldStore } from "../../src/background/tracked-world.ts";
import type { SessionEvent } from "../../src/core/session/events.ts";
import { DEFAULT_TIMINGS } from "../../src/core/session/timings.ts";

const CALL: readonly SessionEvent[] = [
  { type: "documentOpened", doc: "d", tab: 1, frame: 0, room: "A", enrolled: true },
  { type: "capture", doc: "d", live: true },
  { type: "peer", doc: "d", peer: "p", state: "connected", loopback: false },
  { type: "remoteMedia", doc: "d", peer: "p", flowing: true },
];
const HANG_UP: readonly SessionEvent[] = [
  { type: "peer", doc: "d", peer: "p", state: "closedByPage", loopback: false },
  { type: "capture", doc: "d", live: false },
];

/** A disk that outlives the trackers; each tracker is one run of the worker. */
function openDisk() {
  let stored: unknown = null;
  let now = 1_000_000;
  let failures = 0;
  const offered: string[] = [];
  const store = createTrackedWorldStore({
    read: async () => stored,
    write: async (tracked) => {
      if (failures-- > 0) throw new Error("The disk is full.");
      stored = JSON.parse(JSON.stringify(tracked));
    },
    complain: () => {},
  });
  const start = () =>
    createSessionTracker({
      ...store,
      timings: async () => DEFAULT_TIMINGS,
      clocks: () => ({ wallMs: now, monotonicMs: now }),
      perform: (effect) => {
        if (effect.kind === "offer") offered.push(effect.session);
      },
      stepped: () => {},
      complain: () => {},
    });
  return {
    start,
    offered,
    world: async (): Promise<TrackedWorld["world"]> => (await store.load()).world,
    pass: (seconds: number) => (now += seconds * 1_000),
    fail: (times: number) => (failures = times),
  };
}

/** The worker hears a sign of life every twenty seconds, as it does in a call. */
async function talk(disk: ReturnType<typeof openDisk>, restart: () => ReturnType<typeof disk.start>): Promise<void> {
  for (let beat = 0; beat < 20; beat++) {
    disk.pass(20);
    await restart().tell({ type: "alive", doc: "d" });
  }
}

test("a worker restarted between all events still sees the session end", async () => {
  const disk = openDisk();
  for (const event of CALL) await disk.start().tell(event);
  await talk(disk, disk.start);
  for (const event of HANG_UP) await disk.start().tell(event);
  disk.pass(6);
  await disk.start().tell({ type: "tick" });
  expect(disk.offered).toEqual(["s1"]);
});

test("what could not be written down is told again with the next event", async () => {
  const disk = openDisk();
  const tracker = disk.start();
  disk.fail(1);
  await expect(tracker.tell(CALL[0]!)).rejects.toThrow("The disk is full.");
  await tracker.tell(...CALL.slice(1));
  expect(Object.keys((await disk.world()).docs)).toEqual(["d"]);
});

test("a session after everything was forgotten has an id of its own", async () => {
  const disk = openDisk();
  const tracker = disk.start();
  const ids: string[] = [];
  for (let round = 0; round < 2; round++) {
    await tracker.tell(...CALL);
    await talk(disk, () => tracker);
    await tracker.tell(...HANG_UP);
    disk.pass(6);
    await tracker.tell({ type: "tick" });
    ids.push(...disk.offered.splice(0));
    await tracker.forget();
    expect((await disk.world()).sessions).toEqual([]);
  }
  expect(new Set(ids).size).toBe(2);
});
