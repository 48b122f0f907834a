import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawAim } from "../tests/simulation/aim-chart.ts";
import { bestPossible } from "../tests/simulation/best-possible.ts";
import { isWritten, parseSimulateCommand, SIMULATE_HELP } from "../tests/simulation/command-line.ts";
import { lineOf, mergePage, percent, type SetResult, sectionOf } from "../tests/simulation/documents.ts";
import { PARAMETER_SETS } from "../tests/simulation/parameter-sets.ts";
import { READERS, ROWS } from "../tests/simulation/rows.ts";
import { simulate } from "../tests/simulation/simulate.ts";
import { ROOT } from "./run-command.ts";

const FOLDER = join(ROOT, "docs/simulation");
const PAGE = join(ROOT, "docs/simulation.md");
/** Enough for a yardstick. */
const YARDSTICK_CLIENTS = 5_000;

const command = parseSimulateCommand(process.argv.slice(2));
if (command === null || process.argv.includes("--help")) {
  console.error(SIMULATE_HELP);
  process.exit(command === null ? 2 : 0);
}
const { clients, seed } = command;
const sets = PARAMETER_SETS.map((set): SetResult => {
  const rules = simulate({ set, readers: READERS, rows: ROWS, clients, seed });
  const { falseAlarm12, detect2_5 } = rules.default!;
  console.error(`${set.key}: ${percent(falseAlarm12)} of stable clients flagged, ${percent(detect2_5)} of drops found`);
  return { set, rules, bestPossible: bestPossible(set, Math.min(clients, YARDSTICK_CLIENTS), seed) };
});
const result = { clients, seed, sets };
if (isWritten(command)) {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, "results.json"), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(FOLDER, "aim.svg"), drawAim(result));
  writeFileSync(PAGE, mergePage(readFileSync(PAGE, "utf8"), sectionOf(result)));
}
console.log(lineOf(result));
