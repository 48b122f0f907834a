import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scoreFacets } from "../../../src/core/alliance/facet-scores.ts";
import type { Instrument } from "../../../src/core/alliance/instrument.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { isLow, scoreAlliance, scoreItem } from "../../../src/core/alliance/score.ts";
import { anyAnswers, triple } from "./responses.ts";

describe("the alliance score", () => {
  test.each([
    ["9/8/8", 25 / 3],
    ["5/7/6", 6],
    ["8/-/9", 8.5],
    ["0/0/0", 0],
    ["-/-/4", null],
    ["-/-/-", null],
  ])("of %s is %s", (answers, score) => {
    const scored = scoreAlliance(afsCore, triple(answers));
    expect(scored).toEqual(score === null ? null : expect.closeTo(score, 9));
  });

  test("listens to the core items alone", () => {
    const answers = { ...triple("8/8/8"), B2: 0, G2: 0, T2: 0, R1: "yes", V1: "lot" };
    expect(scoreAlliance(afsCore, answers)).toBe(8);
  });

  test("does not depend on the order of the items", () => {
    const reversed: Instrument = { ...afsCore, items: afsCore.items.toReversed() };
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        expect(scoreAlliance(reversed, answers) ?? -1).toBeCloseTo(scoreAlliance(afsCore, answers) ?? -1, 9);
      }),
    );
  });

  test("stays within 0 and 10 and between the lowest and the highest answer", () => {
    fc.assert(
      fc.property(anyAnswers, (answers) => {
        const given = ["B1", "G1", "T1"].flatMap((id) => (typeof answers[id] === "number" ? [answers[id]] : []));
        const score = scoreAlliance(afsCore, answers);
        if (score === null) {
          expect(given.length).toBeLessThan(2);
          return;
        }
        expect(score).toBeGreaterThanOrEqual(Math.min(...given) - 1e-9);
        expect(score).toBeLessThanOrEqual(Math.max(...given) + 1e-9);
      }),
    );
  });
});

describe("facet scores", () => {
  test("a facet with no answered item has no score", () => {
    expect(scoreFacets(afsCore, triple("8/-/0"))).toEqual({ bond: 8, goals: null, tasks: 0 });
  });

  test("raising an answer never lowers its facet and touches no other", () => {
    const raised = fc.record({ answers: anyAnswers, by: fc.integer({ min: 1, max: 10 }) });
    fc.assert(
      fc.property(raised, ({ answers, by }) => {
        if (typeof answers.G1 !== "number") return;
        const before = scoreFacets(afsCore, answers);
        const after = scoreFacets(afsCore, { ...answers, G1: Math.min(10, answers.G1 + by) });
        expect(after.goals ?? -1).toBeGreaterThanOrEqual(before.goals ?? 11);
        expect([after.bond, after.tasks]).toEqual([before.bond, before.tasks]);
      }),
    );
  });
});

describe("another instrument's scale", () => {
  const item = { ...afsCore.items[0]!, responses: { ...scaleOf(1, 5) } };
  test.each([
    [1, false, 0],
    [5, false, 10],
    [4, false, 7.5],
    [1, true, 10],
    [4, true, 2.5],
  ])("an answer of %s (reversed: %s) on 1 to 5 is %s of 10", (value, reverse, score) => {
    expect(scoreItem({ ...item, reverse }, { B1: value })).toBe(score);
  });
});

describe("a session that was not easy", () => {
  test.each([
    ["5/5/5", true],
    ["9/3/9", true],
    ["6/5/4", true],
    ["-/-/3", true],
    ["-/-/4", false],
    ["6/5/5", false],
    ["-/-/-", false],
  ])("%s: %s", (answers, low) => expect(isLow(afsCore, triple(answers))).toBe(low));
});

function scaleOf(min: number, max: number) {
  return { type: "scale", min, max, step: 1, ends: ["low", "high"] } as const;
}
