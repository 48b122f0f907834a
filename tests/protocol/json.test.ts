import { expect, test } from "vitest";
import { parseJson, textIn } from "../../src/protocol/json.ts";

test.each([
  ["a text", "x", "x"],
  ["a number", 7, "7"],
  ["nothing", null, ""],
  ["a list", ["x"], ""],
  ["a thing that has no text and throws when asked for it", parseJson('{"toString":1,"valueOf":1}'), ""],
])("of %s the text is told without asking it", (_, input, text) => expect(textIn(input)).toBe(text));

test("what is no JSON is null", () => expect(parseJson("{")).toBeNull());
