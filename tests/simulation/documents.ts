import { AIM_FALSE, AIM_FOUND } from "./best-possible.ts";
import type { ParameterSet } from "./parameter-sets.ts";
import { DEFAULT_ROW, ROW_WORDS } from "./rows.ts";
import type { RuleFigures } from "./simulate.ts";

export interface SetResult {
  readonly set: ParameterSet;
  readonly bestPossible: number;
  readonly rules: Readonly<Record<string, RuleFigures>>;
}

/** What `docs/simulation/results.json` keeps. */
export interface SimulationResult {
  readonly clients: number;
  readonly seed: number;
  readonly sets: readonly SetResult[];
}

/** The one line that the command ends with: figures of the first set, which is the paper's. */
export function lineOf({ sets }: SimulationResult): string {
  const short = Object.entries(sets[0]?.rules ?? {}).map(([key, figures]) => [key, shortOf(figures)] as const);
  const rules = Object.fromEntries(short);
  return JSON.stringify({ default: rules[DEFAULT_ROW], rules });
}

function shortOf({ falseAlarm12, falseAlarm24, detect2_5, detectSlowLoss }: RuleFigures): Partial<RuleFigures> {
  return { falseAlarm12, falseAlarm24, detect2_5, detectSlowLoss };
}

/** Puts what was found between its marks; all else on the page is written by hand. */
export function mergePage(page: string, section: string): string {
  const [open, close] = ["<!-- simulation -->", "<!-- /simulation -->"];
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from === -1 || to === -1) throw new Error("docs/simulation.md has lost its marks.");
  return `${page.slice(0, from)}${open}\n\n${section.trim()}\n\n${page.slice(to)}`;
}

export function sectionOf(result: SimulationResult): string {
  const [base] = result.sets;
  if (base === undefined) return "";
  return [
    `${result.clients} clients for each set, seed ${result.seed}.`,
    "## The clinical paper's parameters",
    rulesTable(base),
    "![Stable clients flagged and drops found, by set of parameters](simulation/aim.svg)",
    "## The default rules on every set",
    setsTable(result.sets, DEFAULT_ROW),
    "## The paper's own rules on every set",
    setsTable(result.sets, "paper"),
    "## Without low",
    setsTable(result.sets, "dipAndDrift"),
    "## Against the aim",
    verdictOf(result.sets),
  ].join("\n\n");
}

export function meetsAim({ falseAlarm12, detect2_5 }: RuleFigures): boolean {
  return falseAlarm12 <= AIM_FALSE && detect2_5 >= AIM_FOUND;
}

function rulesTable({ rules }: SetResult): string {
  const head = [
    "Rule",
    "False per session",
    "Stable clients flagged in 12",
    "in 24",
    "Finds 1.5",
    "2.5",
    "4",
    "Slow loss",
  ];
  const rows = Object.entries(rules).map(([key, figures]) => [
    ROW_WORDS[key] ?? key,
    percent(figures.falsePerSession),
    percent(figures.falseAlarm12),
    percent(figures.falseAlarm24),
    percent(figures.detect1_5),
    percent(figures.detect2_5),
    percent(figures.detect4),
    percent(figures.detectSlowLoss),
  ]);
  return tableOf(head, rows);
}

function setsTable(sets: readonly SetResult[], row: string): string {
  const head = ["Set", "What is different", "Flagged in 12", "in 24", "Finds 2.5", "Slow loss", "Aim met"];
  const rows = sets.flatMap(({ set, rules }) => {
    const figures = rules[row];
    if (figures === undefined) return [];
    const { falseAlarm12, falseAlarm24, detect2_5, detectSlowLoss } = figures;
    const shares = [falseAlarm12, falseAlarm24, detect2_5, detectSlowLoss].map(percent);
    return [[set.key, set.about, ...shares, meetsAim(figures) ? "yes" : "**no**"]];
  });
  return tableOf(head, rows);
}

function verdictOf(sets: readonly SetResult[]): string {
  const best = (row: string) =>
    sets.filter(({ rules }) => rules[row] && meetsAim(rules[row])).map(({ set }) => set.key);
  const named = (keys: readonly string[]): string => (keys.length === 0 ? "none" : keys.join(", "));
  const outOfReach = sets.filter((one) => one.bestPossible < AIM_FOUND).map(({ set }) => set.key);
  const rows = sets.map(({ set, bestPossible, rules }) => [
    set.key,
    percent(rules[DEFAULT_ROW]?.detect2_5 ?? 0),
    percent(bestPossible),
  ]);
  return [
    `The aim, at most ${percent(AIM_FALSE)} of stable clients flagged in 12 sessions and at least ${percent(AIM_FOUND)} of single 2.5-point drops found, is met by the default on: ${named(best(DEFAULT_ROW))}; by the paper's rules on: ${named(best("paper"))}.`,
    tableOf(["Set", "Default finds", "With each client's true mean and spread known, 15 of 100 flagged"], rows),
    `Out of reach even then: ${named(outOfReach)}.`,
  ].join("\n\n");
}

/** Laid out as the formatter lays out tables, so that a run changes only figures. */
function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((cell, n) => Math.max(cell.length, ...rows.map((row) => row[n]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(" | ")} |`;
  return [line(head), line(widths.map((width) => "-".repeat(width))), ...rows.map(line)].join("\n");
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
