import { expect, test } from "vitest";
import type { Bench } from "./bench.ts";
import { figureOfOne } from "./figure.ts";
import { runBench } from "./run-bench.ts";

const BENCH: Bench = {
  name: "example",
  about: [],
  parts: {
    count: async ({ runs, seconds }) => [
      figureOfOne({ what: "runs", unit: "" }, runs(20)),
      figureOfOne({ what: "watched", unit: "s" }, seconds(180, 5)),
    ],
    broken: async () => {
      throw new Error("The browser is gone.\nfurther");
    },
  },
};
const quietly = (): void => {};

test("a quick run asks for little", async () => {
  const { figures } = await runBench(BENCH, ["count"], true, quietly);
  expect(figures.map(({ value }) => value)).toEqual([2, 5]);
});

test("the whole run asks for all", async () => {
  const { figures, complete } = await runBench(BENCH, ["count"], false, quietly);
  expect(figures.map(({ value }) => value)).toEqual([20, 180]);
  expect(complete).toBe(true);
});

test("a part that breaks down is told, and the others are measured", async () => {
  const { figures, complete } = await runBench(BENCH, [], false, quietly);
  expect(complete).toBe(false);
  expect(figures).toHaveLength(3);
  expect(figures[2]).toMatchObject({ what: "broken", value: null, note: "not measured: The browser is gone." });
});
