import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./run-command.ts";

const FOLDER = join(ROOT, "tests/peers");
/** Says from which lockfile the packages came; written last. */
const MARK = join(FOLDER, "node_modules/.installed-from");

/** The npm peers have a package of their own, so that nobody needs them to build or to run the unit tests. */
export function installPeerPackages(): boolean {
  const wanted = createHash("sha256")
    .update(readFileSync(join(FOLDER, "package-lock.json")))
    .digest("hex");
  if (existsSync(MARK) && readFileSync(MARK, "utf8") === wanted) return true;
  console.log("Installing the packages of tests/peers/package-lock.json …");
  const { status } = spawnSync("npm", ["ci", "--prefix", "tests/peers", "--ignore-scripts"], {
    cwd: ROOT,
    stdio: "inherit",
    // npm is a script there.
    shell: process.platform === "win32",
  });
  if (status !== 0) return false;
  writeFileSync(MARK, wanted);
  return true;
}
