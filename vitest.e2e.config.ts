import { defineConfig } from "vitest/config";

/** One file after the other: two browsers at once on two cores make calls that stutter. */
export default defineConfig({
  define: { __ALLOW_HTTP_LOCALHOST__: "true" },
  test: {
    include: ["tests/e2e/**/*.e2e.ts"],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
