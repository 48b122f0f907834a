import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run-command.ts";

/** Each has packages of its own, so that nobody needs them to build or to run the unit tests. */
export type PeerFolder = "tests/peers" | "tests/bench/peers";

export function installPeerPackages(name: PeerFolder): boolean {
  const folder = join(ROOT, name);
  /** Says from which lockfile the packages came; written last. */
  const mark = join(folder, "node_modules/.installed-from");
  const wanted = createHash("sha256")
    .update(readFileSync(join(folder, "package-lock.json")))
    .digest("hex");
  if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return true;
  console.error(`Installing the packages of ${name}/package-lock.json …`);
  const { status } = spawnSync("npm", ["ci", "--prefix", name, "--ignore-scripts"], {
    cwd: ROOT,
    // What it says is for people; the last line of standard output is for programs.
    stdio: ["ignore", process.stderr, "inherit"],
    // npm is a script there.
    shell: process.platform === "win32",
  });
  if (status !== 0) return false;
  writeFileSync(mark, wanted);
  return true;
}
