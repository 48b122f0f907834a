import { describe, expect } from "vitest";
import { playScenario } from "./player.ts";
import { propertiesOf } from "./properties.ts";
import { anyStory } from "./stories.ts";
import { createTruth } from "./truth.ts";

const property = propertiesOf("invariants.test.ts");

describe("Whatever happens", () => {
  property(
    "nobody is asked while two-way media flows, nor does a window outlast its beginning",
    anyStory(),
    (story) => {
      const truth = createTruth(story.settings);
      playScenario(story, truth);
      expect(truth.faults.overCalls).toEqual([]);
    },
  );

  property("a session is asked about once, and never in two windows", anyStory(), (story) => {
    const truth = createTruth(story.settings);
    playScenario(story, truth);
    expect(truth.faults.windows).toEqual([]);
  });

  property("a session has no more call than time", anyStory(), (story) => {
    for (const { startedAt, endedAt, liveMs } of playScenario(story).sessions) {
      expect(endedAt).toBeGreaterThanOrEqual(startedAt);
      expect(liveMs).toBeLessThanOrEqual((endedAt - startedAt) * 1_000 + 1);
      expect(liveMs).toBeGreaterThanOrEqual(30_000);
    }
  });

  // Left out: calls without media connections, of which media tells nothing, and deaths that nobody saw.
  property(
    "nobody is asked without enough media in a room that is looked at",
    anyStory(["channel", "sharing", "unseen"]),
    (story) => {
      const truth = createTruth(story.settings);
      playScenario(story, truth);
      expect(truth.faults.rooms).toEqual([]);
    },
  );

  property("every session that ends is settled, and none stays in doubt", anyStory(), (story) => {
    const ended = new Set<string>();
    const { sessions, world } = playScenario(story, {
      happened: () => undefined,
      stepped: ({ effects, world: { rooms } }) => {
        for (const effect of effects) if (effect.kind === "ended") ended.add(effect.session.id);
        // One that goes on has not ended.
        for (const { call } of Object.values(rooms)) if (call !== null) ended.delete(call.id);
      },
    });
    expect(sessions.map(({ id }) => id).sort()).toEqual([...ended].sort());
    const calls = Object.values(world.rooms).flatMap(({ call }) => call ?? []);
    expect(calls.filter(({ doubt }) => doubt !== null)).toEqual([]);
    const due = sessions.filter(({ offer }) => offer === "due");
    if (calls.length === 0 && world.open === null) expect(due).toEqual([]);
  });
});
