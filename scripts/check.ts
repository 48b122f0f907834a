import { runSuites, type Suite } from "./suites.ts";

/** Random stories and mutations by the ten thousand (vitest.config.ts). */
export const STORIES_SUITE = { name: "stories", vitest: "vitest.config.ts", args: ["--project=stories"] };

/** Everything else that needs no browser and no build. */
export const CHECK_SUITES: readonly Suite[] = [
  { name: "format", tool: "@biomejs/biome/bin/biome", args: ["check", "."] },
  { name: "lint", tool: "oxlint/bin/oxlint", args: ["--type-aware", "--deny-warnings"] },
  { name: "types", tool: "typescript/bin/tsc", args: ["-b"] },
  { name: "unit", vitest: "vitest.config.ts", args: ["--project=together", "--project=apart"] },
];

if (import.meta.filename === process.argv[1]) {
  // A minute instead of four: all 20,000 stories are told by npm test.
  process.env.SESSION_RUNS ??= "100";
  // Of 50,000 broken invites and 1,000 broken envelopes, a few.
  process.env.INVITE_RUNS ??= "1500";
  process.env.ENVELOPE_RUNS ??= "300";
  // Of 100,000 broken inputs for each parser, a few.
  process.env.PARSER_RUNS ??= "3000";
  process.exit((await runSuites([...CHECK_SUITES, STORIES_SUITE])) ? 0 : 1);
}
