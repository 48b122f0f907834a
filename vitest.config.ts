import { preact } from "@preact/preset-vite";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [preact({ devToolsEnabled: false, prefreshEnabled: false })],
  define: { __ALLOW_HTTP_LOCALHOST__: "true" },
  test: {
    // By itself it leaves one core idle.
    maxWorkers: 2,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: ["tests/patience.ts"],
    include: ["tests/**/*.test.{ts,tsx}"],
    exclude: ["tests/e2e/**", "tests/built/**", "tests/peers/**"],
    css: { modules: { classNameStrategy: "non-scoped" } },
  },
});
