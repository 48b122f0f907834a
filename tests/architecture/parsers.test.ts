import { expect, test } from "vitest";
import { PARSERS } from "../protocol/parsers/parser-table.ts";
import { readSource, SOURCE_FILES } from "./source-files.ts";

/** By their name, or by what they take. */
const EXPORTED = /^export (?:async )?(?:function|const) (\w+)(?:<[^>]*>)?\s*(?:=\s*)?\(([^)]*)\)/gm;
/** They say whether something is what it is taken for, and make nothing of it. */
const GUARD = /^(?:is|has)[A-Z]/;

function parsersOf(file: string): readonly string[] {
  return [...readSource(file).matchAll(EXPORTED)]
    .filter(
      ([, name = "", takes = ""]) => /^parse[A-Z]/.test(name) || (/\binput: unknown/.test(takes) && !GUARD.test(name)),
    )
    .map(([, name = ""]) => name);
}
const found = SOURCE_FILES.flatMap(parsersOf);

test("every exported parser is hunted with broken inputs", () => {
  expect(found.length).toBeGreaterThan(35);
  expect(found.filter((name) => !Object.hasOwn(PARSERS, name))).toEqual([]);
});

test("no parser is hunted that is not there any more", () => {
  const everything = SOURCE_FILES.map(readSource).join("\n");
  expect(Object.keys(PARSERS).filter((name) => !everything.includes(`export function ${name}`))).toEqual([]);
});
