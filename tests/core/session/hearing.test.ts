import { expect, test } from "vitest";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import { tabsToHear } from "../../../src/core/session/evidence.ts";
import { stepSession } from "../../../src/core/session/machine.ts";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD } from "../../../src/core/session/world.ts";

const OPENED = { type: "documentOpened", doc: "d", tab: 4, frame: 0, room: "A", enrolled: true } as const;
const DEVICE = { type: "capture", doc: "d", live: true } as const;
const CHANNEL = { type: "dataChannel", doc: "d", open: true } as const;

/** Each a second after the one before. */
function heardAfter(...events: readonly SessionEvent[]): readonly number[] {
  let world = EMPTY_WORLD;
  for (const [index, event] of events.entries())
    ({ world } = stepSession(world, event, (index + 1) * 1_000, DEFAULT_TIMINGS));
  return tabsToHear(world);
}

test("a tab is listened to while a device is on and a channel open, and no call is made of it yet", () => {
  expect(heardAfter(OPENED, DEVICE)).toEqual([]);
  expect(heardAfter(OPENED, CHANNEL)).toEqual([]);
  expect(heardAfter(OPENED, DEVICE, CHANNEL)).toEqual([4]);
  expect(heardAfter(OPENED, DEVICE, CHANNEL, { ...DEVICE, live: false })).toEqual([]);
});

test("a tab is listened to on the browser's own word that it uses a device, where the page shows nothing", () => {
  expect(heardAfter(OPENED, { type: "sharing", tab: 4, on: true })).toEqual([4]);
  expect(heardAfter(OPENED, DEVICE, { type: "sharing", tab: 4, on: true })).toEqual([]);
});

test("a tab is not listened to once media flows over a connection, nor when the call is made", () => {
  const peer = { type: "peer", doc: "d", peer: "p", state: "connected", loopback: false } as const;
  const media = { type: "remoteMedia", doc: "d", peer: "p", flowing: true } as const;
  expect(heardAfter(OPENED, DEVICE, CHANNEL, peer, media)).toEqual([]);
  const minutes = Array.from({ length: 90 }, (): SessionEvent => ({ type: "tick" }));
  expect(heardAfter(OPENED, DEVICE, CHANNEL, { type: "audible", tab: 4, on: true }, ...minutes)).toEqual([]);
});
