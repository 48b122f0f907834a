import { describe, expect, test } from "vitest";
import { noticedIn, obstaclesIn } from "../../../src/core/session/noticed.ts";
import type { Outcome } from "../../../src/core/session/recorded-outcomes.ts";
import type { RecordedPart } from "../../../src/core/session/recording.ts";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { EMPTY_WORLD, type EndedSession, type World } from "../../../src/core/session/world.ts";
import { play } from "./timeline.ts";

const END = Date.UTC(2026, 10, 25, 10);
const MINUTE = 60_000;
const SESSION: EndedSession = {
  id: "s1",
  room: "A",
  startedAt: END - 50 * MINUTE,
  endedAt: END,
  decidedAt: END + 6_000,
  liveMs: 49 * MINUTE,
  cause: "hangup",
  overlong: false,
  offer: "open",
  answered: null,
  windows: 1,
};
const ENDED: Outcome = { kind: "ended", session: SESSION, at: END + 6_000 };
const offered = (via: "popup" | "badge", at = END + 6_000): Outcome => ({
  kind: "offered",
  session: "s1",
  via,
  notBefore: at,
  at,
});

function noticed(outcomes: readonly Outcome[], world: World = EMPTY_WORLD, changes: Partial<RecordedPart> = {}) {
  const part = { story: 1, at: END, settings: {}, facts: [], outcomes, cut: false, late: false, ...changes };
  return noticedIn([part], world, DEFAULT_TIMINGS);
}
const one = (outcomes: readonly Outcome[], world?: World) => noticed(outcomes, world)[0];

describe("How a check-in came to the client", () => {
  const shown = (how: "popup" | "window" | "badgeChosen" | "refused"): Outcome => ({
    kind: "shown",
    session: "s1",
    how,
    at: END + 8_000,
  });
  test.each([
    ["by itself", [ENDED, offered("popup"), shown("popup")], "popup"],
    ["in a small window", [ENDED, offered("popup"), shown("window")], "window"],
    ["by the badge, as the client wished", [ENDED, offered("popup"), shown("badgeChosen")], "badgeChosen"],
    ["by the badge, as the browser refused", [ENDED, offered("popup"), shown("refused")], "refused"],
    ["by the badge, as it was late", [ENDED, offered("badge", END + 31 * MINUTE)], "late"],
    ["by the badge, after two windows", [ENDED, offered("badge", END + MINUTE)], "windows"],
    ["not, as the client was first", [ENDED], "byHand"],
    [
      "not, as it was too old",
      [ENDED, { kind: "missed", session: "s1", notBefore: END, at: END + 13 * 60 * MINUTE }],
      "missed",
    ],
    [
      "not, as the site was not allowed any more",
      [{ ...ENDED, session: { ...SESSION, cause: "revoked" } }],
      "notOffered",
    ],
  ] as const)("%s", (_, outcomes, offering) => expect(one(outcomes)).toMatchObject({ kind: "session", offering }));

  test("not yet, while it is held back", () => {
    const world = { ...EMPTY_WORLD, sessions: [{ ...SESSION, offer: "due" as const }] };
    expect(one([ENDED], world)).toMatchObject({ offering: "waiting" });
  });
});

describe("The log", () => {
  test("says how long was waited, and whether longer than usual", () => {
    expect(one([ENDED])).toMatchObject({ waitedMs: 6_000, waitedLonger: false });
    const later = { ...SESSION, decidedAt: END + 90_000 };
    expect(one([{ ...ENDED, session: later }])).toMatchObject({ waitedMs: 90_000, waitedLonger: true });
  });

  test("says what the client answered", () =>
    expect(one([ENDED, { kind: "answered", session: "s1", action: "notASession", at: END }])).toMatchObject({
      answered: "notASession",
    }));

  test("has one line for a session that went on, with its last end", () => {
    const again = { ...SESSION, endedAt: END + 10 * MINUTE };
    const resumed: Outcome = { kind: "resumed", session: "s1", notBefore: END, at: END + MINUTE };
    const entries = noticed([ENDED, resumed, { ...ENDED, session: again }]);
    expect(entries).toMatchObject([{ kind: "session", endedAt: again.endedAt }]);
  });

  test("has no line of its own for a short call that became a session", () => {
    const { id, room, startedAt, endedAt, cause } = SESSION;
    const short: Outcome = { kind: "tooShort", call: { id, room, startedAt, endedAt, liveMs: 1, cause }, at: END };
    expect(noticed([short, ENDED])).toHaveLength(1);
    expect(noticed([short])).toMatchObject([{ kind: "tooShort", liveMs: 1 }]);
  });

  test("tells of signs that were no call", () => {
    const facts = [
      { type: "capture", doc: "d", live: true, at: END },
      { type: "capture", doc: "d", live: false, at: END + MINUTE },
    ] as const;
    expect(noticed([], EMPTY_WORLD, { facts })).toEqual([
      { kind: "noCall", story: 1, id: null, startedAt: END, endedAt: END + MINUTE, device: true, canExport: true },
    ]);
  });

  test("names no room", () => expect(JSON.stringify(noticed([ENDED, offered("popup")]))).not.toContain('"room"'));

  test("offers no file of what is not whole", () => {
    expect(noticed([ENDED], EMPTY_WORLD, { settings: null })[0]?.canExport).toBe(false);
    expect(noticed([ENDED], EMPTY_WORLD, { cut: true })[0]?.canExport).toBe(false);
  });
});

test.each([
  ["a call that is on", ["0:00 two-way", "5:00 end"], ["callLive"]],
  ["a call that may come back", ["0:00 two-way", "8:00 drop", "9:00 end"], ["inDoubt"]],
  [
    "another call while a check-in is ready",
    ["0:00 two-way", "5:00 two-way in B", "8:00 page left", "9:00 end"],
    ["callLive", "heldBack"],
  ],
  ["a device without a call", ["0:00 device on", "9:00 end"], ["deviceOn"]],
  ["a room that is ruled out", ["0:00 two-way", "8:00 hang-up", "9:00 neverHere", "9:30 end"], ["ruledOut"]],
  ["a site that is not allowed", ["0:00 page opened", "8:00 permission revoked", "9:00 end"], ["revoked"]],
  ["nothing", ["0:00 page opened", "9:00 end"], []],
])("in the way is %s", (_, lines, obstacles) => expect(obstaclesIn(play(...lines).world)).toEqual(obstacles));
