import { expect, test } from "vitest";
import { isPaused, PAUSE_MS } from "../../../src/core/session/pause.ts";

test.each([
  ["never set", 0, false],
  ["the last millisecond", 1_001, true],
  ["over", 1_000, false],
  ["just begun", 1_000 + PAUSE_MS, true],
  ["longer than it can be: the clock was set back", 1_001 + PAUSE_MS, false],
])("a pause: %s", (_, until, paused) => expect(isPaused(until, 1_000)).toBe(paused));
