import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import { type Played, playScenario } from "./player.ts";
import type { TimedFact } from "./scenario.ts";
import { anyStory, type Story, tellStory } from "./stories.ts";
import { createTruth } from "./truth.ts";

/** SESSION_RUNS=5000 for a long look. */
const RUNS = Number(process.env.SESSION_RUNS ?? 100);
/** The same stories for everybody; SESSION_SEED=… tells others. */
const SEED = Number(process.env.SESSION_SEED ?? 20_261_123);
const TIMEOUT_MS = 30_000 + RUNS * 100;

function holds(story: fc.Arbitrary<Story>, check: (story: Story) => void): void {
  const told = story.map((one) => Object.assign(one, { toString: () => `\n${tellStory(one)}\n` }));
  fc.assert(fc.property(told, check), { numRuns: RUNS, seed: SEED });
}

/** What the client is left with; when a prompt came, and whether as a window, is another matter. */
function outcomeOf({ sessions }: Played) {
  return sessions.map(({ id: _id, offer, startedAt, endedAt, ...rest }) => ({
    ...rest,
    startedAt: startedAt.toFixed(3),
    endedAt: endedAt.toFixed(3),
    asked: offer === "open" || offer === "badge",
  }));
}

function promptsOf({ prompts }: Played) {
  return prompts.map(({ at, withdrawnAt, ...rest }) => ({
    ...rest,
    at: at.toFixed(3),
    withdrawnAt: withdrawnAt?.toFixed(3) ?? null,
  }));
}

function withFacts(story: Story, added: (fact: TimedFact, index: number) => readonly TimedFact[]): Story {
  return { ...story, events: story.events.flatMap((fact, index) => [fact, ...added(fact, index)]) };
}

describe("Whatever happens", () => {
  test("nobody is asked while a call is live, twice, or in two windows at once", { timeout: TIMEOUT_MS }, () => {
    holds(anyStory(), (story) => {
      const truth = createTruth(story.settings);
      playScenario(story, truth);
      expect(truth.faults).toEqual([]);
    });
  });

  test("sessions are sound, and none stays in doubt or waits for ever", { timeout: TIMEOUT_MS }, () => {
    holds(anyStory(), (story) => {
      const { sessions, world } = playScenario(story);
      for (const { startedAt, endedAt, liveMs } of sessions) {
        expect(endedAt).toBeGreaterThanOrEqual(startedAt);
        expect(liveMs).toBeLessThanOrEqual((endedAt - startedAt) * 1_000 + 1);
        expect(liveMs).toBeGreaterThanOrEqual(30_000);
      }
      const calls = Object.values(world.rooms).flatMap(({ call }) => call ?? []);
      expect(calls.filter(({ doubt }) => doubt !== null)).toEqual([]);
      const due = sessions.filter(({ offer }) => offer === "due");
      if (calls.length === 0 && world.open === null) expect(due).toEqual([]);
    });
  });

  test("facts that are told twice change nothing", { timeout: TIMEOUT_MS }, () => {
    holds(anyStory(), (story) => {
      const twice = withFacts(story, (fact) =>
        fact.fact.kind === "told" && ("doc" in fact.fact.event || fact.fact.event.type === "tabClosed") ? [fact] : [],
      );
      const [once, again] = [playScenario(story), playScenario(twice)];
      expect(outcomeOf(again)).toEqual(outcomeOf(once));
      expect(promptsOf(again)).toEqual(promptsOf(once));
    });
  });

  // Left out: a clock set while the browser is closed, which nobody can see, and a killed background, which anything
  // that is told wakes sooner.
  test("a clock that is set changes nothing in real time", { timeout: TIMEOUT_MS }, () => {
    holds(anyStory(["restart", "kill"]), (story) => {
      const set = withFacts(story, ({ at }, index) => [
        { at, fact: { kind: "told", event: { type: "clockChanged", byMs: ((index % 7) - 3) * 3_600_000 } } },
      ]);
      const [usual, moved] = [playScenario(story), playScenario(set)];
      expect(outcomeOf(moved)).toEqual(outcomeOf(usual));
      expect(promptsOf(moved)).toEqual(promptsOf(usual));
    });
  });

  // Left out: what the client does, which depends on what is on the screen, and a browser that goes before the alarm.
  test("a background that is killed changes no session and what is asked", { timeout: TIMEOUT_MS }, () => {
    holds(anyStory(["client", "restart"]), (story) => {
      const killed = withFacts(story, ({ at }) => [{ at, fact: { kind: "workerKilled" } }]);
      expect(outcomeOf(playScenario(killed))).toEqual(outcomeOf(playScenario(story)));
    });
  });

  // Noise comes with a fact of the same document, so that it is no sign of life of its own. Left out: the browser's own
  // word, which counts only where the page shows nothing, and a killed background, which noise wakes.
  test("noise changes nothing", { timeout: TIMEOUT_MS }, () => {
    holds(anyStory(["sharing", "kill"]), (story) => {
      const noisy = withFacts(story, ({ at, fact }, index) => {
        if (fact.kind !== "told" || !("doc" in fact.event)) return [];
        const { doc } = fact.event;
        return noiseIn(doc, `noise${index % 5}`).map((event) => ({ at, fact: event }));
      });
      const [quiet, loud] = [playScenario(story), playScenario(noisy)];
      expect(outcomeOf(loud)).toEqual(outcomeOf(quiet));
      expect(promptsOf(loud)).toEqual(promptsOf(quiet));
    });
  });
});

