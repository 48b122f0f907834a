import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./run-command.ts";
import { firstDifference, type Hashes, hashesIn } from "./verify-repro-compare.ts";
import { findNode, NODE_MAJORS } from "./verify-repro-node.ts";

const HELP = `npm run verify:repro

Copies the tracked files into two folders, installs the packages of the lockfile in each, and makes the packages there on
Node 20 and on Node 24: four times in all. Then every built file and every package is compared. The last line is "equal",
or the first file that differs.

  NODE_20, NODE_24   paths of installed ones; else the one that runs this, and npm for the other`;

/** Of different names and depths: a path that found its way into a file would show. */
const FOLDERS = ["one", "second/and-deeper"] as const;
interface Run {
  readonly name: string;
  readonly hashes: Hashes;
}

function run(command: string, args: readonly string[], cwd: string): void {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: "utf8",
    shell: command === "npm" && process.platform === "win32",
  });
  if (status !== 0)
    throw new Error(`${command} ${args.join(" ")} failed in ${cwd}\n${error?.message ?? stdout + stderr}`);
}

/** A repository of its own, so that the source archive finds there what it finds here. */
function copyTracked(folder: string): void {
  const paths = execFileSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" }).split("\0");
  for (const path of paths)
    if (path !== "" && existsSync(join(ROOT, path))) cpSync(join(ROOT, path), join(folder, path));
  run("git", ["init", "--quiet"], folder);
  run("git", ["add", "--all", "--force"], folder);
  run("npm", ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund"], folder);
}

function compare([first, ...others]: readonly Run[]): boolean {
  if (first === undefined) throw new Error("Nothing was built.");
  for (const { name, hashes } of others) {
    const path = firstDifference(first.hashes, hashes);
    if (path === null) continue;
    console.log(`${path} differs: ${first.name}, and ${name}`);
    return false;
  }
  for (const [path, hash] of first.hashes) if (path.startsWith("packages")) console.log(`${hash}  ${path}`);
  console.log(`${first.hashes.size} files, ${others.length + 1} times`);
  console.log("equal");
  return true;
}

function verify(base: string): boolean {
  const nodes = NODE_MAJORS.map((major) => findNode(major, base));
  for (const node of nodes) if (node.kind === "missing") console.log(node.reason);
  const found = nodes.filter((node) => node.kind === "found");
  if (found.length < nodes.length) return false;
  const runs: Run[] = [];
  for (const folder of FOLDERS.map((name) => join(base, name))) {
    mkdirSync(folder, { recursive: true });
    copyTracked(folder);
    for (const { path, version } of found) {
      rmSync(join(folder, "dist"), { recursive: true, force: true });
      run(path, ["node_modules/tsx/dist/cli.mjs", "scripts/package.ts"], folder);
      runs.push({ name: `Node ${version} in ${folder}`, hashes: hashesIn(join(folder, "dist")) });
      console.log(`built: ${runs.at(-1)?.name}`);
    }
  }
  return compare(runs);
}

if (process.argv.includes("--help")) {
  console.log(HELP);
} else {
  const base = mkdtempSync(join(tmpdir(), "aftersession-repro-"));
  try {
    process.exitCode = verify(base) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
