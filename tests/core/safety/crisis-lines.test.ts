import { describe, expect, test } from "vitest";
import { CRISIS_LINES, CRISIS_LINES_CHECKED, countryOf } from "../../../src/core/safety/crisis-lines.ts";

const COUNTRY_NAMES = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

test.each(Object.entries(CRISIS_LINES))("%s is a country with numbers that can be dialled: %j", (code, numbers) => {
  expect(COUNTRY_NAMES.of(code)).toBeDefined();
  expect(numbers[0]).toMatch(/^\d{3}$/);
  for (const number of numbers) expect(number).toMatch(/^\*?\d[\d ]*\d$/);
  expect(new Set(numbers).size).toBe(numbers.length);
});

test("the numbers every list agrees on are there", () => {
  expect(CRISIS_LINES).toMatchObject({
    US: ["911", "988"],
    CA: ["911", "988"],
    GB: ["999", "116 123"],
    AU: ["000", "13 11 14"],
  });
});

test("each of the languages we speak has a country it is spoken in", () => {
  for (const code of ["US", "ES", "MX", "BR", "PT", "FR", "DE", "AT", "CH", "CN", "EG"])
    expect(CRISIS_LINES).toHaveProperty(code);
});

test("the list says when it was looked up", () => {
  expect(Number.isNaN(Date.parse(CRISIS_LINES_CHECKED))).toBe(false);
});

describe("the country of a browser", () => {
  test.each([
    [["de-AT", "de", "en-US"], "AT"],
    [["en", "en-GB"], "GB"],
    [["zh-Hans-CN"], "CN"],
    [["pt-BR"], "BR"],
  ])("%j is %s", (languages, country) => expect(countryOf(languages)).toBe(country));

  test.each([[["de"]], [["en"]], [[]], [["es-419"]], [["en-XX"]], [["en-constructor"]]])(
    "%j names no country we have a number for",
    (languages) => expect(countryOf(languages)).toBeNull(),
  );
});
