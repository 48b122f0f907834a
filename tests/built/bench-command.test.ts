import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.ts";

interface Line {
  readonly bench: string;
  readonly figures: readonly { readonly what: string; readonly value: number | null; readonly unit: string }[];
}

const WRITTEN = ["bench/results.json", "docs/performance.md"].map((path) => join(ROOT, path));
const readWritten = () => WRITTEN.map((path) => (existsSync(path) ? readFileSync(path, "utf8") : null));

/** The parts that need browsers take minutes: they run with the bench itself. */
test("a quick run of the bench ends with its line and writes nothing", { timeout: 60_000 }, () => {
  const before = readWritten();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/bench.ts", "detection", "--quick", "--only", "size"],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect(status, stderr).toBe(0);
  const line = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Line;
  expect(line.bench).toBe("detection");
  const scripts = line.figures.filter(({ what }) => what.startsWith("hooks and observer, minified"));
  expect(scripts).toHaveLength(2);
  for (const { value, unit } of scripts) expect([typeof value, unit]).toEqual(["number", "bytes"]);
  expect(readWritten()).toEqual(before);
});
