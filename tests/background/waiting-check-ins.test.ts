import { expect, test } from "vitest";
import { badgeOf, isOffered } from "../../src/background/waiting-check-ins.ts";
import { EMPTY_ROOM, EMPTY_WORLD, type World, withRoom } from "../../src/core/session/world.ts";

const OFFERED: World = { ...EMPTY_WORLD, open: "s1" };

test("a check-in is on offer while it is the one to show", () => {
  expect(isOffered(OFFERED, "s1")).toBe(true);
  expect(isOffered(OFFERED, "s2")).toBe(false);
});

test("no window may open once media flows again, long before it counts as a call", () => {
  const back = withRoom(OFFERED, "A", { ...EMPTY_ROOM, twoWaySince: 1 });
  expect(isOffered(back, "s1")).toBe(false);
});

test("the client's own check-in comes before the therapist's inbox on the badge", () => {
  const words = (key: string): string => key;
  const ended = { id: "s1", room: "A", offer: "badge" } as unknown as World["sessions"][number];
  const waiting: World = { ...EMPTY_WORLD, sessions: [ended] };
  expect(badgeOf(waiting, words, true)).toEqual({ text: "1", title: "badgeWaiting" });
  expect(badgeOf(EMPTY_WORLD, words, true)).toEqual({ text: "•", title: "badgeInbox" });
  expect(badgeOf(EMPTY_WORLD, words, false)).toEqual({ text: "", title: "actionTitle" });
});
