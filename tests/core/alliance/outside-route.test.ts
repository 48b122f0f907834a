import { describe, expect, test } from "vitest";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import {
  decideHarmQuestions,
  isHarmAsked,
  sharedHarmAnswers,
  showsOutsideRoute,
} from "../../../src/core/alliance/outside-route.ts";
import { scoreAlliance } from "../../../src/core/alliance/score.ts";
import { answersTo, dummy } from "./dummy.ts";

const risq = dummy("risq");
const NOBODY = { practice: "", board: " ", supportLine: "" };

describe("questions about harm", () => {
  test("cannot be switched on without somebody outside to turn to", () => {
    expect(decideHarmQuestions(NOBODY, ["individual"])).toEqual({ on: false, reason: "noContact" });
    expect(decideHarmQuestions({ ...NOBODY, board: "The board" }, ["individual"])).toEqual({ on: true });
  });

  test.each(["couple", "family", "group"] as const)("are never part of a %s's check-in", (setting) => {
    const contacts = { ...NOBODY, practice: "The practice" };
    expect(decideHarmQuestions(contacts, [setting])).toEqual({ on: false, reason: "notAlone" });
    expect(decideHarmQuestions(contacts, ["individual", setting])).toEqual({ on: false, reason: "notAlone" });
  });

  test("are asked at most every fourth time", () => {
    expect([0, 1, 2, 3, 4, 5, 8].map(isHarmAsked)).toEqual([false, false, false, false, true, false, true]);
  });

  test("are in no score", () => {
    expect(risq.items.some(({ core }) => core)).toBe(false);
    expect(scoreAlliance(risq, answersTo(risq, [1, 1, 1, 1]))).toBeNull();
  });
});

describe("a yes", () => {
  test.each([
    [[1, 0, 0, 0], true],
    [[0, 0, 0, 1], true],
    [[0, 0, 0, 0], false],
    [[null, null, null, null], false],
    [[null, 1, null, null], true],
  ])("%j shows the way outside: %s", (values, shown) => {
    expect(showsOutsideRoute(risq, answersTo(risq, values))).toBe(shown);
  });
});

describe("what leaves the page", () => {
  const all: Answers = { ...answersTo(risq, [1, 0, 0, 0]), B1: 8 };

  test("is nothing of it unless the client chose to send it", () => {
    expect(sharedHarmAnswers(risq, all, false)).toEqual({ B1: 8 });
    expect(sharedHarmAnswers(risq, all, true)).toEqual(all);
  });

  test("is all four or none", () => {
    const { i2: _, ...three } = all;
    expect(sharedHarmAnswers(risq, three, true)).toEqual({ B1: 8 });
  });

  test("unshared, looks exactly like a form that was never answered", () => {
    const unanswered = JSON.stringify(sharedHarmAnswers(risq, { B1: 8 }, false));
    expect(JSON.stringify(sharedHarmAnswers(risq, all, false))).toBe(unanswered);
  });
});
