/** The worked examples of the clinical paper, 4.4, on the paper's own rules, by their numbers. */
import { describe, expect, test } from "vitest";
import { ceilingQuestion, nextRun } from "../../../../src/core/alliance/ceiling-count.ts";
import { measureChannel } from "../../../../src/core/alliance/flags/channel-effect.ts";
import type { Flag, FlagKind } from "../../../../src/core/alliance/flags/flag.ts";
import { type SessionFlags, silenceNow } from "../../../../src/core/alliance/flags/flag-history.ts";
import { levelOf } from "../../../../src/core/alliance/flags/level.ts";
import { isGap, measureGap } from "../../../../src/core/alliance/flags/perception-gap.ts";
import { isRaised, PUBLISHED_KEYS, publishedFacts } from "../../../../src/core/alliance/flags/published-rules.ts";
import { triple } from "../responses.ts";
import { historyOf, onDay, session, sessionsOf, shownIn } from "./sessions.ts";

const near = (value: number) => expect.closeTo(value, 3);

/** The facts of a flag of a session, counted from 1. */
function factsOf(history: readonly SessionFlags[], of: number, kind: FlagKind): Flag["facts"] {
  return history[of - 1]!.flags.find((one) => one.kind === kind)!.facts;
}
const sumsOf = (history: readonly SessionFlags[]) => history.map(({ memory }) => memory.drift.sum);
const scoresOf = (history: readonly SessionFlags[]) => history.at(-1)!.memory.scores;

