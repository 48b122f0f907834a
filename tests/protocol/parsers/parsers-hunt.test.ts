import { describe, expect, test } from "vitest";
import { createDice, type Dice } from "../../adapters/sealing/dice.ts";
import { broken, brokenText, drawAnything } from "./broken-inputs.ts";
import { type ParserRow, show } from "./parser-row.ts";
import { PARSERS } from "./parser-table.ts";

/** For each parser; PARSER_RUNS=1000000 looks longer. */
const RUNS = Number(process.env.PARSER_RUNS ?? 100_000);
const SEED = Number(process.env.PARSER_SEED ?? 20_261_201);
/** Ends a hunt that hangs: beside all else on a busy machine one takes minutes. */
const LIMIT_MS = 900_000;
/** Shared between the parsers, and broken in turn for each. */
const ANYTHING = drawAnything(Math.min(RUNS, 20_000), SEED);

/** Half of it is nearly right, half is anything. */
function inputOf({ good, takes }: ParserRow, run: number, dice: Dice): unknown {
  if (takes === "texts") return textOf(good as readonly string[], run, dice);
  if (run % 2 === 1) {
    const anything = ANYTHING[(run >> 1) % ANYTHING.length];
    return run >> 1 < ANYTHING.length ? anything : broken(anything, dice);
  }
  let input: unknown = dice.of(good);
  for (let times = dice.below(3); times >= 0; times--) input = broken(input, dice);
  return input;
}

function textOf(good: readonly string[], run: number, dice: Dice): string {
  if (run % 8 === 1) return show(ANYTHING[run % ANYTHING.length]);
  let text = dice.of(good);
  for (let times = dice.below(3); times >= 0; times--) text = brokenText(text, dice);
  return text;
}

/** The first input that goes wrong, and how; null where none does. */
function hunt(row: ParserRow, dice: Dice): string | null {
  for (let run = 0; run < RUNS; run++) {
    const input = inputOf(row, run, dice);
    try {
      const fault = row.faultOf(input);
      if (fault !== null) return `${fault}\n${show(input)}`;
    } catch (thrown) {
      return `It threw ${String(thrown)}\n${show(input)}`;
    }
  }
  return null;
}

describe.each(Object.entries(PARSERS))("%s", (name, row) => {
  test("takes what it is for", () => {
    expect(row.good.filter((input) => !row.isTaken(input))).toEqual([]);
    expect(row.good.map((input) => row.faultOf(input)).filter((fault) => fault !== null)).toEqual([]);
  });

  test(
    `throws at nothing and lets nothing through that it would not take again (${RUNS}, seed ${SEED})`,
    () => {
      expect(hunt(row, createDice(SEED + name.length))).toBeNull();
      expect(Object.keys(Object.prototype)).toEqual([]);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
    LIMIT_MS,
  );
});
