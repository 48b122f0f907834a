import { describe, expect, test } from "vitest";
import {
  type CoverFacts,
  GUESS_WITHIN_MS,
  gapsIn,
  guessedItems,
  guessFor,
  isCovered,
  isInTime,
  pairItems,
  pairTension,
  SAME_SESSION_MS,
} from "../../../src/core/alliance/guess.ts";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { INSTRUMENTS } from "../../../src/core/alliance/instruments/index.ts";
import { dummy } from "./dummy.ts";

const ENDED = 1_000_000_000_000;
const guess = (endedAt: number, madeAt: number, answers = {}) => ({ client: "c1", endedAt, madeAt, answers });

describe("which session a guess is about", () => {
  test("is told by when it ended, as both sides' clocks have it", () => {
    const one = guess(ENDED, ENDED);
    expect(guessFor([one], ENDED + SAME_SESSION_MS)).toBe(one);
    expect(guessFor([one], ENDED + SAME_SESSION_MS + 1)).toBeNull();
  });

  test("the first one is locked: a later one takes no place of it", () => {
    const [first, later] = [guess(ENDED, ENDED + 1), guess(ENDED, ENDED + 2)];
    expect(guessFor([later, first], ENDED)).toBe(first);
  });

  test("it counts only if it was made before the answers came into view", () => {
    expect(isInTime({ madeAt: 5 }, null)).toBe(true);
    expect(isInTime({ madeAt: 5 }, 5)).toBe(true);
    expect(isInTime({ madeAt: 6 }, 5)).toBe(false);
  });
});

describe("answers are covered", () => {
  const decide = (changed: Partial<CoverFacts> = {}) =>
    isCovered({ instrument: afsCore, endedAt: ENDED, now: ENDED, guess: null, shownAt: null, ...changed });

  test("while nobody guessed or looked", () => expect(decide()).toBe(true));
  test("no more once a guess is there", () => expect(decide({ guess: guess(ENDED, ENDED) })).toBe(false));
  test("no more once they were shown", () => expect(decide({ shownAt: ENDED })).toBe(false));
  test("for a week, and not a moment longer", () => {
    expect(decide({ now: ENDED + GUESS_WITHIN_MS })).toBe(true);
    expect(decide({ now: ENDED + GUESS_WITHIN_MS + 1 })).toBe(false);
  });
  test("never where there is nothing to guess", () => {
    expect(decide({ instrument: null })).toBe(false);
    expect(decide({ instrument: dummy("wai-sr") })).toBe(false);
  });
});

test.each(INSTRUMENTS.map((instrument) => [instrument.id, instrument] as const))(
  "%s: bond, goals and tasks are guessed",
  (_, instrument) => {
    expect(guessedItems(instrument).map(({ topic }) => topic)).toEqual(["bond", "goals", "tasks"]);
  },
);

test("guess and answer stand side by side where both are there; too high a guess is a gap, too low is none", () => {
  const made = guess(ENDED, ENDED, { B1: 8, G1: 4, T1: 9 });
  const pairs = pairItems(afsCore, made, { B1: 6, G1: 9 });
  expect(pairs).toEqual([
    { item: "B1", topic: "bond", guess: 8, answer: 6 },
    { item: "G1", topic: "goals", guess: 4, answer: 9 },
  ]);
  expect(gapsIn(pairs).map(({ item }) => item)).toEqual(["B1"]);
});

test("whether something felt off is compared in the words of the set, and not where one side is silent", () => {
  const made = guess(ENDED, ENDED, { R1: "no" });
  expect(pairTension(afsCore, made, { R1: "yes" })).toEqual({ guess: "no", answer: "yes" });
  const group = INSTRUMENTS.find(({ id }) => id === "afs-group")!;
  expect(pairTension(group, made, { R1: "leader" })).toEqual({ guess: "no", answer: "yes" });
  expect(pairTension(afsCore, made, {})).toBeNull();
  expect(pairTension(afsCore, guess(ENDED, ENDED), { R1: "no" })).toBeNull();
});
