import * as fc from "fast-check";
import { expect, test } from "vitest";
import { BAND_SPREADS, bandOf, bandsOf } from "../../../../src/core/alliance/flags/band.ts";
import { DEFAULT_SETTINGS, PAPER_SETTINGS } from "../../../../src/core/alliance/flags/flag-settings.ts";
import { historyOf } from "./sessions.ts";

test("there is no band before there is anything to hold a session against", () => {
  expect(bandOf([8, 8, 8], DEFAULT_SETTINGS)).toBeNull();
  expect(bandOf([8, 8, 8, 8], { ...DEFAULT_SETTINGS, spreadFloor: null })).toBeNull();
});

test("by the clinical paper's rules it is the median and two spreads to each side", () => {
  const band = bandOf([8, 9, 8, 9], PAPER_SETTINGS)!;
  expect(band.usual).toBe(8.5);
  expect(band.high - band.usual).toBeCloseTo(BAND_SPREADS * 1.4826 * 0.5);
  expect(band.usual - band.low).toBeCloseTo(BAND_SPREADS * 1.4826 * 0.5);
});

test("it stays within the scale", () => {
  expect(bandOf([10, 10, 10, 10], DEFAULT_SETTINGS)!.high).toBe(10);
  expect(bandOf([0, 0, 0, 0], DEFAULT_SETTINGS)!.low).toBe(0);
});

test("a session is in no band of its own", () => {
  const bands = bandsOf(historyOf("8/8/8 x5, 6/6/6", DEFAULT_SETTINGS), DEFAULT_SETTINGS);
  expect(bands.map((band) => band?.usual ?? null)).toEqual([null, null, null, null, 8, 8]);
});

test("whatever is raised as a dip lies below its band", () => {
  const answer = fc.integer({ min: 5, max: 10 });
  const sessions = fc.array(fc.tuple(answer, answer, answer), { minLength: 5, maxLength: 14 });
  fc.assert(
    fc.property(sessions, (all) => {
      const history = historyOf(all.map((one) => one.join("/")).join(", "), DEFAULT_SETTINGS);
      const bands = bandsOf(history, DEFAULT_SETTINGS);
      const dips = history.flatMap(({ flags, session }, at) =>
        flags.some(({ kind }) => kind === "dip") ? [(session.score ?? 0) < (bands[at]?.low ?? 0)] : [],
      );
      expect(dips).not.toContain(false);
    }),
    { numRuns: 2_000 },
  );
});
