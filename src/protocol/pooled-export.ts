/**
 * Pooled figures as a table for research, and what its columns and measures mean. A hidden figure is an empty cell with its
 * reason beside it. The rule that must not break: nothing is in the file that is not on the page.
 */
import { FALSE_ALARM_SESSIONS, FALSE_ALARMS_IN_100 } from "../core/alliance/flags/false-alarm.ts";
import type { PooledFigures, PooledRow, Share } from "../core/practice/pooled.ts";
import { FEWEST_CLIENTS, FEWEST_THERAPISTS } from "../core/practice/suppression.ts";
import { BYTE_ORDER_MARK, type CsvValue, toCsv } from "./csv.ts";

export const POOLED_COLUMNS: Readonly<Record<string, string>> = {
  table: "total, week or platform; simulation for figures that come from no client",
  row: "the week (ISO 8601, UTC), the id of the video service the invites named, or empty",
  measure: "what was counted, see below",
  value: "the figure; empty where it is hidden or there was nothing to count",
  of: "what value is a share of; empty where it is no share",
  hidden: `yes: fewer than ${FEWEST_CLIENTS} clients or ${FEWEST_THERAPISTS} therapists are in it, it would give such a figure away, or nothing was counted`,
};

export const POOLED_MEASURES: Readonly<Record<string, string>> = {
  clients: "clients with at least one check-in",
  clients_with_dip: "clients of whom at least one session lay clearly below what was usual for them, of all clients",
  check_ins: "check-ins that came",
  median_seconds: "the step (15, 30, 45, 60, 120) in which the middle check-in lies; 120 is two minutes or more",
  tension_marked: "check-ins that say something felt off, of all check-ins; a skipped question counts as not marked",
  answered_of_held: "check-ins that came, of the sessions held that therapists wrote down",
  recovered_within_6:
    "dips after which a session was as usual again within 6 scored sessions, of those of which it is known",
  flagged_stable_clients: `simulated: of 100 clients for whom nothing changes, flagged by low, dip or drift within ${FALSE_ALARM_SESSIONS} sessions`,
};

export function toPooledCsv(figures: PooledFigures): string {
  const { total, clients, dipped, weeks, platforms } = figures;
  return (
    BYTE_ORDER_MARK +
    toCsv([
      Object.keys(POOLED_COLUMNS),
      rowOf("total", "", "clients", clients),
      shareRow("total", "", "clients_with_dip", dipped),
      ...rowsOf("total", "", total, true),
      ...weeks.flatMap((row) => rowsOf("week", row.week, row, false)),
      ...platforms.flatMap((row) => rowsOf("platform", row.platform ?? "not known", row, true)),
      ["simulation", "", "flagged_stable_clients", FALSE_ALARMS_IN_100, 100, "no"],
    ])
  );
}

export function toPooledDictionary(): string {
  const rows = (kind: string, words: Readonly<Record<string, string>>): readonly (readonly CsvValue[])[] =>
    Object.entries(words).map(([name, meaning]) => [kind, name, meaning]);
  return (
    BYTE_ORDER_MARK +
    toCsv([["kind", "name", "meaning"], ...rows("column", POOLED_COLUMNS), ...rows("measure", POOLED_MEASURES)])
  );
}

function rowsOf(table: string, row: string, figures: PooledRow, hasAll: boolean): readonly (readonly CsvValue[])[] {
  return [
    rowOf(table, row, "check_ins", figures.checkIns),
    rowOf(table, row, "median_seconds", figures.medianSeconds),
    shareRow(table, row, "tension_marked", figures.tense),
    // By week these two are not counted.
    ...(hasAll ? [shareRow(table, row, "answered_of_held", figures.answered)] : []),
    ...(hasAll ? [shareRow(table, row, "recovered_within_6", figures.recovered)] : []),
  ];
}

function rowOf(table: string, row: string, measure: string, value: number | null): readonly CsvValue[] {
  return [table, row, measure, value, null, value === null ? "yes" : "no"];
}

function shareRow(table: string, row: string, measure: string, share: Share | null): readonly CsvValue[] {
  return [table, row, measure, share?.value ?? null, share?.of ?? null, share === null ? "yes" : "no"];
}
