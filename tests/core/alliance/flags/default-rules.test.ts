/** The worked examples again, by the rules that therapists see: what differs from the paper's, and only that. */
import { expect, test } from "vitest";
import { DEFAULT_SETTINGS, PAPER_SETTINGS } from "../../../../src/core/alliance/flags/flag-settings.ts";
import { historyOf, shownIn } from "./sessions.ts";

const SAME = [
  ["1", "8/8/8, 9/8/8, 8/8/9, 8/9/8, 9/8/9, 5/7/6, 8/8/9"],
  ["2", "9/9/9 x3, 6/6/6"],
  ["3", "9/3/9"],
  ["6", "8/8/8 x4, 7/6/7"],
  ["8", "9/9/9 x5, 4/4/4, 9/9/9"],
  ["10", "8/8/8 x5, 6/6/6, 7/7/7, 8/8/8"],
  ["11", "9/8/9 x5, 7/6/7 V1=lot, 9/8/9"],
  ["12", "8/-/9, -/-/4, -/-/3"],
  ["13", "9/9/9 R1=yes R2=no, 9/9/9 R1=little R2=yes, 9/9/9 R1=unsure"],
] as const;

test.each(SAME)("example %s shows the same: %s", (_, text) => {
  expect(shownIn(historyOf(text, DEFAULT_SETTINGS))).toEqual(shownIn(historyOf(text, PAPER_SETTINGS)));
});

const OTHER = [
  // Four sessions are few to be usual, and who alternates is not steady.
  ["4", "8/8/8, 9/9/9, 8/8/8, 9/9/9, 7/7/7", {}],
  ["5", "10/9/10, 6/7/6, 10/10/9, 6/6/7, 9/10/10, 6/7/7", {}],
  // A slow loss is told a session later.
  ["7", "9/9/9 x4, 8/9/8, 8/8/8, 8/8/7, 8/8/7, 7/8/7, 7/7/7", { s9: "DRIFT" }],
  [
    "9",
    "8/8/8 x5, 6/6/6, 6/6/7, 7/6/7, 7/7/6, 7/7/6, 6/7/7, 7/6/6",
    { s6: "DIP + FACET bond", s8: "DRIFT + FACET goals", s12: "NOT RECOVERED" },
  ],
] as const;

test.each(OTHER)("example %s is read anew: %s", (_, text, shown) => {
  expect(shownIn(historyOf(text, DEFAULT_SETTINGS))).toEqual(shown);
});
