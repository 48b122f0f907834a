import { describe, expect } from "vitest";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import { anyHostileStory, callOf, MINIMUM_LIVE, QUIET_END } from "./hostile-stories.ts";
import { type Played, playScenario } from "./player.ts";
import { propertiesOf } from "./properties.ts";
import type { TimedFact } from "./scenario.ts";
import type { Story } from "./stories.ts";
import { createTruth } from "./truth.ts";

const property = propertiesOf("hostile.test.ts");

/** What a handful of rooms, tabs and documents may come to, however much they say. */
const LARGEST = 60_000;
/** So much time without windows is saved up at most, in shortest sessions. */
const SAVED_UP = 3;
/** A window that a call has taken away comes back once. */
const WINDOWS_A_SESSION = 2;

describe("A hostile page", () => {
  property("does not grow what is stored beyond a bound", anyHostileStory(), (story) => {
    let largest = 0;
    playScenario(story, {
      happened: () => undefined,
      stepped: ({ world }, { type }) => {
        if (type !== "alive") largest = Math.max(largest, JSON.stringify(world).length);
      },
    });
    expect(largest).toBeLessThan(LARGEST);
  });

  // The cool-down: each window uses up the shortest session's worth of time in calls, which then counts for no other.
  property("gets no more windows than there was time for sessions", anyHostileStory(), (story) => {
    const truth = createTruth(story.settings);
    const windows = windowsOf(playScenario(story, truth));
    expect([...truth.faults.overCalls, ...truth.faults.windows]).toEqual([]);
    const shown = new Map<string, number>();
    for (const { session } of windows) shown.set(session, (shown.get(session) ?? 0) + 1);
    expect([...shown.values()].filter((times) => times > WINDOWS_A_SESSION)).toEqual([]);
    const firsts = windows.filter(
      ({ session }, index) => windows.findIndex((one) => one.session === session) === index,
    );
    firsts.forEach(({ at }, index) => {
      expect(index + 1).toBeLessThanOrEqual(at / MINIMUM_LIVE);
      firsts.slice(0, index).forEach((earlier, from) => {
        // A window shows an end that is half an hour old at most.
        expect(index - from + 1).toBeLessThanOrEqual(SAVED_UP + (at - earlier.endedAt) / MINIMUM_LIVE);
      });
    });
  });

  property("brings no window over a call in another room", anyHostileStory().map(withTherapy), (story) => {
    const { prompts } = playScenario(story);
    const { from, until } = therapyOf(story);
    expect(prompts.filter(({ at }) => at > from && at < until)).toEqual([]);
  });
});

interface Window {
  readonly session: string;
  readonly at: number;
  /** As far as was known when it was shown. */
  readonly endedAt: number;
}

function windowsOf({ prompts, sessions }: Played): readonly Window[] {
  return prompts.flatMap(({ via, session, at }) => {
    const endedAt = Math.min(at, sessions.find(({ id }) => id === session)?.endedAt ?? at);
    return via === "popup" ? [{ session, at, endedAt }] : [];
  });
}

/** In the middle of the story a call begins that goes on for long. */
function withTherapy(story: Story): Story {
  const { from } = therapyOf(story);
  const opened: SessionEvent = { type: "documentOpened", doc: "t", tab: 50, frame: 0, room: "T", enrolled: true };
  const therapy = callOf("t", "p", opened).map((event): TimedFact => ({ at: from, fact: { kind: "told", event } }));
  const events = [...story.events, ...therapy].sort((a, b) => a.at - b.at);
  return { ...story, events };
}

function therapyOf({ until }: Story): { readonly from: number; readonly until: number } {
  return { from: Math.floor((until - QUIET_END) / 2) + 0.5, until };
}