function noiseIn(doc: string, peer: string): readonly TimedFact["fact"][] {
  return [
    { kind: "slowed", doc, throttled: false },
    { kind: "unheard", gone: null },
    { kind: "told", event: { type: "routeChanged", doc } },
    { kind: "told", event: { type: "peer", doc, peer: `${peer}-only-closed`, state: "closedByPage", loopback: false } },
    { kind: "told", event: { type: "peer", doc, peer, state: "connected", loopback: true } },
    { kind: "told", event: { type: "remoteMedia", doc, peer, flowing: true } },
    { kind: "told", event: { type: "documentOpened", doc: "other", tab: 9, frame: 0, room: "Z", enrolled: false } },
    { kind: "told", event: { type: "capture", doc: "other", live: true } },
    { kind: "told", event: { type: "peer", doc: "other", peer, state: "connected", loopback: false } },
    { kind: "told", event: { type: "remoteMedia", doc: "other", peer, flowing: true } },
  ];
}

describe("A flood", () => {
  const told = (event: SessionEvent): TimedFact => ({ at: 1, fact: { kind: "told", event } });
  const opened = (doc: string, room: string): TimedFact =>
    told({ type: "documentOpened", doc, tab: 1, frame: 0, room, enrolled: true });
  const times = (count: number, make: (round: number) => readonly TimedFact[]): readonly TimedFact[] =>
    Array.from({ length: count }, (_, round) => make(round)).flat();
  const largest = (events: readonly TimedFact[]): number =>
    playScenario({ settings: { heartbeat: 60 }, startsAt: 0, events, until: 60 }).largest;

  test.each([
    ["documents", 50_000, (i: number) => [opened(`d${1_000 + i}`, "A")]],
    ["rooms", 80_000, (i: number) => [opened(`d${1_000 + i}`, `r${1_000 + i}`)]],
    [
      "documents that come and go",
      25_000,
      (i: number) => [
        opened(`d${1_000 + i}`, `r${1_000 + i}`),
        told({ type: "capture", doc: `d${1_000 + i}`, live: true }),
        told({ type: "documentGone", doc: `d${1_000 + i}`, via: "unload" }),
      ],
    ],
    [
      "connections",
      40_000,
      (i: number) => [
        told({ type: "peer", doc: "d", peer: `p${1_000 + i}`, state: "connected", loopback: false }),
        told({ type: "remoteMedia", doc: "d", peer: `p${1_000 + i}`, flowing: true }),
      ],
    ],
    [
      "connections that are closed",
      5_000,
      (i: number) => [
        told({ type: "peer", doc: "d", peer: `p${1_000 + i}`, state: "connected", loopback: false }),
        told({ type: "peer", doc: "d", peer: `p${1_000 + i}`, state: "closedByPage", loopback: false }),
      ],
    ],
  ] as const)("of %s does not grow what is stored beyond a bound", { timeout: TIMEOUT_MS }, (_name, bound, make) => {
    const [some, more] = [220, 300].map((count) => largest([opened("d", "A"), ...times(count, make)]));
    expect(more).toBe(some);
    expect(more).toBeLessThan(bound);
  });
});
