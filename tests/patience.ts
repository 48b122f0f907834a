import { vi } from "vitest";

// What a test waits for is there or never comes: these limits only end a test that has failed, so a busy machine may take
// its time. Tests without a document do not load the library.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });
if (typeof document !== "undefined") {
  const { configure } = await import("@testing-library/preact");
  configure({ asyncUtilTimeout: 20_000 });
}
