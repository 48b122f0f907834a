// Runs with nothing but Node and npm: brings the packages the lockfile names, then hands over to the script asked for.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const WINDOWS = process.platform === "win32";

function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: ROOT, stdio: "inherit", shell: WINDOWS });
  if (error) console.error(`${command}: ${error.message}`);
  return status ?? 1;
}

/** Present and not older than the lockfile: npm writes this file last. */
function isInstalled() {
  const mark = `${ROOT}/node_modules/.package-lock.json`;
  return existsSync(mark) && statSync(mark).mtimeMs >= statSync(`${ROOT}/package-lock.json`).mtimeMs - 1_000;
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Aftersession needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const [script, ...args] = process.argv.slice(2);
if (!isInstalled()) {
  console.log("Installing the packages of package-lock.json …");
  const status = run("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
  if (status !== 0) process.exit(status);
}
process.exit(run(process.execPath, ["node_modules/tsx/dist/cli.mjs", `scripts/${script}.ts`, ...args]));
