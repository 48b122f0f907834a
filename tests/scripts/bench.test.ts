import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.ts";

test("a bench that is not there is a sentence and exit 2", { timeout: 60_000 }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "scripts/bench.ts", "speed"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  expect(status).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toContain('There is no bench "speed"; there are: detection');
});
