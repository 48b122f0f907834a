import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { timeLeft, timeLeftInWords } from "../../../src/ui/checkin/time-left.ts";

const words = (seconds: number, lang = "en") => {
  const left = timeLeft(seconds * 1_000);
  return left && timeLeftInWords(left, lang);
};

describe("time left in words", () => {
  test.each([
    [86_400, "24 hours"],
    [600, "10 minutes"],
    [90, "2 minutes"],
    [61, "1 minute"],
    [60, "1 minute"],
    [59, "50 seconds"],
    [41, "40 seconds"],
    [10, "10 seconds"],
    [0.2, "1 second"],
    [0, null],
    [-5, null],
  ])("%s s: %s", (seconds, said) => expect(words(seconds)).toBe(said));

  test("follows the plural of the page's language", () => {
    expect([words(600, "de"), words(600, "pl"), words(120, "ar")]).toEqual(["10 Minuten", "10 minut", "دقيقتان"]);
  });

  test("is never over before it is over", () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 90_000_000 }), (ms) => (timeLeft(ms)?.count ?? 0) > 0));
  });
});
