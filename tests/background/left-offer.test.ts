import { expect, test } from "vitest";
import { takeUpLeftOffer } from "../../src/background/left-offer.ts";
import { DEFAULT_TIMINGS } from "../../src/core/session/timings.ts";
import { EMPTY_WORLD, type EndedSession } from "../../src/core/session/world.ts";

const NOON = Date.UTC(2026, 10, 25, 12);
const ENDED: EndedSession = {
  id: "s1",
  room: "r1",
  startedAt: NOON - 3_600_000,
  endedAt: NOON,
  decidedAt: NOON,
  liveMs: 3_000_000,
  cause: "hangup",
  overlong: false,
  offer: "open",
  windows: 1,
  answered: null,
};

interface Situation {
  readonly open?: string | null;
  readonly sessions?: readonly EndedSession[];
  readonly onScreen?: boolean;
  readonly opened?: boolean;
  readonly minutes?: number;
}

/** What becomes of `s1`, which an earlier run of the background has left on offer, with one fact changed. */
async function takenUp({ open = "s1", sessions = [ENDED], onScreen = false, opened = false, minutes = 1 }: Situation) {
  const done: string[] = [];
  await takeUpLeftOffer("s1", {
    world: async () => ({ ...EMPTY_WORLD, open, sessions }),
    isOnScreen: () => onScreen,
    wasOpened: async () => opened,
    offerAgain: async ({ id }) => done.push(`offered ${id}`),
    keepInBadge: async (id) => done.push(`badge ${id}`),
    after: async () => {},
    now: () => NOON + minutes * 60_000,
    timings: async () => DEFAULT_TIMINGS,
  });
  return done;
}

test("a window that never came, since the background was stopped before it, comes now", async () =>
  expect(await takenUp({})).toEqual(["offered s1"]));

test("a check-in that is on the screen stays the only one", async () =>
  expect(await takenUp({ onScreen: true, opened: true })).toEqual([]));

test("one that was opened and is gone is not opened again: the badge keeps it", async () =>
  expect(await takenUp({ opened: true })).toEqual(["badge s1"]));

test("so late that nothing opens by itself any more, the badge keeps it", async () =>
  expect(await takenUp({ minutes: DEFAULT_TIMINGS.popupWithinMs / 60_000 + 1 })).toEqual(["badge s1"]));

test("one opened by hand while its call is still in doubt is left to the badge", async () =>
  expect(await takenUp({ sessions: [] })).toEqual(["badge s1"]));

test.each([null, "s2"])("nothing happens where %s took its place meanwhile", async (open) =>
  expect(await takenUp({ open })).toEqual([]),
);
