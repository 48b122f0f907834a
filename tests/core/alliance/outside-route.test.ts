import { describe, expect, test } from "vitest";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import { isWarning, sharedHarmAnswers, showsOutsideRoute } from "../../../src/core/alliance/harm-answers.ts";
import {
  asksAboutHarm,
  decideHarmQuestions,
  type HarmQuestionsFacts,
  isHarmForm,
  NO_CONTACTS,
} from "../../../src/core/alliance/outside-route.ts";
import { scoreAlliance } from "../../../src/core/alliance/score.ts";
import { answersTo, dummy } from "./dummy.ts";

const risq = dummy("risq");
const decide = (changed: Partial<HarmQuestionsFacts>) =>
  decideHarmQuestions({
    contacts: { ...NO_CONTACTS, practice: "Ms. North, 030 111" },
    settings: ["individual"],
    therapist: "Dr. Rivera",
    ...changed,
  });

describe("questions about harm", () => {
  test("cannot be switched on without somebody outside to turn to", () => {
    expect(decide({})).toEqual({ on: true });
    expect(decide({ contacts: NO_CONTACTS })).toEqual({ on: false, reason: "noContact" });
    expect(decide({ contacts: { ...NO_CONTACTS, board: " " } })).toEqual({ on: false, reason: "noContact" });
    expect(decide({ contacts: { ...NO_CONTACTS, board: "The board" } })).toEqual({ on: true });
  });

  test("do not name the therapist as the one to turn to", () => {
    const contacts = { practice: "dr. RIVERA, 030 111", board: "The board", supportLine: "" };
    expect(decide({ contacts })).toEqual({ on: false, reason: "isTherapist" });
    expect(decide({ contacts, therapist: "Dr. West" })).toEqual({ on: true });
  });

  test.each(["couple", "family", "group"] as const)("are never part of a %s's check-in", (setting) => {
    expect(decide({ settings: [setting] })).toEqual({ on: false, reason: "notAlone" });
    expect(decide({ settings: ["individual", setting] })).toEqual({ on: false, reason: "notAlone" });
  });

  test("are told by their name; the way outside is there for the one whose scoring is", () => {
    expect(["risq", "risq-de", "sparq"].map(asksAboutHarm)).toEqual([true, true, false]);
    expect([{ id: "risq" }, { id: "risq-de" }].map(isHarmForm)).toEqual([true, false]);
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
  const all: Answers = answersTo(risq, [1, 0, 0, 0]);

  test("is nothing of it unless the client chose to send it", () => {
    expect(sharedHarmAnswers(risq, all, false)).toEqual({});
    expect(sharedHarmAnswers(risq, all, true)).toEqual(all);
  });

  test("is all four or none", () => {
    const { i2: _, ...three } = all;
    expect(sharedHarmAnswers(risq, three, true)).toEqual({});
  });

  test("unshared, looks exactly like a form that was never answered", () => {
    const unanswered = JSON.stringify(sharedHarmAnswers(risq, {}, false));
    expect(JSON.stringify(sharedHarmAnswers(risq, all, false))).toBe(unanswered);
  });
});

test("a yes that was sent is a warning, also where the words are not here", () => {
  const yes = answersTo(risq, [0, 1, 0, 0]);
  expect(isWarning("risq|1", yes)).toBe(true);
  expect(isWarning("risq|2.1", yes)).toBe(true);
  expect(isWarning("risq|1", answersTo(risq, [0, 0, 0, 0]))).toBe(false);
  expect(isWarning("sparq|1", { i1: "1" })).toBe(false);
});
