import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { poolFigures } from "../../src/core/practice/pooled.ts";
import { POOLED_COLUMNS, POOLED_MEASURES, toPooledCsv, toPooledDictionary } from "../../src/protocol/pooled-export.ts";
import { pilot, pilotCheckIn } from "../core/practice/pilots.ts";
import { readCsv } from "./exported.ts";

const FIGURES = poolFigures(
  pilot([9, 9, 9], (n) => ({
    platform: n < 4 ? "zoom-web" : n < 8 ? null : "doxy-me",
    held: 3,
    checkIns: ["2026-W31", "2026-W32"].map((week) => pilotCheckIn({ week, tense: n % 2 === 0 })),
  })),
);
const rowsOf = (text: string) => readCsv(text.slice(1));

test("each figure stands with what it is a share of, and a hidden one is empty and says so", () => {
  const rows = rowsOf(toPooledCsv(FIGURES));
  expect(rows).toContainEqual(["total", "", "clients", "27", "", "no"]);
  expect(rows).toContainEqual(["total", "", "answered_of_held", "54", "81", "no"]);
  expect(rows).toContainEqual(["week", "2026-W31", "tension_marked", "15", "27", "no"]);
  expect(rows).toContainEqual(["platform", "doxy-me", "check_ins", "", "", "yes"]);
  expect(rows).toContainEqual(["platform", "zoom-web", "check_ins", "", "", "yes"]);
  expect(rows).toContainEqual(["total", "", "recovered_within_6", "", "", "yes"]);
  expect(rows.at(-1)).toEqual(["simulation", "", "flagged_stable_clients", "15", "100", "no"]);
});

test("the dictionary explains every column and every measure of the file", () => {
  const [head = [], ...rows] = rowsOf(toPooledCsv(FIGURES));
  const explained = rowsOf(toPooledDictionary()).map(([kind, name]) => `${kind} ${name}`);
  expect(head.filter((name) => !explained.includes(`column ${name}`))).toEqual([]);
  expect(rows.filter(([, , measure]) => !explained.includes(`measure ${measure}`))).toEqual([]);
  expect(new Set(rows.map(([, , measure]) => measure))).toEqual(new Set(Object.keys(POOLED_MEASURES)));
});

test("docs/export.md names its columns", () => {
  const page = readFileSync(new URL("../../docs/export.md", import.meta.url), "utf8");
  expect(Object.keys(POOLED_COLUMNS).filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});
