import { runSuites, type Suite } from "./suites.ts";

/** The built demo variant in real browsers, one browser at a time. */
export const E2E_SUITES: readonly Suite[] = [
  { name: "e2e chromium", vitest: "vitest.e2e.config.ts", args: ["tests/e2e/chromium"] },
  { name: "e2e firefox", vitest: "vitest.e2e.config.ts", args: ["tests/e2e/firefox"] },
];

if (import.meta.filename === process.argv[1]) {
  const wanted = process.argv.slice(2);
  const suites =
    wanted.length === 0 ? E2E_SUITES : E2E_SUITES.filter(({ name }) => wanted.some((word) => name.includes(word)));
  process.exit(runSuites(suites) ? 0 : 1);
}
