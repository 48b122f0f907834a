import { describe, expect, test } from "vitest";
import { lineOf, mergeResults, mergeSection, type Result, sectionOf } from "./documents.ts";
import { figureOfOne, figureOfRuns, notMeasured } from "./figure.ts";

const RESULT: Result = {
  at: "2026-11-25T10:00:00.000Z",
  machine: { cpu: "A processor", cores: 2, memoryGb: 8, system: "Linux 6", versions: ["Chromium 156"], load: 0.1 },
  about: ["How it was measured."],
  figures: [
    figureOfRuns({ what: "opening", unit: "ms", target: 2 }, [1, 2, 6]),
    figureOfOne({ what: "scripts", unit: "bytes", target: 10, note: "hooks 4" }, 11),
    notMeasured("heap", "kB", "nobody says"),
  ],
};

/** Cells are as wide as the widest of their column: that is for the eyes. */
const unpadded = (table: string): string => table.replace(/ +\|/g, " |");

describe("results of all benches", () => {
  test("begin with the first one", () =>
    expect(JSON.parse(mergeResults(null, "size", RESULT))).toEqual({ size: RESULT }));

  test("keep the others and replace their own", () => {
    const before = JSON.stringify({ sync: RESULT, detection: { ...RESULT, at: "before" } });
    const merged = JSON.parse(mergeResults(before, "detection", RESULT)) as Record<string, Result>;
    expect(Object.keys(merged)).toEqual(["detection", "sync"]);
    expect(merged.detection?.at).toBe(RESULT.at);
  });
});

describe("the page", () => {
  const PAGE = "# Speed\n\nBefore.\n\n<!-- bench:size -->\n\nold\n\n<!-- /bench:size -->\n\nAfter.\n";

  test("changes between the marks of the section only", () => {
    const merged = mergeSection(PAGE, "size", "new");
    expect(merged).toBe(PAGE.replace("old", "new"));
  });

  test("gets a new section at its end", () => {
    const merged = mergeSection(PAGE, "sync", "first");
    expect(merged.startsWith(PAGE.trimEnd())).toBe(true);
    expect(merged).toContain("<!-- bench:sync -->\n\nfirst\n\n<!-- /bench:sync -->");
  });

  test("is the same after the same run", () => {
    const once = mergeSection(PAGE, "sync", "first");
    expect(mergeSection(once, "sync", "first")).toBe(once);
  });
});

test("a section names machine, date, every figure, a missed target and what was not measured", () => {
  const section = unpadded(sectionOf("detection", RESULT));
  expect(section).toContain("2026-11-25, A processor (2 cores, 8 GB), Linux 6, Chromium 156; load before the run 0.1.");
  expect(section).toContain("| opening | 3 | 2 ms | 5.6 | 2.5 | ≤ 2 | yes | | |");
  expect(section).toContain("| scripts | 1 | 11 bytes | | | ≤ 10 | **no** | | |");
  expect(section).toContain("| heap | 0 | not measured |");
  expect(section).toContain("- scripts: hooks 4.");
});

test("a target that is to be reached is told apart from one that is not to be passed", () => {
  const figures = [figureOfOne({ what: "rate", unit: "/s", target: 200, moreIsBetter: true }, 250)];
  expect(unpadded(sectionOf("sync", { ...RESULT, figures }))).toContain("| rate | 1 | 250 /s | | | ≥ 200 | yes |");
});

test("the last line is one JSON object with null where there is nothing", () => {
  const line = lineOf("detection", RESULT.figures);
  expect(line).not.toContain("\n");
  expect(JSON.parse(line)).toEqual({
    bench: "detection",
    figures: [
      { what: "opening", value: 2, unit: "ms", target: 2, met: true, peer: null, ratio: null },
      { what: "scripts", value: 11, unit: "bytes", target: 10, met: false, peer: null, ratio: null },
      { what: "heap", value: null, unit: "kB", target: null, met: null, peer: null, ratio: null },
    ],
  });
});
