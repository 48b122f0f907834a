import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import { stepSession } from "../../../src/core/session/machine.ts";
import { decideRoute, isCallNear, settleRooms } from "../../../src/core/session/routes.ts";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD, type World } from "../../../src/core/session/world.ts";

describe("a changed address", () => {
  test.each([
    [true, false, "follow"],
    [true, true, "follow"],
    [false, false, "stay"],
    [false, true, "stay"],
    [null, false, "follow"],
    [null, true, "stay"],
  ] as const)("that is a room: %s, with a call near: %s, means %s", (isRoom, callNear, way) =>
    expect(decideRoute({ isRoom, callNear })).toBe(way),
  );
});

const MINUTE = 60_000;

/** Tells the machine one event a second, and the time in between. */
function play(...events: readonly (SessionEvent | number)[]): World {
  let [world, now] = [EMPTY_WORLD, 1_000_000];
  for (const event of events) {
    now += typeof event === "number" ? event : 1_000;
    world = stepSession(world, typeof event === "number" ? { type: "tick" } : event, now, DEFAULT_TIMINGS).world;
  }
  return world;
}

const opened = (doc: string, room: string, enrolled = true): SessionEvent => ({
  ...{ type: "documentOpened", doc, tab: 1, frame: 0, room, enrolled },
});
const join = (doc: string, peer: string): readonly SessionEvent[] => [
  { type: "capture", doc, live: true },
  { type: "peer", doc, peer, state: "connected", loopback: false },
  { type: "remoteMedia", doc, peer, flowing: true },
];
const hangUp = (doc: string, peer = "p"): readonly SessionEvent[] => [
  { type: "peer", doc, peer, state: "closedByPage", loopback: false },
  { type: "capture", doc, live: false },
];
const call = (doc: string, peer = "p"): readonly (SessionEvent | number)[] => [
  ...join(doc, peer),
  ...Array.from({ length: 20 }, (): readonly (SessionEvent | number)[] => [{ type: "alive", doc }, MINUTE / 3]).flat(),
];
const NEVER: SessionEvent = { type: "client", action: "neverHere", session: "s1" };
const ALLOWED: SessionEvent = { type: "roomAllowed", room: "A" };

describe("a room that was ruled out", () => {
  const ruledOut = [opened("d", "A"), ...call("d"), ...hangUp("d"), MINUTE, NEVER] as const;

  test("has no session any more, and one again once it is allowed", () => {
    const again = [...call("d", "q"), ...hangUp("d", "q"), MINUTE] as const;
    expect(play(...ruledOut, ...again).sessions).toHaveLength(1);
    const after = play(...ruledOut, ALLOWED, ...again);
    expect(after.ruledOut).toEqual([]);
    expect(after.sessions.map(({ id, offer }) => [id, offer])).toEqual([
      ["s1", "done"],
      ["s2", "open"],
    ]);
  });

  test("that is allowed in a call counts from then on", () => {
    const live = [...call("d", "q"), ALLOWED, ...call("d", "q"), ...hangUp("d", "q"), MINUTE] as const;
    const [, second] = play(...ruledOut, ...live).sessions;
    expect(second?.liveMs).toBeLessThan(9 * MINUTE);
  });

  test("allowing another one changes nothing", () =>
    expect(play(...ruledOut, { type: "roomAllowed", room: "B" })).toEqual(play(...ruledOut, 1_000)));
});

describe("when the client's mind about rooms has changed", () => {
  const settle = (world: World, silent: readonly string[], never: readonly string[] = []) =>
    settleRooms(world, { isNever: (room) => never.includes(room), isSilent: (room) => silent.includes(room) });

  test("nothing is told where the machine agrees", () =>
    expect(settle(play(opened("d", "A"), opened("e", "B", false)), ["B"])).toEqual([]));

  test("what is no longer ruled out is allowed, and looked at in the documents that are open", () => {
    const world = { ...play(opened("d", "A", false)), ruledOut: ["A", "B"] };
    expect(settle(world, ["B"], ["B"])).toEqual([
      ALLOWED,
      { type: "routeChanged", doc: "d", room: "A", enrolled: true },
    ]);
  });

  test("what waits in a room that is silent now is struck", () => {
    const world = play(opened("d", "A"), ...call("d"), ...hangUp("d"), MINUTE);
    expect(settle(world, ["A"])).toEqual([
      { type: "client", action: "notASession", session: "s1" },
      { type: "routeChanged", doc: "d", room: "A", enrolled: false },
    ]);
  });

  test("a call is near as soon as media comes in, also while the client only listens", () => {
    const [, ...listening] = join("d", "p");
    expect(isCallNear(play(opened("d", "A"), ...listening), "A")).toBe(true);
    expect(isCallNear(play(opened("d", "A"), { type: "capture", doc: "d", live: true }), "A")).toBe(false);
  });

  test("a document whose call goes on is not cut off: it would seem to have left it", () => {
    const world = play(opened("d", "A"), ...call("d"));
    expect([isCallNear(world, "A"), isCallNear(world, "B"), isCallNear(world, null)]).toEqual([true, false, false]);
    expect(settle(world, ["A"])).toEqual([]);
  });
});
