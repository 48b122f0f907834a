import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../../scripts/run-command.ts";

interface Line {
  readonly bench: string;
  readonly figures: readonly { readonly what: string; readonly value: number | null; readonly unit: string }[];
}

const WRITTEN = ["bench/results.json", "docs/performance.md"].map((path) => join(ROOT, path));
const readWritten = () => WRITTEN.map((path) => (existsSync(path) ? readFileSync(path, "utf8") : null));

test("a quick run of the detection bench measures in both browsers and writes nothing", { timeout: 300_000 }, () => {
  const before = readWritten();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--import", "tsx", "scripts/bench.ts", "detection", "--quick"],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect(status, stderr).toBe(0);
  const line = JSON.parse(stdout.trim().split("\n").at(-1) ?? "") as Line;
  expect(line.bench).toBe("detection");
  const measured = line.figures.filter(({ value }) => value !== null).map(({ what }) => what);
  for (const thing of ["hooks and observer, minified", "hang-up → check-in drawn", "call set-up", "per call hour"])
    expect(measured.filter((what) => what.includes(thing)).length, thing).toBeGreaterThanOrEqual(2);
  expect(readWritten()).toEqual(before);
});
