import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { constants, setPriority, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("..", import.meta.url));

/** Runs one of the project's own tools by its package; true if it ended well. */
export function runTool(tool: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const { status } = spawnSync(process.execPath, [`${ROOT}node_modules/${tool}`, ...args], {
    cwd: ROOT,
    stdio: "inherit",
    env: { ...process.env, ...env },
  });
  return status === 0;
}

/** The same without waiting, with no claim on the processor. `said`: all it wrote, to be asked for once it has ended. */
export function startToolBeside(tool: string, args: readonly string[]): { child: ChildProcess; said: () => string } {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-"));
  const path = join(folder, "said.txt");
  // Into a file: whoever waits for the others reads no pipe meanwhile, and a full one would stop it.
  const file = openSync(path, "w");
  const child = spawn(process.execPath, [`${ROOT}node_modules/${tool}`, ...args], {
    cwd: ROOT,
    stdio: ["ignore", file, file],
  });
  closeSync(file);
  if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  return {
    child,
    said() {
      const said = readFileSync(path, "utf8");
      rmSync(folder, { recursive: true, force: true });
      return said;
    },
  };
}
