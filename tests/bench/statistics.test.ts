import { describe, expect, test } from "vitest";
import {
  chanceOfHigher,
  differencesOf,
  median,
  middleHalf,
  mostAnHourWhenNoneSeen,
  type Pair,
  quantile,
} from "./statistics.ts";

const pairs = (...differences: readonly number[]): readonly Pair[] =>
  differences.map((difference) => ({ with: 10 + difference, without: 10 }));

describe("median and quantiles", () => {
  test.each([
    [[3], 3],
    [[9, 1, 5], 5],
    [[1, 2, 3, 10], 2.5],
  ])("of %j is %d", (runs, middle) => expect(median(runs)).toBe(middle));

  test("lie on a straight line between two neighbours", () => {
    expect(quantile([0, 10], 0.95)).toBeCloseTo(9.5);
    expect(quantile([0, 1, 2, 3, 4], 0.25)).toBe(1);
    expect(quantile([4, 2], 1)).toBe(4);
  });

  test("of no runs are not zero", () => {
    expect(median([])).toBeNull();
    expect(middleHalf([])).toBeNull();
  });

  test("leave the runs in their order", () => {
    const runs = [3, 1, 2];
    median(runs);
    expect(runs).toEqual([3, 1, 2]);
  });
});

test("one slow run does not make the noise", () => {
  expect(middleHalf([1, 2, 3, 4, 1_000])).toEqual({ from: 2, to: 4 });
});

describe("pairs", () => {
  test("are compared one by one", () => expect(differencesOf(pairs(1, -2))).toEqual([1, -2]));

  test("that are higher every time are no chance", () => {
    expect(chanceOfHigher(pairs(1, 1, 1, 1, 1))).toBeCloseTo(1 / 32);
    expect(chanceOfHigher(pairs(1, 1, 1, 1, -1))).toBeCloseTo(6 / 32);
  });

  test("that are lower are no cost", () => expect(chanceOfHigher(pairs(-1, -1, -1, -1, -1))).toBe(1));

  test("that are equal say nothing", () => {
    expect(chanceOfHigher(pairs(0, 0, 0))).toBe(1);
    expect(chanceOfHigher(pairs(1, 0, 1))).toBeCloseTo(1 / 4);
  });

  test("are counted rightly where there are many", () => {
    const fifteenOfTwenty = pairs(...Array.from({ length: 20 }, (_, index) => (index < 15 ? 1 : -1)));
    expect(chanceOfHigher(fifteenOfTwenty)).toBeCloseTo(0.0207, 4);
  });
});

test("three minutes without a wake-up still allow sixty an hour", () =>
  expect(mostAnHourWhenNoneSeen(180_000)).toBe(60));
