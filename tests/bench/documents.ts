import type { Figure } from "./figure.ts";
import type { Machine } from "./machine.ts";
import { markdownTable } from "./markdown-table.ts";

/** What one bench found, as `bench/results.json` keeps it under the bench's name. */
export interface Result {
  readonly at: string;
  readonly machine: Machine;
  readonly about: readonly string[];
  readonly figures: readonly Figure[];
}

/** The other benches' results stay as they are; names in order, so that a run changes only its own lines. */
export function mergeResults(before: string | null, name: string, result: Result): string {
  const kept = before === null ? {} : (JSON.parse(before) as Readonly<Record<string, Result>>);
  const merged = Object.entries({ ...kept, [name]: result }).sort(([a], [b]) => a.localeCompare(b));
  return `${JSON.stringify(Object.fromEntries(merged), null, 2)}\n`;
}

/** Puts the section between its marks, or at the end of a page that has none yet. */
export function mergeSection(page: string, name: string, section: string): string {
  const [open, close] = [`<!-- bench:${name} -->`, `<!-- /bench:${name} -->`];
  const marked = `${open}\n\n${section.trim()}\n\n${close}`;
  const [from, to] = [page.indexOf(open), page.indexOf(close)];
  if (from === -1 || to === -1) return `${page.trimEnd()}\n\n${marked}\n`;
  return page.slice(0, from) + marked + page.slice(to + close.length);
}

export function sectionOf(name: string, { at, machine, about, figures }: Result): string {
  const notes = figures.filter(({ note }) => note !== null).map(({ what, note }) => `- ${what}: ${note}.`);
  return [
    `## ${name}`,
    about.join(" "),
    `${at.slice(0, 10)}, ${machine.cpu} (${machine.cores} cores, ${machine.memoryGb} GB), ${machine.system}, ` +
      `${machine.versions.join(", ")}; load before the run ${machine.load}.`,
    tableOf(figures),
    notes.join("\n"),
  ].join("\n\n");
}

const COLUMNS = ["What", "n", "Median", "p95", "Noise", "Target", "Met", "Without us, or peer", "Ratio"];

function tableOf(figures: readonly Figure[]): string {
  const rows = figures.map(({ what, n, value, p95, noise, unit, target, moreIsBetter, met, peer, ratio }) => [
    what,
    String(n),
    value === null ? "not measured" : `${value} ${unit}`,
    show(p95),
    show(noise),
    target === null ? "" : `${moreIsBetter ? "≥" : "≤"} ${target}`,
    met === null ? "" : met ? "yes" : "**no**",
    show(peer),
    show(ratio),
  ]);
  return markdownTable(COLUMNS, rows);
}

function show(value: number | null): string {
  return value === null ? "" : String(value);
}

/** The one line that a bench ends with. */
export function lineOf(name: string, figures: readonly Figure[]): string {
  const short = figures.map(({ what, value, unit, target, met, peer, ratio }) => ({
    what,
    value,
    unit,
    target,
    met,
    peer,
    ratio,
  }));
  return JSON.stringify({ bench: name, figures: short });
}
