import { expect, test } from "vitest";
import { countStarts, type Look, sinceStopped } from "./looks.ts";

/** One look a second: a letter for the background that runs, a dot for none. */
const look = (seen: string): readonly Look[] =>
  [...seen].map((mark, second) => ({ at: second * 1_000, running: mark === "." ? null : mark }));

test.each([
  [".....", 0, 0],
  ["aaaaa", 0, 1],
  ["..aa.", 1, 0.5],
  [".aa.b", 2, 0.5],
  // Stopped and started between two looks.
  ["aabbb", 1, 1],
] as const)("%s: %d starts", (seen, starts, runningShare) => {
  expect(countStarts(look(seen))).toEqual({ starts, watchedMs: 4_000, runningShare });
});

test("without a look nothing was watched", () =>
  expect(countStarts([])).toEqual({ starts: 0, watchedMs: 0, runningShare: 0 }));

test("idle time begins when the background has stopped", () => {
  expect(sinceStopped(look("aa..b"))).toHaveLength(3);
  expect(sinceStopped(look("aaa"))).toBeNull();
});
