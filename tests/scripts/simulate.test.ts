import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.ts";

const WRITTEN = ["docs/simulation.md", "docs/simulation/results.json", "docs/simulation/aim.svg"];
const readWritten = () => WRITTEN.map((path) => readFileSync(join(ROOT, path), "utf8"));
const simulate = (...words: readonly string[]) =>
  spawnSync(process.execPath, ["--import", "tsx", "scripts/simulate.ts", ...words], { cwd: ROOT, encoding: "utf8" });

test("a quick run ends with one line of JSON, shares of 0 to 1, and writes nothing", { timeout: 120_000 }, () => {
  const before = readWritten();
  const { status, stdout, stderr } = simulate("--quick", "--clients", "15");
  expect(status, stderr).toBe(0);
  const lines = stdout.trim().split("\n");
  expect(lines).toHaveLength(1);
  const line = JSON.parse(lines[0]!) as {
    readonly default: Readonly<Record<string, number>>;
    readonly rules: Readonly<Record<string, Readonly<Record<string, number>>>>;
  };
  const shares = ["falseAlarm12", "falseAlarm24", "detect2_5", "detectSlowLoss"];
  for (const figures of [line.default, ...Object.values(line.rules)]) {
    expect(Object.keys(figures)).toEqual(shares);
    for (const share of Object.values(figures)) expect(share >= 0 && share <= 1).toBe(true);
  }
  expect(readWritten()).toEqual(before);
});

test("what is not understood is answered with what there is, and exit 2", { timeout: 60_000 }, () => {
  const { status, stdout, stderr } = simulate("--fast");
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain("npm run simulate");
});
