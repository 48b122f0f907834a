import * as fc from "fast-check";
import { expect, test } from "vitest";
import { chartRuns } from "../../../src/core/alliance/trend.ts";

const place = (...scores: (number | null)[]) => chartRuns(scores.map((score, at) => ({ at, score })));

test("a skipped session breaks the line", () => {
  expect(place(5, null, 5).map((run) => run.length)).toEqual([1, 1]);
});

test("sessions in a row are one line", () => {
  expect(place(8, 8.5, 9).map((run) => run.length)).toEqual([3]);
});

test("nothing answered draws nothing", () => {
  expect(place(null, null)).toEqual([]);
  expect(place()).toEqual([]);
});

test("each scored session is drawn once, in order, and none without a score", () => {
  const scores = fc.array(fc.option(fc.integer({ min: 0, max: 10 })));
  fc.assert(
    fc.property(scores, (values) => {
      const drawn = place(...values).flat();
      expect(drawn.map(({ at }) => at)).toEqual(values.flatMap((value, at) => (value === null ? [] : [at])));
    }),
  );
});
