import { expect, test } from "vitest";
import { countFate, countPlayed, drawTable, type Tallies } from "./table.ts";

test("the table has a row for each fault that was played, in the order of the list", () => {
  const tallies: Tallies = new Map();
  countPlayed(tallies, "4");
  countFate(tallies, "4", "arrived");
  countFate(tallies, "4", "lost");
  countPlayed(tallies, "2");
  const faults = ["1", "2", "4"].map((id) => ({ id, title: `fault ${id}`, where: "browser" as const }));
  const [head, ...rows] = drawTable(faults, tallies).split("\n");
  expect(head?.trim().split(/ {2,}/)).toContain("parked");
  expect(rows.map((row) => row.trim().split(/ {2,}/))).toEqual([
    ["2", "browser", "1", "0", "0", "0", "0", "0", "0", "0", "0", "fault 2"],
    ["4", "browser", "1", "2", "1", "0", "0", "0", "0", "0", "0", "fault 4"],
  ]);
});
