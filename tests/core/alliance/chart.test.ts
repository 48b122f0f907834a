import { describe, expect, test } from "vitest";
import {
  type ChartFrame,
  type ChartSession,
  chooseTicks,
  DODGE_X,
  DODGE_Y,
  LABEL_GAP,
  placeAnswer,
  placeBand,
  placeChart,
  placeColumn,
  WIDEST_COLUMN,
} from "../../../src/core/alliance/chart.ts";
import { FACETS, type Facet } from "../../../src/core/alliance/instrument.ts";

const frame: ChartFrame = { width: 640, height: 240, top: 20, right: 100, bottom: 30, left: 40 };
type Triple = readonly [bond: number | null, goals: number | null, tasks: number | null];

function sessions(...triples: readonly Triple[]): readonly ChartSession[] {
  return triples.map(([bond, goals, tasks], at) => ({ at, scores: { bond, goals, tasks } }));
}

function lineOf(facet: Facet, ...triples: readonly Triple[]) {
  return placeChart(sessions(...triples), frame).find((line) => line.facet === facet)!;
}

test("a session without an answer breaks the line", () => {
  expect(lineOf("bond", [5, 1, 1], [null, 1, 1], [5, 1, 1]).runs.map((run) => run.length)).toEqual([1, 1]);
});

test("one facet's gap leaves the other lines whole", () => {
  expect(lineOf("goals", [5, 1, 9], [null, 1, 9], [5, 1, 9]).runs.map((run) => run.length)).toEqual([3]);
});

test("a facet that was never answered has no line and no name", () => {
  expect(lineOf("tasks", [5, 1, null], [6, 2, null])).toEqual({ facet: "tasks", runs: [], label: null });
});

test("no sessions make an empty chart", () => {
  expect(placeChart([], frame).map(({ runs, label }) => ({ runs, label }))).toEqual(
    FACETS.map(() => ({ runs: [], label: null })),
  );
});

describe("heights", () => {
  test("0 lies on the floor of the plot and 10 on its top", () => {
    expect([placeAnswer(0, frame), placeAnswer(10, frame)]).toEqual([210, 20]);
  });

  test("an answer outside the scale stays inside the plot", () => {
    expect([placeAnswer(-3, frame), placeAnswer(99, frame)]).toEqual([210, 20]);
  });

  test("three equal answers stand side by side, so that no line hides another", () => {
    const dots = placeChart(sessions([8, 8, 8]), frame).map((line) => line.runs[0]![0]!);
    const [x, y] = [placeColumn(0, 1, frame), placeAnswer(8, frame)];
    expect(dots.map((dot) => dot.x)).toEqual([x - DODGE_X, x, x + DODGE_X]);
    expect(dots.map((dot) => dot.y)).toEqual([y - DODGE_Y, y, y + DODGE_Y]);
  });

  test("equal answers of many sessions never reach the next session", () => {
    const lines = placeChart(sessions(...Array.from({ length: 100 }, (): Triple => [8, 8, 8])), frame);
    const [bond, , tasks] = lines.map((line) => line.runs[0]!);
    expect(tasks![0]!.x).toBeLessThan(bond![1]!.x);
  });

  test("different answers stand exactly where they belong", () => {
    const heights = placeChart(sessions([8, 7, 6]), frame).map((line) => line.runs[0]![0]!.y);
    expect(heights).toEqual([8, 7, 6].map((answer) => placeAnswer(answer, frame)));
  });
});

describe("columns", () => {
  test("two sessions stay close together", () => {
    expect(placeColumn(1, 2, frame) - placeColumn(0, 2, frame)).toBe(WIDEST_COLUMN);
  });

  test("a hundred sessions stay inside the plot", () => {
    expect(placeColumn(0, 100, frame)).toBeGreaterThan(frame.left);
    expect(placeColumn(99, 100, frame)).toBeLessThan(frame.width - frame.right);
  });
});

describe("names of the lines", () => {
  test.each([
    ["at the top", [10, 10, 10]],
    ["at the bottom", [0, 0, 0]],
    ["in the middle", [5, 5.1, 4.9]],
  ] as const)("never cover each other: %s", (_, triple) => {
    const heights = placeChart(sessions(triple), frame)
      .map((line) => line.label!.y)
      .sort((a, b) => a - b);
    expect(heights[1]! - heights[0]!).toBeGreaterThanOrEqual(LABEL_GAP);
    expect(heights[2]! - heights[1]!).toBeGreaterThanOrEqual(LABEL_GAP);
    expect(heights[0]).toBeGreaterThanOrEqual(frame.top);
    expect(heights[2]).toBeLessThanOrEqual(frame.height - frame.bottom);
  });

  test("lie beside the last session even where that facet was skipped", () => {
    const [bond, goals] = placeChart(sessions([5, 5, 5], [null, 9, 9]), frame);
    expect(bond!.label!.x).toBe(goals!.label!.x);
  });
});

describe("dates under the chart", () => {
  test("all of them where there is room", () => expect(chooseTicks(3, 6)).toEqual([0, 1, 2]));
  test("always the last, the others at even steps", () => expect(chooseTicks(10, 4)).toEqual([0, 3, 6, 9]));
  test("never more than asked for", () => expect(chooseTicks(101, 6).length).toBeLessThanOrEqual(6));
  test("none for no sessions", () => expect(chooseTicks(0, 6)).toEqual([]));
});

describe("the band behind the lines", () => {
  const bands = [null, { low: 6, high: 9 }, { low: 6, high: 9 }, null];

  test("is a step as wide as its session's column, and none where nothing was known", () => {
    const path = placeBand(bands, frame);
    expect(path.match(/M/g)).toHaveLength(2);
    const [first, second] = [placeColumn(1, 4, frame), placeColumn(2, 4, frame)];
    const half = (second - first) / 2;
    expect(path).toContain(`M${first - half} ${placeAnswer(9, frame)}H${first + half}V${placeAnswer(6, frame)}`);
    expect(path).toContain(`M${second - half} ${placeAnswer(9, frame)}`);
  });

  test("is nothing without sessions", () => expect(placeBand([], frame)).toBe(""));
});
