import { describe, expect, test } from "vitest";
import { notMeasured } from "../figure.ts";
import { drawGrowth } from "./growth-plot.ts";
import { figuresOfLine } from "./line.ts";

const line = (name: string, power: number) =>
  figuresOfLine(
    { name, of: "events", cost: "all" },
    [10, 100, 1_000].map((work) => ({ work, runs: [work ** power] })),
  );
const drawn = drawGrowth([...line("first", 1), ...line("second", 0), notMeasured("third", "ms", "no browser")]);

const pointsOf = (svg: string) =>
  [...svg.matchAll(/<polyline points="([^"]+)"/g)].map(([, points]) =>
    points!.split(" ").map((point) => point.split(",").map(Number)),
  );

describe("the drawing of cost against work", () => {
  test("has a line for each thing measured, with its name, and no other", () => {
    expect(pointsOf(drawn)).toHaveLength(2);
    expect(drawn).toContain(">first</text>");
    expect(drawn).toContain(">second</text>");
    expect(drawn).not.toContain("third");
  });

  test("gives each tenfold of work and of cost the same room", () => {
    const [[[x1, y1], [x2, y2], [x3, y3]]] = pointsOf(drawn) as [[number, number][], ...unknown[]] as never as [
      [[number, number], [number, number], [number, number]],
    ];
    expect(x2 - x1).toBeCloseTo(x3 - x2, 0);
    expect(y1 - y2).toBeCloseTo(y2 - y3, 0);
    expect(y1).toBeGreaterThan(y2);
  });

  test("draws a cost that stays as a level line", () => {
    const level = pointsOf(drawn)[1]!.map(([, y]) => y);
    expect(new Set(level).size).toBe(1);
  });

  test("of nothing is an empty plot", () => expect(drawGrowth([])).not.toContain("NaN"));
});
