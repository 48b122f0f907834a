import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Bench } from "../tests/bench/bench.ts";
import { BENCHES } from "../tests/bench/benches.ts";
import { parseBenchArguments } from "../tests/bench/command-line.ts";
import { lineOf, mergeResults, mergeSection, type Result, sectionOf } from "../tests/bench/documents.ts";
import type { Figure } from "../tests/bench/figure.ts";
import { describeMachine } from "../tests/bench/machine.ts";
import { runBench } from "../tests/bench/run-bench.ts";
import { type Results, scaleTable } from "../tests/bench/scale/scale-table.ts";
import { buildBoth } from "./build.ts";
import { ROOT } from "./run-command.ts";

const RESULTS = join(ROOT, "bench/results.json");
const PAGE = join(ROOT, "docs/performance.md");
/** Holds what was measured against a network of practices. */
const SCALE_PAGE = join(ROOT, "docs/scale.md");
const PAGE_START =
  "# Speed and size\n\nMade by `npm run bench`; the command replaces what stands between the marks of each section.\n";

const say = (text: string): void => console.error(text);
const read = (file: string): string | null => (existsSync(file) ? readFileSync(file, "utf8") : null);

function write({ name, drawing }: Bench, result: Result): void {
  mkdirSync(dirname(RESULTS), { recursive: true });
  if (drawing !== undefined) writeFileSync(join(dirname(PAGE), drawing.file), drawing.draw(result.figures));
  writeFileSync(RESULTS, mergeResults(read(RESULTS), name, result));
  writeFileSync(PAGE, mergeSection(read(PAGE) ?? PAGE_START, name, sectionOf(name, result)));
  const results = JSON.parse(read(RESULTS) ?? "{}") as Results;
  writeFileSync(SCALE_PAGE, mergeSection(read(SCALE_PAGE) ?? "", "scale", scaleTable(results)));
}

/** For the eyes of whoever waits; the line for programs comes after. */
function tell(figures: readonly Figure[]): void {
  for (const { what, value, unit, p95, peer, target, moreIsBetter, met, note } of figures) {
    const beside = peer === null ? "" : `, peer ${peer}`;
    const limit = target === null ? "" : `, target ${moreIsBetter ? "≥" : "≤"} ${target}`;
    const verdict = met === null ? "" : met ? ", met" : ", MISSED";
    say(`  ${what}: ${value ?? "–"} ${unit}${p95 === null ? "" : `, p95 ${p95}`}${beside}${limit}${verdict}`);
    if (note !== null) say(`      ${note}`);
  }
}

const known = Object.fromEntries(BENCHES.map(({ name, parts }) => [name, Object.keys(parts)]));
const asked = parseBenchArguments(process.argv.slice(2), known);
if (typeof asked === "string") {
  console.error(asked);
  process.exit(2);
}
// What is measured is the source as it stands; a look whether it runs takes what is built.
const isBuilt = ["chrome", "firefox", "chrome-demo", "firefox-demo"].every((name) => existsSync(`${ROOT}dist/${name}`));
if (!(asked.quick && isBuilt) && !(buildBoth("release") && buildBoth("demo"))) process.exit(1);

let complete = true;
for (const bench of BENCHES) {
  if (asked.names.length > 0 && !asked.names.includes(bench.name)) continue;
  const [machine, at] = [describeMachine(), new Date().toISOString()];
  const run = await runBench(bench, asked.only, asked.quick, say);
  complete &&= run.complete;
  tell(run.figures);
  if (!asked.quick && asked.only.length === 0) write(bench, { at, machine, about: bench.about, figures: run.figures });
  console.log(lineOf(bench.name, run.figures));
}
// Servers of the demo's libraries keep timers that nobody can stop.
process.exit(complete ? 0 : 1);
