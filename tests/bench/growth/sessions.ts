import type { SessionEvent } from "../../../src/core/session/events.ts";
import { stepSession } from "../../../src/core/session/machine.ts";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD, type World } from "../../../src/core/session/world.ts";
import type { Part } from "../bench.ts";
import { figuresOfLine } from "./line.ts";
import { measureAmounts } from "./timing.ts";

const STARTS_AT = Date.UTC(2026, 0, 5, 9);
/** How often a document shows a sign of life. */
const SIGN_EVERY_MS = 20_000;
/** A call of fifty minutes. */
const SIGNS = 150;

/** An event and how long after the one before. */
type Timed = readonly [afterMs: number, event: SessionEvent];

function callBegins(doc: string, tab: number): readonly Timed[] {
  const peer = "1";
  return [
    [0, { type: "documentOpened", doc, tab, frame: 0, room: `room-${tab}`, enrolled: true }],
    [1_000, { type: "capture", doc, live: true }],
    [1_000, { type: "peer", doc, peer, state: "connected", loopback: false }],
    [100, { type: "remoteMedia", doc, peer, flowing: true }],
  ];
}

function callEnds(doc: string): readonly Timed[] {
  return [
    [0, { type: "peer", doc, peer: "1", state: "closedByPage", loopback: false }],
    [0, { type: "capture", doc, live: false }],
    [7_000, { type: "tick" }],
    [1_000, { type: "client", action: "submit" }],
    [60_000, { type: "documentGone", doc, via: "unload" }],
  ];
}

/** Weekly calls one after the other, as long as the timeline has room. */
function timeline(events: number): readonly Timed[] {
  const told: Timed[] = [];
  for (let call = 0; told.length < events; call++) {
    const doc = `doc-${call}`;
    const signs = Array.from({ length: SIGNS }, (): Timed => [SIGN_EVERY_MS, { type: "alive", doc }]);
    told.push(...callBegins(doc, call), ...signs, ...callEnds(doc), [7 * 24 * 3_600_000, { type: "tick" }]);
  }
  return told.slice(0, events);
}

/** As the background does it: each step's world is written down before the next. */
function play(before: World, told: readonly Timed[]): World {
  let world = before;
  let now = STARTS_AT;
  for (const [afterMs, event] of told) {
    now += afterMs;
    world = JSON.parse(JSON.stringify(stepSession(world, event, now, DEFAULT_TIMINGS).world)) as World;
  }
  return world;
}

export const timelines: Part = async (plan) => {
  const amounts = plan.quick ? [10, 100, 1_000] : [10, 100, 1_000, 10_000];
  const line = { name: "timeline through the session machine", of: "events", cost: "all" } as const;
  const workFor = (events: number) => {
    const told = timeline(events);
    return () => play(EMPTY_WORLD, told);
  };
  return figuresOfLine(line, await measureAmounts(plan, amounts, workFor));
};

/** A minute in which so many tabs are in a call: each shows its signs of life. */
export const tabs: Part = async (plan) => {
  const line = {
    name: "a minute with so many tabs in a call",
    of: "tabs",
    cost: "all",
    note: "each sign of life reads and writes the whole world, in which every live tab stands: signs times tabs",
  } as const;
  const workFor = (count: number) => {
    const docs = Array.from({ length: count }, (_, tab) => `doc-${tab}`);
    const live = play(EMPTY_WORLD, docs.flatMap(callBegins));
    const minute = Array.from({ length: 3 }, () => docs.map((doc): Timed => [0, { type: "alive", doc }])).flat();
    return () => play(live, minute);
  };
  return figuresOfLine(line, await measureAmounts(plan, [1, 2, 5, 10, 20], workFor));
};
