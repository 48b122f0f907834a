import * as fc from "fast-check";
import type { Dice } from "../../adapters/sealing/dice.ts";

/** Own names of every object, and those by which a careless parser could reach what all objects share. */
const NAMES = ["__proto__", "constructor", "toString", "valueOf", "length", "then", "id", "kind", "v", "x"];
/** What text of an object is asked of; JSON can say it, and then it has no text. */
const TEXTLESS = JSON.parse('{"toString":1,"valueOf":1}') as unknown;
const ODD: readonly unknown[] = [
  undefined,
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  2 ** 53,
  "",
  " ",
  "\u0000",
  "\ud800",
  "x".repeat(30_000),
  [],
  {},
  [null],
  [[[]]],
  TEXTLESS,
  JSON.parse('{"__proto__":{"polluted":true}}'),
  Object.create(null),
  new Date(Number.NaN),
  10n,
  new Map([[1, 2]]),
  new Uint8Array(3),
];
/** Kinds of characters that text is spoilt with. */
const SIGNS = [...'"\\<>&;%/?#=[]{},.:- \n\t\r0189azAZ|\u0000\u200b\u202e\ufeffé😀'];

/** Anything at all, as the browser's messages can carry it; made once and shared between the parsers. */
export function drawAnything(count: number, seed: number): readonly unknown[] {
  const anything = fc.anything({
    maxDepth: 3,
    maxKeys: 4,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withNullPrototype: true,
    withSet: true,
    withSparseArray: true,
    withTypedArray: true,
  });
  return fc.sample(anything, { numRuns: count, seed });
}

/** The same value with one thing changed, somewhere in it. What it is made of is left alone. */
export function broken(value: unknown, dice: Dice): unknown {
  if (dice.below(5) === 0) return dice.of(ODD);
  if (typeof value === "string") return brokenText(value, dice);
  if (typeof value === "number") return value + dice.of([1, -1, 0.5, -value, 1e9, Number.NaN]);
  if (Array.isArray(value)) return brokenList(value, dice);
  if (typeof value === "object" && value !== null) return brokenRecord(value, dice);
  return dice.of(ODD);
}

export function brokenText(text: string, dice: Dice): string {
  const at = dice.below(text.length + 1);
  switch (dice.below(6)) {
    case 0:
      return text.slice(0, at);
    case 1:
      return text.slice(at);
    case 2:
      return text.slice(0, at) + text.slice(at + 1 + dice.below(8));
    case 3:
      return text.slice(0, at) + text.slice(dice.below(at + 1));
    case 4:
      return text.slice(0, at) + dice.of(SIGNS) + text.slice(at + 1);
    default:
      return text.slice(0, at) + dice.of(SIGNS) + text.slice(at);
  }
}

function brokenList(list: readonly unknown[], dice: Dice): unknown {
  const copy = [...list];
  const at = dice.below(copy.length);
  const way = dice.below(5);
  if (way === 0) copy.splice(at, 1);
  else if (way === 1) copy.splice(at, 0, copy[at], dice.of(ODD));
  else if (copy.length > 0) copy[at] = broken(copy[at], dice);
  return copy;
}

function brokenRecord(record: object, dice: Dice): unknown {
  const entries = Object.entries(record);
  const at = dice.below(entries.length);
  const way = dice.below(6);
  if (way === 0) entries.splice(at, 1);
  else if (way === 1) entries.push([dice.of(NAMES), dice.of(ODD)]);
  else if (entries[at] !== undefined) entries[at] = [entries[at][0], broken(entries[at][1], dice)];
  return Object.fromEntries(entries);
}
