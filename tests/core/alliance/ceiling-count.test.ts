import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  CEILING_EVERY,
  CEILING_QUESTIONS,
  ceilingQuestion,
  nextRun,
} from "../../../src/core/alliance/ceiling-count.ts";
import { countHigh, type HighRun, NO_RUN } from "../../../src/core/alliance/high-run.ts";

/** Which question comes with each of these scores, one session after the other. */
function questionsAfter(scores: readonly (number | null)[]): readonly (number | null)[] {
  let run = 0;
  return scores.map((score) => {
    const question = ceilingQuestion(run, score);
    run = nextRun(run, score);
    return question;
  });
}

describe("a question after high scores", () => {
  test("comes with the fourth high session running", () => {
    expect(questionsAfter([29 / 3, 10, 9.5, 10])).toEqual([null, null, null, 0]);
  });

  test.each([
    ["9.5 in thirds counts", [9.5 - 1e-12, 10, 10, 10], 0],
    ["just below does not", [9.4, 10, 10, 10], null],
    ["one lower session begins anew", [10, 10, 9, 10], null],
  ])("%s", (_, scores, last) => expect(questionsAfter(scores).at(-1)).toBe(last));

  test("a session without a score neither counts nor breaks the run, and gets no question", () => {
    expect(questionsAfter([10, 10, null, 10, null, 10])).toEqual([null, null, null, null, null, 0]);
    expect(ceilingQuestion(CEILING_EVERY, null)).toBeNull();
  });

  test("the questions take turns, one every fourth time", () => {
    const asked = questionsAfter(Array.from({ length: 16 }, () => 10)).filter((one) => one !== null);
    expect(asked).toEqual([0, 1, 2, 0]);
  });
});

describe("what is kept", () => {
  test("answering the same check-in again after taking it back counts once", () => {
    const three: HighRun = { checkInId: "c", before: 2, run: 3 };
    const once = countHigh(three, "d", 10);
    expect(countHigh(once, "d", 10)).toEqual(once);
    expect(countHigh(once, "d", 4)).toEqual({ checkInId: "d", before: 3, run: 0 });
  });

  test("is a small count, whatever was scored: no score can be read from it", () => {
    const scores = fc.array(fc.option(fc.double({ min: 0, max: 10, noNaN: true }), { nil: null }), { maxLength: 40 });
    fc.assert(
      fc.property(scores, (all) => {
        const kept = all.reduce<HighRun>((known, score, n) => countHigh(known, `c${n}`, score), NO_RUN);
        expect(Object.keys(kept).sort()).toEqual(["before", "checkInId", "run"]);
        expect(Number.isInteger(kept.run) && kept.run <= CEILING_EVERY * CEILING_QUESTIONS).toBe(true);
      }),
    );
  });
});
