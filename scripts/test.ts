import { existsSync } from "node:fs";
import { installDebianPackages, needBrowser } from "./browsers.ts";
import { buildBoth } from "./build.ts";
import { CHECK_SUITES, STORIES_SUITE } from "./check.ts";
import { E2E_SUITE } from "./e2e.ts";
import { runSuites } from "./suites.ts";

/** The independent implementation our envelopes are opened with, and the witness of what reaches the disk. */
const TOOLS = ["/usr/bin/age", "/usr/bin/strace"];

const missing = TOOLS.filter((path) => !existsSync(path)).map((path) => path.split("/").at(-1)!);
if (missing.length > 0 && !installDebianPackages(missing))
  console.log(`Not installed and not installable here: ${missing.join(", ")}. The tests that need them say so.`);
for (const browser of ["chromium", "firefox"] as const) needBrowser(browser);

const ended = await runSuites([
  { ...STORIES_SUITE, args: [...STORIES_SUITE.args, "--maxWorkers=1"], beside: true },
  ...CHECK_SUITES,
  { name: "build", run: () => buildBoth("release") && buildBoth("demo") },
  { name: "built files", vitest: "vitest.built.config.ts" },
  E2E_SUITE,
]);
process.exit(ended ? 0 : 1);
