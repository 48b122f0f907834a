import { preact } from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  define: { __ALLOW_HTTP_LOCALHOST__: "true" },
  test: {
    // By itself it leaves one core idle.
    maxWorkers: 2,
    // No test depends on speed; a busy machine may take its time.
    testTimeout: 30_000,
    include: ["tests/**/*.test.{ts,tsx}"],
    exclude: ["tests/e2e/**", "tests/built/**", "tests/peers/**"],
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
});
