import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { scoreRaw, spreadFloorOf } from "../../../src/core/alliance/raw-scores.ts";
import { READY_SCORINGS } from "../../../src/core/alliance/ready/index.ts";
import { boundsOf, isLow, scoreAlliance } from "../../../src/core/alliance/score.ts";
import { validateAnswers } from "../../../src/core/alliance/validate-answers.ts";
import { answersTo, dummy } from "./dummy.ts";
import { triple } from "./responses.ts";

const scoreOf = (instrument: Instrument, values: readonly (number | null)[]) =>
  scoreRaw(instrument, answersTo(instrument, values));
const seven = (value: number, count: number) => Array.from({ length: count }, () => value);

describe("worked examples of the clinical paper", () => {
  test("12: two of three core items make a score, one does not, and a low one is seen all the same", () => {
    const sessions = ["8/-/9", "-/-/4", "-/-/3"].map(triple);
    expect(sessions.map((answers) => scoreAlliance(afsCore, answers))).toEqual([8.5, null, null]);
    expect(sessions.map((answers) => scoreRaw(afsCore, answers).total)).toEqual([8.5, null, null]);
    expect(sessions.map((answers) => isLow(afsCore, answers))).toEqual([false, false, true]);
  });

  test("18: WAI-SR, and the same with item 4 missing", () => {
    const waiSr = dummy("wai-sr");
    const given = [4, 5, 5, 3, 4, 4, 5, 4, 4, 3, 4, 2];
    const whole = scoreOf(waiSr, given);
    expect(whole).toMatchObject({ total: 47, scales: { tasks: 14, bond: 18, goals: 15 } });
    expect(whole.outOfTen).toBeCloseTo(7.292, 3);
    const missing = scoreOf(waiSr, given.with(3, null as never));
    expect(missing.total).toBeCloseTo(48, 9);
    expect(missing.scales.goals).toBeCloseTo(16, 9);
  });

  test("19: WAI-S turns its reversed items round", () => {
    expect(scoreOf(dummy("wai-s"), [6, 6, 5, 2, 6, 5, 6, 5, 6, 3, 5, 6])).toMatchObject({
      total: 67,
      scales: { tasks: 23, bond: 23, goals: 21 },
    });
  });

  test("20: HAq-II", () => {
    const haqII = dummy("haq-ii");
    const given = seven(5, 19).map((value, at) => ([4, 8, 11, 16, 19].includes(at + 1) ? 2 : value));
    expect(scoreOf(haqII, given).total).toBe(95);
    expect(scoreOf({ ...haqII, scoring: { ...haqII.scoring, method: "mean" } }, given).total).toBe(5);
  });

  test("20: SRS, at or below its cut-off", () => {
    const srs = dummy("srs");
    const answers = answersTo(srs, [9.2, 8.8, 9, 8.4]);
    expect(scoreRaw(srs, answers).total).toBeCloseTo(35.4, 9);
    expect(isLow(srs, answers)).toBe(true);
    expect(isLow(srs, answersTo(srs, [9.2, 8.8, 9, 9.1]))).toBe(false);
    expect(validateAnswers(srs, answers)).toEqual(answers);
  });

  test("20: SPARQ has two sums and no third", () => {
    expect(scoreOf(dummy("sparq"), [3, 1, 0, 0, 1, 4, 4, 3])).toEqual({
      total: null,
      scales: { positive: 14, negative: 2 },
      outOfTen: null,
    });
  });

  test("20: WAI with the highest answer everywhere is in the middle, since it has reversed items", () => {
    expect(scoreOf(dummy("wai"), seven(7, 36)).total).toBe(168);
  });
});

describe("a score of any instrument", () => {
  const INSTRUMENTS = READY_SCORINGS.map(({ id }) => dummy(id));
  const anyValues = (instrument: Instrument) =>
    fc.tuple(
      ...instrument.items.map(({ responses }) => {
        const [min, max] = boundsOf(responses);
        const values =
          responses.type === "choice"
            ? responses.choices.map(({ value }) => value!)
            : Array.from({ length: max - min + 1 }, (_, at) => min + at);
        return fc.option(fc.constantFrom(...values));
      }),
    );

  test.each(INSTRUMENTS)("$id stays within its range", (instrument) => {
    const [low, high] = instrument.scoring.range;
    fc.assert(
      fc.property(anyValues(instrument), (values) => {
        const { total, outOfTen } = scoreOf(instrument, values);
        expect(outOfTen === null).toBe(total === null);
        if (total === null || outOfTen === null) return;
        expect(total).toBeGreaterThanOrEqual(low - 1e-9);
        expect(total).toBeLessThanOrEqual(high + 1e-9);
        expect(outOfTen).toBeGreaterThanOrEqual(-1e-9);
        expect(outOfTen).toBeLessThanOrEqual(10 + 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  test.each(INSTRUMENTS)("$id does not depend on the order of its items", (instrument) => {
    const turned = { ...instrument, items: instrument.items.toReversed() };
    fc.assert(
      fc.property(anyValues(instrument), (values) => {
        const answers = answersTo(instrument, values);
        const [one, other] = [scoreRaw(instrument, answers), scoreRaw(turned, answers)];
        expect(other.total ?? -99).toBeCloseTo(one.total ?? -99, 9);
        for (const [name, score] of Object.entries(one.scales))
          expect(other.scales[name] ?? -99).toBeCloseTo(score ?? -99, 9);
      }),
      { numRuns: 30 },
    );
  });

  test.each(INSTRUMENTS)("$id never falls when a better answer is given", (instrument) => {
    fc.assert(
      fc.property(anyValues(instrument), fc.nat(), (values, pick) => {
        const at = pick % instrument.items.length;
        const { reverse, responses } = instrument.items[at]!;
        const [min, max] = boundsOf(responses);
        if (values[at] == null) return;
        const [before, after] = [values, values.with(at, reverse ? min : max)].map((all) => scoreOf(instrument, all));
        expect(after!.total ?? -99).toBeGreaterThanOrEqual((before!.total ?? -99) - 1e-9);
      }),
      { numRuns: 30 },
    );
  });

  test("is not there below the share that must be answered, and there at it", () => {
    const waiSr = dummy("wai-sr");
    const given = (count: number) => seven(4, 12).map((value, at) => (at < count ? value : null));
    expect(scoreOf(waiSr, given(8)).total).toBeNull();
    expect(scoreOf(waiSr, given(9)).total).toBe(48);
    expect(scoreOf(waiSr, []).scales).toEqual({ tasks: null, bond: null, goals: null });
  });
});

test("the smallest spread that counts comes from what was published, on 0–10, or is not there", () => {
  const stats = { sd: 8, reliability: 0.75, source: "a paper" };
  const { scoring } = dummy("wai-sr");
  // 8 * sqrt(.25) = 4 of the 48 points between lowest and highest.
  expect(spreadFloorOf({ scoring, stats })).toBeCloseTo(40 / 48, 9);
  expect(spreadFloorOf({ scoring })).toBeNull();
});
