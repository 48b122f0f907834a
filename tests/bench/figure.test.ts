import { expect, test } from "vitest";
import { besidePeer, figureOfOne, figureOfPairs, figureOfRuns, notMeasured, rounded } from "./figure.ts";

const NAMED = { what: "opening", unit: "ms" };

test("runs are told by their median, their slow end and their noise", () => {
  expect(figureOfRuns({ ...NAMED, target: 3 }, [1, 2, 3, 4, 5])).toMatchObject({
    value: 3,
    p95: 4.8,
    noise: 2,
    n: 5,
    met: true,
  });
});

test("a target is met at its limit and missed above it", () => {
  expect(figureOfOne({ ...NAMED, target: 6_000 }, 6_000).met).toBe(true);
  expect(figureOfOne({ ...NAMED, target: 6_000 }, 6_001).met).toBe(false);
});

test("where more is better, a target is met at its limit and missed below it, and the slow end is the low one", () => {
  const rate = { what: "rate", unit: "/s", target: 200, moreIsBetter: true };
  expect(figureOfOne(rate, 200).met).toBe(true);
  expect(figureOfOne(rate, 199).met).toBe(false);
  expect(figureOfRuns(rate, [100, 200, 300]).p95).toBe(110);
});

test("a peer stands beside a figure and changes nothing in it", () => {
  const figure = figureOfRuns({ what: "rate", unit: "/s", target: 200, moreIsBetter: true }, [300]);
  expect(besidePeer(figure, [100, 150, 700])).toEqual({ ...figure, peer: 150, ratio: 2 });
});

test("without a target nothing is met or missed", () => expect(figureOfRuns(NAMED, [1]).met).toBeNull());

test("without a run nothing is met, and nothing is zero", () => {
  expect(figureOfRuns({ ...NAMED, target: 3 }, [])).toMatchObject({ value: null, met: null, noise: null, n: 0 });
  expect(notMeasured("heap", "kB", "nobody says")).toMatchObject({ value: null, note: "not measured: nobody says" });
});

test("pairs that are higher every time miss it, even by little", () => {
  const pairs = Array.from({ length: 10 }, (_, index) => ({ with: 100.5 + index, without: 100 + index }));
  const figure = figureOfPairs(NAMED, pairs);
  expect(figure).toMatchObject({ peer: 105, noise: 0, met: false });
  expect(figure.note).toContain("median difference 0.5 ms");
  expect(figure.note).toContain("higher in 10 of 10 pairs");
});

test("pairs that go either way meet it", () => {
  const pairs = [-1, 1, 2, -2, 1, -1].map((difference) => ({ with: 50 + difference, without: 50 }));
  expect(figureOfPairs(NAMED, pairs)).toMatchObject({ met: true, ratio: 1 });
});

test("too few pairs to tell are not judged", () => {
  expect(figureOfPairs(NAMED, [{ with: 2, without: 1 }]).met).toBeNull();
});

test.each([
  [0.012345, 0.0123],
  [5971.4, 5971],
  [99.96, 100],
  [Number.NaN, null],
])("%d is shown as %d", (value, shown) => expect(rounded(value)).toBe(shown));
