import { preact } from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

/** Random stories and mutations by the ten thousand: arithmetic for minutes, with no clock, server or disk in it. */
const STORIES = [
  "tests/adapters/sealing/invite-fuzz.test.ts",
  "tests/core/session/hostile.test.ts",
  "tests/core/session/invariants.test.ts",
  "tests/core/session/retellings.test.ts",
  "tests/protocol/parsers/parsers-hunt.test.ts",
];
/** Nothing outlives a test here: pure functions, and pages that are unmounted. Half of their time was loading it all again. */
const TOGETHER = "tests/{core,platforms,protocol,ui}/**/*.test.{ts,tsx}";
const ALL = "tests/**/*.test.{ts,tsx}";
const ELSEWHERE = ["tests/e2e/**", "tests/built/**", "tests/peers/**"];

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  define: { __ALLOW_HTTP_LOCALHOST__: "true" },
  test: {
    // By itself it leaves one core idle.
    maxWorkers: 2,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ["tests/patience.ts"],
    css: { modules: { classNameStrategy: "non-scoped" } },
    projects: [
      { extends: true, test: { name: "stories", include: STORIES } },
      { extends: true, test: { name: "together", include: [TOGETHER], exclude: STORIES, isolate: false } },
      { extends: true, test: { name: "apart", include: [ALL], exclude: [...ELSEWHERE, ...STORIES, TOGETHER] } },
    ],
  },
});
