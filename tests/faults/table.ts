import type { Fault } from "./fault-list.ts";
import type { Fate } from "./oracle.ts";

/** What became of the check-ins submitted under one fault. */
export interface Tally {
  runs: number;
  submitted: number;
  readonly fates: Record<Fate, number>;
}

export type Tallies = Map<string, Tally>;

export function countPlayed(tallies: Tallies, fault: string): void {
  tallyOf(tallies, fault).runs += 1;
}

export function countFate(tallies: Tallies, fault: string, fate: Fate): void {
  const tally = tallyOf(tallies, fault);
  tally.submitted += 1;
  tally.fates[fate] += 1;
}

/** Parked for a while, with a reason. */
export function countParked(tallies: Tallies, fault: string): void {
  tallyOf(tallies, fault).fates.parked += 1;
}

function tallyOf(tallies: Tallies, fault: string): Tally {
  const known = tallies.get(fault);
  if (known !== undefined) return known;
  const none = { arrived: 0, lost: 0, doubled: 0, parked: 0, gapShown: 0, noneAfter: 0 };
  const fates = { ...none, takenBack: 0, neverSaved: 0, doomed: 0 };
  const made = { runs: 0, submitted: 0, fates };
  tallies.set(fault, made);
  return made;
}

const HEAD = [
  "fault",
  "where",
  "runs",
  "submitted",
  "lost",
  "doubled",
  "parked",
  "gap shown",
  "none after",
  "taken back",
  "doomed",
  "title",
];

/** One row per fault that was played, in the order of the list. */
export function drawTable(faults: readonly Fault[], tallies: Tallies): string {
  const rows = faults.flatMap(({ id, title, where }) => {
    const tally = tallies.get(id);
    if (tally === undefined) return [];
    const { lost, doubled, parked, gapShown, noneAfter, takenBack, doomed } = tally.fates;
    const figures = [tally.runs, tally.submitted, lost, doubled, parked, gapShown, noneAfter, takenBack, doomed];
    return [[id, where, ...figures.map(String), title]];
  });
  const all = [HEAD, ...rows];
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => (column < HEAD.length - 1 ? cell.padStart(widths[column] ?? 0) : cell)).join("  ");
  return all.map(line).join("\n");
}
