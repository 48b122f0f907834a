import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { readScenario } from "../tests/core/session/scenario.ts";
import { judgeScenario } from "../tests/core/session/verdict.ts";

const HELP = `npm run --silent scenarios -- PATH…

Plays timelines (files, or folders of them, in the format of tests/fixtures/scenarios/README.md) through the
shipped session machine with a simulated clock and store. One JSON line each, last "N passed, N failed".`;

function filesOf(path: string): readonly string[] {
  // A path that is not there is reported like a file that cannot be read.
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return [path];
  const names = readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    !entry.isDirectory() && entry.name.endsWith(".json") && entry.name !== "defaults.json" ? [entry.name] : [],
  );
  return names.sort().map((name) => join(path, name));
}

function run(file: string): boolean {
  try {
    const scenario = readScenario(readFileSync(file, "utf8"));
    const { faults, played } = judgeScenario(scenario);
    const pass = faults.length === 0;
    const { sessions, prompts, restartedAt } = played;
    const got = { sessions, prompts, ...(restartedAt !== null && { restartedAt }) };
    console.log(JSON.stringify({ id: scenario.id, pass, ...(!pass && { faults, got }) }));
    return pass;
  } catch (error) {
    console.log(
      JSON.stringify({ id: file, pass: false, faults: [error instanceof Error ? error.message : String(error)] }),
    );
    return false;
  }
}

const paths = process.argv.slice(2);
if (paths.length === 0 || paths.includes("--help")) {
  console.log(HELP);
  process.exit(paths.length === 0 ? 2 : 0);
}
const results = paths.flatMap(filesOf).map(run);
const passed = results.filter(Boolean).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exit(passed === results.length && results.length > 0 ? 0 : 1);
