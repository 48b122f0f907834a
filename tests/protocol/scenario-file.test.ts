import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Wrong } from "../../src/protocol/scenario-expectation.ts";
import { type ScenarioFile, toScenario, writeScenario } from "../../src/protocol/scenario-file.ts";
import { record } from "../core/session/recorded.ts";
import { readScenario } from "../core/session/scenario.ts";
import { anyStory, type Story, tellStory } from "../core/session/stories.ts";
import { judgeScenario } from "../core/session/verdict.ts";

/** SESSION_RUNS=5000 for a long look. */
const RUNS = Number(process.env.SESSION_RUNS ?? 100);
const SEED = Number(process.env.SESSION_SEED ?? 20_261_123);
const TIMEOUT_MS = 30_000 + RUNS * 200;

function holds(story: fc.Arbitrary<Story>, check: (story: Story) => void): void {
  const told = story.map((one) => Object.assign(one, { toString: () => `\n${tellStory(one)}\n` }));
  fc.assert(fc.property(told, check), { numRuns: RUNS, seed: SEED });
}

function exported(story: Story, wrong: Wrong = "other"): readonly ScenarioFile[] {
  const { stories, now } = record(story);
  return stories.flatMap((parts) => toScenario(parts, { wrong, about: null, now }) ?? []);
}

describe("A recorded story", () => {
  test("played from its file leads to the same sessions and offers", { timeout: TIMEOUT_MS }, () => {
    holds(anyStory(["grant"]), (story) => {
      for (const file of exported(story)) {
        const { faults } = judgeScenario(readScenario(writeScenario(file)));
        if (faults.length > 0) throw new Error(`${faults.join("; ")}\n${writeScenario(file)}`);
      }
    });
  });
});
