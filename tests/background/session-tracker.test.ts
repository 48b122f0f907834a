import { expect, test } from "vitest";
import { createSessionTracker, type TrackedWorld } from "../../src/background/session-tracker.ts";
import { createTrackedWorldStore } from "../../src/background/tracked-world.ts";
import type { SessionEvent } from "../../src/core/session/events.ts";
import type { RecordedPart } from "../../src/core/session/recording.ts";
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
  const complaints: string[] = [];
  const parts: RecordedPart[] = [];
  let recordingFails = false;
  const store = createTrackedWorldStore({
    read: async () => stored,
    write: async (tracked, added) => {
      if (failures-- > 0) throw new Error("The disk is full.");
      if (recordingFails && added.length > 0) throw new Error("No room for a recording.");
      stored = JSON.parse(JSON.stringify(tracked));
      parts.push(...added);
    },
    complain: (message) => void complaints.push(message),
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
    parts,
    complaints,
    failRecording: () => (recordingFails = true),
    /** As an older version left it. */
    strip: (strip: (tracked: { world: Record<string, unknown>; recording?: unknown }) => void) =>
      strip(stored as { world: Record<string, unknown> }),
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

async function session(disk: ReturnType<typeof openDisk>, restart: () => ReturnType<typeof disk.start>): Promise<void> {
  for (const event of CALL) await restart().tell(event);
  await talk(disk, restart);
  for (const event of HANG_UP) await restart().tell(event);
  disk.pass(6);
  await restart().tell({ type: "tick" });
}

test("a worker restarted between all events records the same", async () => {
  const [steady, restarted] = [openDisk(), openDisk()];
  const tracker = steady.start();
  await session(steady, () => tracker);
  await session(restarted, restarted.start);
  expect(restarted.parts).toEqual(steady.parts);
  expect(steady.parts.flatMap(({ outcomes }) => outcomes.map(({ kind }) => kind))).toEqual(["ended", "offered"]);
});

test("a call is recorded in a few small parts, and signs of life in none", async () => {
  const disk = openDisk();
  const tracker = disk.start();
  await tracker.tell(...CALL);
  await talk(disk, () => tracker);
  expect(disk.parts).toHaveLength(1);
  expect(disk.parts[0]?.facts.map(({ type }) => type)).toEqual(["documentOpened", "capture", "peer", "remoteMedia"]);
});

test("a recording that cannot be written costs no session, and is cut short with a complaint", async () => {
  const disk = openDisk();
  disk.failRecording();
  await session(disk, disk.start);
  expect(disk.offered).toEqual(["s1"]);
  expect(disk.parts).toEqual([]);
  expect(new Set(disk.complaints)).toEqual(new Set(["A part of the recording was lost."]));
});

test("an update that adds to what is stored loses no call that goes on", async () => {
  const disk = openDisk();
  for (const event of CALL) await disk.start().tell(event);
  await talk(disk, disk.start);
  disk.strip((tracked) => {
    delete tracked.world.uses;
    delete tracked.recording;
  });
  for (const event of HANG_UP) await disk.start().tell(event);
  disk.pass(6);
  await disk.start().tell({ type: "tick" });
  expect(disk.offered).toEqual(["s1"]);
});
