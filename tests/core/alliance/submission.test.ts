import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { roundAnswerTime } from "../../../src/core/alliance/answer-time.ts";
import { type Draft, EMPTY_DRAFT } from "../../../src/core/alliance/answers.ts";
import { itemsFor } from "../../../src/core/alliance/asked-items.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { submissionOf } from "../../../src/core/alliance/submission.ts";
import { anyAnswers } from "./responses.ts";

const ITEMS = itemsFor(afsCore, null);
const submit = (draft: Partial<Draft>) => submissionOf(ITEMS, { ...EMPTY_DRAFT, ...draft });

test("a full form hands on every answer and the wish", () => {
  const answers = { B1: 8, G1: 7, T1: 9, R1: "yes", R2: "partly", V1: "no", N1: "the move" };
  expect(submit({ answers, wish: "raise" })).toEqual({ answers, wish: "raise", skipped: 0 });
});

test("an empty form counts its questions as skipped, but not the text box", () => {
  expect(submit({})).toEqual({ answers: {}, wish: null, skipped: 5 });
});

describe("kept private", () => {
  test("an answer kept private looks exactly like a skipped one", () => {
    const answers = { B1: 2, G1: 7 };
    expect(submit({ answers, keptPrivate: ["B1"] })).toEqual(submit({ answers: { G1: 7 } }));
  });

  test("a private tension takes its repair with it", () => {
    const answers = { B1: 8, R1: "yes", R2: "no" };
    expect(submit({ answers, keptPrivate: ["R1"] })).toEqual(submit({ answers: { B1: 8 } }));
  });

  test("whatever is kept private, the same form with those answers skipped hands on the same", () => {
    const drafts = fc.record({ answers: anyAnswers, keptPrivate: fc.subarray(ITEMS.map(({ id }) => id)) });
    fc.assert(
      fc.property(drafts, ({ answers, keptPrivate }) => {
        const skipped = Object.fromEntries(Object.entries(answers).filter(([id]) => !keptPrivate.includes(id)));
        expect(submit({ answers, keptPrivate })).toEqual(submit({ answers: skipped }));
      }),
    );
  });
});

describe("the time a check-in took", () => {
  test.each([
    [-5_000, 15],
    [0, 15],
    [15_000, 15],
    [15_001, 30],
    [31_000, 45],
    [45_001, 60],
    [60_001, 120],
    [3_600_000, 120],
  ])("%s ms travels as %s s", (tookMs, seconds) => expect(roundAnswerTime(tookMs)).toBe(seconds));
});
