import { existsSync } from "node:fs";
import { FAULTS_HELP, parseFaultsCommand } from "../tests/faults/command-line.ts";
import { playFaults } from "../tests/faults/play-faults.ts";
import { buildBoth } from "./build.ts";
import { ROOT } from "./run-command.ts";

if (process.argv.includes("--help")) {
  console.log(FAULTS_HELP);
  process.exit(0);
}
const command = parseFaultsCommand(process.argv.slice(2));
if (command === null) {
  console.error(FAULTS_HELP);
  process.exit(2);
}
// What is tested is the source as it stands; FAULTS_BUILT=1 takes what is built.
const takesBuilt = process.env.FAULTS_BUILT === "1" && existsSync(`${ROOT}dist/chrome-demo`);
const isBuilt = command.only === "node" || takesBuilt;
if (!isBuilt && !buildBoth("demo")) process.exit(1);
const endAt = command.minutes === null ? Number.POSITIVE_INFINITY : Date.now() + command.minutes * 60_000;
const passed = await playFaults(
  command,
  (line) => console.log(line),
  () => Date.now() > endAt,
);
process.exit(passed ? 0 : 1);
