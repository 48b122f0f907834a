import { basename } from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * Longest first, as measured in both browsers (153 s to 31 s under load): one that begins last is played alone, and a core waits.
 * By itself vitest goes by the size of a file, and these say little but which cases they play.
 */
const LONGEST = [
  ...["ends", "looks", "deaths", "interruptions", "delivery", "silence", "libraries", "whole-way"],
  ...["setup-looks", "rooms", "own-view", "therapist-dialogs", "harmless", "managed", "client-actions"],
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return files.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

function placeOf({ moduleId }: TestSpecification): number {
  const place = LONGEST.indexOf(basename(moduleId, ".e2e.ts"));
  return place === -1 ? LONGEST.length : place;
}

/** Three browsers at once: most of a case is waiting, for a line that is given up or a grace that runs out. */
export default defineConfig({
  define: { __ALLOW_HTTP_LOCALHOST__: "true" },
  test: {
    include: ["tests/e2e/**/*.e2e.ts"],
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
});
