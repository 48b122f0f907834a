import { describe, expect, test } from "vitest";
import { NO_MARKS, NO_NOTES, parseGuessFirst, parseMarks, parseNotes } from "../../src/protocol/client-marks.ts";
import { createGuesses, parseGuesses } from "../../src/protocol/guesses.ts";

function createBox() {
  const records = new Map<string, unknown>();
  return {
    records,
    read: async (name: string) => records.get(name) ?? null,
    // What is kept is what JSON can hold.
    keep: async (name: string, value: unknown) => void records.set(name, JSON.parse(JSON.stringify(value))),
  };
}
const guess = (endedAt: number) => ({ client: "c1", endedAt, madeAt: endedAt + 1, answers: { B1: 7, R1: "no" } });

describe("guesses", () => {
  test("are there again as they were made", async () => {
    const guesses = createGuesses(createBox());
    await guesses.keep(guess(1));
    expect(await guesses.keep(guess(2))).toEqual([guess(1), guess(2)]);
    expect(await guesses.of("c1")).toEqual([guess(1), guess(2)]);
    expect(await guesses.of("c2")).toEqual([]);
  });

  test("made at the same moment are both kept", async () => {
    const guesses = createGuesses(createBox());
    await Promise.all([guesses.keep(guess(1)), guesses.keep(guess(2))]);
    expect(await guesses.of("c1")).toHaveLength(2);
  });

  test("after one that could not be kept the next one is", async () => {
    const box = createBox();
    let full = true;
    const guesses = createGuesses({
      ...box,
      keep: (...all) => (full ? Promise.reject(new Error()) : box.keep(...all)),
    });
    await expect(guesses.keep(guess(1))).rejects.toThrow();
    full = false;
    expect(await guesses.keep(guess(2))).toEqual([guess(2)]);
  });

  test.each([
    null,
    3,
    "x",
    [],
    { guesses: 1 },
    { guesses: [null, { endedAt: "1", madeAt: 1 }, { endedAt: Number.NaN, madeAt: 1 }] },
  ])("that are not as agreed are left out: %j", (input) => expect(parseGuesses("c1", input)).toEqual([]));

  test("keep only answers that are numbers or codes", () => {
    const kept = { guesses: [{ endedAt: 1, madeAt: 2, answers: { B1: 7, G1: null, T1: [1], R1: "no" } }] };
    expect(parseGuesses("c1", kept)).toMatchObject([{ answers: { B1: 7, R1: "no" } }]);
  });
});

describe("marks and notes", () => {
  test.each([null, 1, "x", [], { talked: 1, shown: null, group: 3 }])("that cannot be read are none: %j", (input) => {
    expect(parseMarks(input)).toEqual(NO_MARKS);
    expect(parseNotes(input)).toEqual(NO_NOTES);
  });

  test("instants that are none are left out", () => {
    expect(parseMarks({ talked: { a: 1, b: "2", c: null }, shown: { d: 4 }, group: "R" })).toEqual({
      talked: { a: 1 },
      shown: { d: 4 },
      group: "R",
    });
  });

  test("new answers are covered as long as nobody said otherwise", () => {
    expect([null, {}, { guessFirst: "no" }, { guessFirst: true }].map(parseGuessFirst)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(parseGuessFirst({ guessFirst: false })).toBe(false);
  });
});
