import { isDeepStrictEqual } from "node:util";
import { parseJson } from "../../../src/protocol/json.ts";

/** One parser as the hunt knows it. */
export interface ParserRow {
  /** What it takes; broken in many ways. Of values that are read as JSON, the values. */
  readonly good: readonly unknown[];
  readonly takes: "values" | "texts";
  /** Null if all is well; else what is not. Throws what the parser throws. */
  readonly faultOf: (input: unknown) => string | null;
  /** Whether the parser takes it: each of `good` is, or the hunt would hunt nothing. */
  readonly isTaken: (input: unknown) => boolean;
}

interface Reading<T> {
  /** Nothing was read, by the parser's own word. */
  readonly isRefusal?: (made: T) => boolean;
  /** What was made as an input again, of which the same must be made. Null where that cannot be said of this one. */
  readonly again?: (made: NonNullable<T>) => unknown;
}

export function ofValues<T>(
  good: readonly unknown[],
  parse: (input: unknown) => T,
  { isRefusal = (made) => made === null, again }: Reading<T> = {},
): ParserRow {
  const faultOf = (input: unknown): string | null => {
    const made = parse(input);
    if (!isData(made)) return "What came out is no plain data.";
    if (made === null || made === undefined || isRefusal(made) || again === undefined) return null;
    const input2 = again(made);
    if (input2 === null) return null;
    return isDeepStrictEqual(parse(input2), made) ? null : `Read again it is another: ${show(made)}`;
  };
  return { good, takes: "values", faultOf, isTaken: (input) => !isRefusal(parse(input)) };
}

export function ofTexts<T>(good: readonly string[], parse: (text: string) => T, reading: Reading<T> = {}): ParserRow {
  const row = ofValues<T>(good, (input) => parse(input as string), reading);
  return { ...row, takes: "texts" };
}

/** Values that reach the parser as JSON does: what JSON cannot say is gone, and nothing but JSON comes. */
export function ofJsonTexts<T>(
  good: readonly unknown[],
  parse: (text: string) => T,
  reading: Reading<T> = {},
): ParserRow {
  return ofValues<T>(good, (input) => parse(asJson(input)), reading);
}

/** The same where the parser is handed what JSON made, and hands parts of it on as they came. */
export function ofJson<T>(good: readonly unknown[], parse: (input: unknown) => T, reading: Reading<T> = {}): ParserRow {
  return ofJsonTexts(good, (text) => parse(parseJson(text)), reading);
}

function asJson(input: unknown): string {
  try {
    // The types do not know that what is no JSON becomes undefined.
    return (JSON.stringify(input) as string | undefined) ?? "";
  } catch {
    // A number that JSON does not have.
    return "";
  }
}

const PLAIN: readonly unknown[] = [Object.prototype, Array.prototype, Map.prototype, null];

/** Nothing that could run, and nothing that inherits from what the input brought. */
function isData(made: unknown): boolean {
  if (typeof made === "function" || typeof made === "symbol") return false;
  if (typeof made !== "object" || made === null || made instanceof Uint8Array) return true;
  if (!PLAIN.includes(Object.getPrototypeOf(made))) return false;
  return Object.values(made).every(isData);
}

export function show(input: unknown): string {
  return asJson(input).slice(0, 400);
}
