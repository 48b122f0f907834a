import { describe, expect, test } from "vitest";
import { figuresOfLine, slopeOf } from "./line.ts";

const grown = (power: number) => [10, 100, 1_000].map((work) => ({ work, ms: 3 * work ** power }));

describe("the slope", () => {
  test.each([0, 0.5, 1, 2])("of a cost that grows with the power %d is that power", (power) =>
    expect(slopeOf(grown(power))).toBeCloseTo(power),
  );

  test("of one place is none", () => expect(slopeOf([{ work: 10, ms: 1 }])).toBeNull());
});

const measured = (power: number) => grown(power).map(({ work, ms }) => ({ work, runs: [ms / 2, ms, ms * 2] }));
const slopeFigure = (cost: "all" | "each", power: number) =>
  figuresOfLine({ name: "line", of: "events", cost }, measured(power)).find(({ what }) => what === "line: slope");

test("each place is a figure that says where it stands", () => {
  const [first] = figuresOfLine({ name: "line", of: "events", cost: "all" }, measured(1));
  expect(first).toMatchObject({ what: "line: 10 events", value: 30, n: 3, point: { line: "line", work: 10 } });
});

test.each([
  ["all", 1, true],
  ["all", 1.5, false],
  ["each", 0, true],
  ["each", 1, false],
] as const)("the cost of %s with slope %d is met: %s", (cost, power, met) =>
  expect(slopeFigure(cost, power)).toMatchObject({ value: power, met }),
);

test("a bend at the end shows in the last tenfold", () => {
  const bent = [...measured(0), { work: 10_000, runs: [300] }];
  const figures = figuresOfLine({ name: "line", of: "events", cost: "all" }, bent);
  expect(figures.at(-1)).toMatchObject({ value: 2, met: false });
});