describe("worked example", () => {
  test("1: a dip, its facet, and its recovery in the next session", () => {
    const history = historyOf("8/8/8, 9/8/8, 8/8/9, 8/9/8, 9/8/9, 5/7/6, 8/8/9");
    expect(shownIn(history)).toEqual({ s6: "DIP + FACET bond", s7: "RECOVERED (V)" });
    expect(factsOf(history, 6, "dip")).toMatchObject({ usual: near(8.333), spread: 0.55, score: 6, sessions: 5 });
    expect(history[5]!.prompt).toMatchObject({ median: 8, score: 5 });
    expect(sumsOf(history).slice(5)).toEqual([near(2.5), near(2)]);
    const level = levelOf(scoresOf(history));
    expect(level).toMatchObject({ kind: "level", mean: near(8), sessions: 7 });
    expect(level.kind === "level" && level.margin.toFixed(2)).toBe("0.67");
  });

  test("2: no dip with three sessions before it", () => {
    const history = historyOf("9/9/9 x3, 6/6/6");
    expect(shownIn(history)).toEqual({});
    const level = levelOf(scoresOf(history));
    expect(level).toMatchObject({ mean: 8.25, margin: near(1.47), low: near(6.78), high: near(9.72) });
  });

  test.each(["9/3/9", "5/5/5", "6/5/4"])("3: low at the first session: %s", (answers) => {
    expect(shownIn(historyOf(answers))).toEqual({ s1: "LOW" });
  });

  test("4: a drop of exactly one and a half points is a dip, without a facet", () => {
    const history = historyOf("8/8/8, 9/9/9, 8/8/8, 9/9/9, 7/7/7");
    expect(shownIn(history)).toEqual({ s5: "DIP" });
    expect(factsOf(history, 5, "dip")).toMatchObject({ usual: 8.5, spread: near(0.741), drop: 1.5 });
  });

  test("5: a client who alternates brings the spread to its floor (known weakness)", () => {
    const text = "10/9/10, 6/7/6, 10/10/9, 6/6/7, 9/10/10, 6/7/7";
    const history = historyOf(text);
    expect(shownIn(history)).toEqual({ s6: "DIP + FACET bond" });
    expect(factsOf(history, 6, "dip")).toMatchObject({ usual: near(9.667), spread: 0.55 });
    const fifth = historyOf(text.replace("9/10/10, 6/7/7", "0/0/0"));
    expect(factsOf(fifth, 5, "dip")).toMatchObject({ usual: 8, spread: near(2.471) });
  });

  test("6: a drop of one and a third shows nothing, though one facet lies two below", () => {
    expect(shownIn(historyOf("8/8/8 x4, 7/6/7"))).toEqual({});
  });

  test("7: small losses add up to a drift, once", () => {
    const history = historyOf("9/9/9 x4, 8/9/8, 8/8/8, 8/8/7, 8/8/7, 7/8/7, 7/7/7");
    expect(shownIn(history)).toEqual({ s8: "DRIFT + FACET tasks" });
    expect(sumsOf(history).slice(4, 7)).toEqual([near(0.712), near(2.03), near(3.955)]);
    expect(factsOf(history, 8, "drift")).toMatchObject({ sum: near(5.879), reference: 9, sessions: 4 });
    expect(history[7]!.memory.drift).toMatchObject({ sum: 0, reference: near(7.833) });
    expect(sumsOf(history).slice(8)).toEqual([near(0.409), near(1.424)]);
  });

  test("8: low and a dip at once, recovered in the next session", () => {
    const history = historyOf("9/9/9 x5, 4/4/4, 9/9/9");
    expect(shownIn(history)).toEqual({ s6: "LOW + DIP + FACET bond", s7: "RECOVERED (V)" });
    expect(sumsOf(history)[5]).toBeCloseTo(2.5, 9);
  });

  test("9: a dip that stays is one episode, a drift once, and not recovered at the sixth session", () => {
    const history = historyOf("8/8/8 x5, 6/6/6, 6/6/7, 7/6/7, 7/7/6, 7/7/6, 6/7/7, 7/6/6");
    expect(shownIn(history)).toEqual({
      s6: "DIP + FACET bond",
      s7: "DIP (same) + DRIFT + FACET bond",
      s12: "NOT RECOVERED",
    });
    expect(factsOf(history, 7, "drift")).toMatchObject({ sum: expect.closeTo(5, 9) as number });
  });

  test("10: recovered at the second session", () => {
    const history = historyOf("8/8/8 x5, 6/6/6, 7/7/7, 8/8/8");
    expect(shownIn(history)).toEqual({ s6: "DIP + FACET bond", s8: "RECOVERED (2)" });
  });

  test("11: a poor call is said first and adds to no drift", () => {
    const history = historyOf("9/8/9 x5, 7/6/7 V1=lot, 9/8/9");
    expect(shownIn(history)).toEqual({ s6: "poor call, DIP + FACET bond", s7: "RECOVERED (V)" });
    expect(sumsOf(history)[5]).toBe(0);
    expect(sumsOf(historyOf("9/8/9 x5, 7/6/7"))[5]).toBeCloseTo(2.5, 9);
  });

  test("13: tension, strong where it was not sorted out, and a note where the client is not sure", () => {
    const history = historyOf("9/9/9 R1=yes R2=no, 9/9/9 R1=little R2=yes, 9/9/9 R1=unsure");
    expect(shownIn(history)).toEqual({ s1: "TENSE strong", s2: "TENSE" });
    expect(history.map(({ unsure }) => unsure)).toEqual([false, false, true]);
  });

  test("14: the ceiling question at the fourth session at the top", () => {
    let run = 0;
    const questions = [29 / 3, 10, 9.5, 10].map((score) => {
      const question = ceilingQuestion(run, score);
      run = nextRun(run, score);
      return question;
    });
    expect(questions).toEqual([null, null, null, 0]);
  });

  test("15: a therapist's guesses beside the client's answers", () => {
    const [guesses, answers] = [[8, 8, 9, 7, 8, 9] as const, [7, 8, 8, 7, 6, 9] as const];
    const pairs = guesses.map((guess, index) => ({ guess, answer: answers[index]! }));
    expect(measureGap(pairs)).toEqual({ bias: near(0.667), tracking: near(0.633), pairs: 6 });
    expect(pairs.map(isGap)).toEqual([false, false, false, false, true, false]);
  });

  test("16: what poor calls cost", () => {
    const calls = [..."8989"].map((score) => ({ score: Number(score), callTrouble: "no" as const }));
    const poor = [..."768"].map((score) => ({ score: Number(score), callTrouble: "lot" as const }));
    expect(measureChannel([...calls, ...poor])).toEqual({ effect: 1.5, goodCalls: 4, poorCalls: 3 });
  });

  test("17: the published rules on the same scores", () => {
    const scores = [9, 8, 9, 8.5, 7.3, 9, 6.5, 9];
    const facts = (at: number) => PUBLISHED_KEYS.map((key) => publishedFacts(key, scores.slice(0, at), scores[at]!));
    const raised = scores.map((_, at) => facts(at).flatMap((one) => (one !== null && isRaised(one) ? [one.rule] : [])));
    const none: string[] = [];
    const seventh = ["best1sd", "prev1sd", "prev2sd", "gumz1", "gumz2", "rci"];
    expect(raised).toEqual([none, none, none, none, ["best1sd", "prev1sd", "gumz1"], none, seventh, none]);
    const chart = publishedFacts("chart", scores.slice(0, 6), 6.5)!;
    expect(chart.compared - chart.neededDrop).toBeCloseTo(5.594, 3);
  });

  test("21: no answer since a dip, from the day after two weeks on", () => {
    const history = historyOf("8/8/8 x4, 5/6/5");
    expect(shownIn(history)).toEqual({ s5: "DIP + FACET bond" });
    expect(silenceNow(history, onDay(42))).toBeNull();
    expect(silenceNow(history, onDay(43))).toMatchObject({ kind: "time", since: onDay(28) });
  });
});

describe("worked example 12", () => {
  const [first, second, third] = sessionsOf("8/-/9, -/-/4, -/-/3");
  test("a score needs two of three", () =>
    expect([first, second, third].map((one) => one!.score)).toEqual([8.5, null, null]));
  test("a session without a score can be low", () => {
    expect(shownIn(historyOf("8/-/9, -/-/4, -/-/3"))).toEqual({ s3: "LOW" });
    expect(session(triple("-/-/3"), 0).lowestItem).toBe(3);
  });
});
