import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../../scripts/run-command.ts";

interface Message {
  readonly code: string;
  readonly file?: string;
}

interface Report {
  readonly errors: readonly Message[];
  readonly warnings: readonly Message[];
  readonly notices: readonly Message[];
}

/** Each with its reason in the notes to the reviewers. */
const EXPLAINED = ["UNSAFE_VAR_ASSIGNMENT"];

test("the linter of Firefox's store has no error, and no warning that is not explained", { timeout: 120_000 }, () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [
      "node_modules/web-ext/bin/web-ext.js",
      "lint",
      "--source-dir",
      "dist/firefox",
      "--no-config-discovery",
      "--output",
      "json",
    ],
    { cwd: ROOT, encoding: "utf8" },
  );
  expect(stdout, stderr).toMatch(/^\{/);
  const { errors, warnings, notices } = JSON.parse(stdout) as Report;
  expect([...errors, ...notices]).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(EXPLAINED);
  const notes = readFileSync(join(ROOT, "docs/store/firefox.md"), "utf8");
  for (const code of EXPLAINED) expect(notes).toContain(code);
});
