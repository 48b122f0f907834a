import { defineConfig } from "vitest/config";

/** Tests that send to other people's servers; `npm run e2e:peers` brings those first. */
export default defineConfig({
  define: { __ALLOW_HTTP_LOCALHOST__: "true" },
  test: {
    include: ["tests/peers/**/*.peer.ts"],
    exclude: ["**/node_modules/**"],
    maxWorkers: 2,
    // No test depends on speed; a server that starts on a busy machine may take its time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
