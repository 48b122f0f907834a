import { describe, expect, test } from "vitest";
import { mean } from "../../src/core/alliance/score.ts";
import { createRandom } from "../faults/random.ts";
import { isWritten, parseSimulateCommand } from "./command-line.ts";
import { PARAMETER_SETS } from "./parameter-sets.ts";
import { READERS, ROWS } from "./rows.ts";
import { simulate } from "./simulate.ts";
import { createClient } from "./simulated-client.ts";

const [base] = PARAMETER_SETS;
const run = (seed: number, set = base!) => simulate({ set, readers: READERS, rows: ROWS, clients: 40, seed });

describe("a simulation", () => {
  test("gives the same figures for the same seed, and others for another", () => {
    expect(run(1)).toEqual(run(1));
    expect(run(2)).not.toEqual(run(1));
  });

  test("of rules together flags no fewer than any of them alone", () => {
    const { default: together, dip, drift, low, everything } = run(3);
    for (const alone of [dip, drift, low]) {
      expect(together!.falseAlarm12).toBeGreaterThanOrEqual(alone!.falseAlarm12);
      expect(together!.detect2_5).toBeGreaterThanOrEqual(alone!.detect2_5);
    }
    expect(everything!.falseAlarm24).toBeGreaterThanOrEqual(together!.falseAlarm24);
  });

  test("of clients who never vary flags nobody by dip or drift, and finds every large drop", () => {
    const still = { ...base!, mean: 8, between: 0, items: 0, session: 0, answer: 0 };
    const { dipAndDrift } = run(1, still);
    expect(dipAndDrift).toMatchObject({
      falsePerSession: 0,
      falseAlarm24: 0,
      detect2_5: 1,
      detect4: 1,
      detectSlowLoss: 1,
    });
  });
});

test.each(PARAMETER_SETS)("$key: answers are steps of the scale, and a drop lowers them on the same chances", (set) => {
  const client = createClient(set, createRandom(5), 24);
  for (let index = 0; index < 24; index++) {
    const [stable, lower] = [client.session(index, 0), client.session(index, 2.5)];
    expect(lower === null).toBe(stable === null);
    for (const facet of ["bond", "goals", "tasks"] as const) {
      const [before, after] = [stable?.facets[facet] ?? null, lower?.facets[facet] ?? null];
      expect(before === null).toBe(after === null);
      if (before === null || after === null) continue;
      expect(Number.isInteger(before / set.step) && before >= 0 && before <= 10).toBe(true);
      expect(after).toBeLessThanOrEqual(before);
    }
  }
});

test("the first set answers as the page says it does", () => {
  const clients = Array.from({ length: 2_000 }, (_, run) => {
    const client = createClient(base!, createRandom(run), 12);
    return Array.from({ length: 12 }, (_, index) => client.session(index, 0)!.score!);
  });
  const all = clients.flat();
  const squares = (values: readonly number[]) => values.reduce((sum, value) => sum + (value - mean(values)) ** 2, 0);
  const total = squares(all) / (all.length - 1);
  const within = clients.reduce((sum, scores) => sum + squares(scores), 0) / (all.length - clients.length);
  const observed = [mean(all), Math.sqrt(total), Math.sqrt(within), 1 - within / total];
  for (const [n, value] of [8.49, 1.13, 0.57, 0.75].entries())
    expect(Math.abs(observed[n]! - value)).toBeLessThan(0.02);
});

describe("the command", () => {
  test.each([
    [[], 20_000, 12, true],
    [["--quick"], 60, 12, false],
    [["--clients", "500", "--seed", "7"], 500, 7, false],
    [["--quick", "--seed", "3"], 60, 3, false],
  ])("%j simulates %s clients with seed %s; written down: %s", (words, clients, seed, written) => {
    const command = parseSimulateCommand(words)!;
    expect(command).toMatchObject({ clients, seed });
    expect(isWritten(command)).toBe(written);
  });

  test.each([[["--clients"]], [["--clients", "none"]], [["--clients", "0"]], [["fast"]], [["--speed", "2"]]])(
    "%j is not understood",
    (words) => expect(parseSimulateCommand(words)).toBeNull(),
  );
});
