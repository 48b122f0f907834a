import { defineConfig } from "vitest/config";

/** Three browsers at once: most of a case is waiting, for a line that is given up or a grace that runs out. */
export default defineConfig({
  define: { __ALLOW_HTTP_LOCALHOST__: "true" },
  test: {
    include: ["tests/e2e/**/*.e2e.ts"],
    maxWorkers: 3,
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
