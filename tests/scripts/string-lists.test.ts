import { expect, test } from "vitest";
import { browserMessages, listOf, NUMBERS } from "../../scripts/string-lists.ts";
import { readMessages } from "../../scripts/translations.ts";
import { readSource, SOURCE_FILES } from "../architecture/source-files.ts";

const KEYS = new Set(Object.keys(readMessages("en")));
const keysIn = (file: string): readonly string[] =>
  [...readSource(file).matchAll(/"(\w+)"/g)].map(([, word]) => word!).filter((word) => KEYS.has(word));
const isAtOnce = (key: string): boolean => !/^\d/.test(NUMBERS.get(key) ?? "");

test("what check-in and background say is with the browser, wherever in them it stands", () => {
  const files = SOURCE_FILES.filter((file) => /^(ui\/checkin|background)\//.test(file));
  const keys = files.flatMap(keysIn);
  expect(keys.length).toBeGreaterThan(100);
  expect(keys.filter((key) => !isAtOnce(key))).toEqual([]);
});

test("what only setup and therapist page say is not, which is most of it", () => {
  expect([...KEYS].filter((key) => !isAtOnce(key)).length).toBeGreaterThan(KEYS.size / 2);
});

test("every string of a language is in one of the two, and in one only", () => {
  const messages = readMessages("de");
  expect(listOf(messages).length + Object.keys(browserMessages(messages)).length).toBe(Object.keys(messages).length);
  expect(listOf(messages)).not.toContain("");
});
