import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { mergeSection } from "../documents.ts";
import { ASSUMED, load } from "./arithmetic.ts";
import { type Results, scaleTable } from "./scale-table.ts";

const read = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), "utf8");

test("the page has the figures that the arithmetic gives from what was measured", () => {
  const page = read("docs/scale.md");
  const results = JSON.parse(read("bench/results.json")) as Results;
  expect(page).toBe(mergeSection(page, "scale", scaleTable(results)));
});

describe("worked by hand:", () => {
  const of = load();

  test("a million a day are 11.57 a second", () => expect(of.averageASecond).toBeCloseTo(11.574, 3));
  test("half of an hour's 100,000 in 300 seconds are 166.7 a second", () =>
    expect(of.busiestASecond).toBeCloseTo(166.67, 2));
  test("of 27.8 a second for an hour, ln(120) times as many are tried again at first", () =>
    expect(of.againASecond).toBeCloseTo(132.99, 1));
  test("once a week, seven million clients send a million a day", () => expect(of.clients).toBe(7_000_000));
  test("10,000 pages that look every 900 seconds are 11.1 looks a second", () =>
    expect([of.everyMinutes, of.looksASecond.toFixed(1)]).toEqual([15, "11.1"]));
  test("36,500 names of 700 bytes are 25.55 MB", () => expect(of.webdavLook).toBe(25_550_000));
  test("32 MB of such names at 100 a day last 479 days", () => expect(of.daysUntilTooLong).toBe(479));
  test("2,248 bytes are 3,000 letters in 47 lines, and two lines around them", () =>
    expect(of.armoredBytes).toBe(3_000 + 47 + 35 + 33));
});

test("what was not measured is not made up", () => {
  const table = scaleTable({});
  expect(table.match(/not measured yet/g)).toHaveLength(6);
  expect(table).toContain(ASSUMED.therapists.toLocaleString("en"));
});
