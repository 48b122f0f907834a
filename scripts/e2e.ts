import { runSuites, type Suite } from "./suites.ts";

const VITEST = "vitest.e2e.config.ts";

/** The built demo variant in real browsers: in both at once, so that no core waits for the last case of one. */
export const E2E_SUITE: Suite = { name: "e2e", vitest: VITEST };

const ONE_BROWSER: readonly Suite[] = [
  { name: "e2e chromium", vitest: VITEST, args: ["tests/e2e/chromium"] },
  { name: "e2e firefox", vitest: VITEST, args: ["tests/e2e/firefox"] },
];

if (import.meta.filename === process.argv[1]) {
  const wanted = process.argv.slice(2);
  const suites =
    wanted.length === 0 ? [E2E_SUITE] : ONE_BROWSER.filter(({ name }) => wanted.some((word) => name.includes(word)));
  process.exit((await runSuites(suites)) ? 0 : 1);
}
