import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afsCore } from "../../../src/core/alliance/instruments/afs-core.ts";
import { validateAnswers } from "../../../src/core/alliance/validate-answers.ts";
import { anyAnswers } from "./responses.ts";

describe("what is refused", () => {
  test.each([
    ["null", null],
    ["a list", [["B1", 5]]],
    ["a text", "B1"],
    ["an unknown item", { X9: 5 }],
    ["an inherited name", JSON.parse('{"__proto__": 5}')],
    ["a score below the scale", { B1: -1 }],
    ["a score above the scale", { B1: 11 }],
    ["a score between two steps", { B1: 5.5 }],
    ["a score that is no number", { B1: Number.NaN }],
    ["a score as text", { B1: "5" }],
    ["a code of another item", { R1: "lot" }],
    ["a label instead of its code", { R1: "A little" }],
    ["a number for a choice", { R1: 1 }],
    ["a text that is too long", { N1: "x".repeat(2_001) }],
    ["a value that is nothing", { B1: null }],
    ["one bad answer among good ones", { B1: 5, G1: 99 }],
  ])("%s", (_, input) => expect(validateAnswers(afsCore, input)).toBeNull());
});

test("good answers come back as they were given", () => {
  const answers = { B1: 0, G1: 10, T1: 5, R1: "little", R2: "notBroughtUp", V1: "lot", N1: "the move", B2: 3 };
  expect(validateAnswers(afsCore, answers)).toEqual(answers);
});

test("nothing answered is a valid check-in", () => expect(validateAnswers(afsCore, {})).toEqual({}));

test("an empty text box is a skip", () => expect(validateAnswers(afsCore, { B1: 5, N1: "  " })).toEqual({ B1: 5 }));

test("an answer to a question that was not asked is left out", () => {
  expect(validateAnswers(afsCore, { R1: "no", R2: "yes" })).toEqual({ R1: "no" });
  expect(validateAnswers(afsCore, { R2: "yes" })).toEqual({});
});

test("any answers of the instrument pass, and passing twice changes nothing", () => {
  fc.assert(
    fc.property(anyAnswers, (answers) => {
      const once = validateAnswers(afsCore, answers);
      expect(once).not.toBeNull();
      expect(validateAnswers(afsCore, once)).toEqual(once);
    }),
  );
});

test("no input makes it throw", () => {
  fc.assert(fc.property(fc.anything(), (input) => void validateAnswers(afsCore, input)));
});
