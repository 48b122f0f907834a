import { describe, expect, test } from "vitest";
import { AIM_SECONDS, answeringTimeSection, answeringTimes, TAPS } from "../scripts/answering-time.ts";
import { readItemsPage, withSection } from "../scripts/translations.ts";

/** Whole seconds: nobody needs more of an estimate. */
const times = answeringTimes().map((time) => [time.language, Math.ceil(time.totalSeconds)] as const);

test("seven languages are estimated", () => expect(times.map(([language]) => language)).toHaveLength(7));

test.each(times)("the questions in %s are read and answered in %i of 45 seconds", (_, seconds) => {
  expect(seconds).toBeLessThanOrEqual(AIM_SECONDS);
});

describe("the estimate", () => {
  test("counts a tap for each closed question and one for Send", () => expect(TAPS).toBe(6));

  test("does not hide that the first time of all takes longer", () => {
    for (const { firstTimeSeconds, totalSeconds } of answeringTimes())
      expect(firstTimeSeconds).toBeGreaterThan(totalSeconds + 20);
  });

  test("stands in docs/items.md as it is", () => {
    expect(readItemsPage()).toBe(withSection(readItemsPage(), answeringTimeSection()));
  });
});
