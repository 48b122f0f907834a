import fc from "fast-check";
import { describe, expect } from "vitest";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import { anyOvertaken, anyShuffled, isDecidedBySeconds, isSameUpToSlack, sessionsOf } from "./disorder.ts";
import { outcomeOf } from "./outcome.ts";
import { ALARM_GRAIN, type Played, playScenario } from "./player.ts";
import { expectSame, propertiesOf } from "./properties.ts";
import type { TimedFact } from "./scenario.ts";
import { anyStory, type Story } from "./stories.ts";

const property = propertiesOf("retellings.test.ts");

function withFacts(story: Story, added: (fact: TimedFact, index: number) => readonly TimedFact[]): Story {
  return { ...story, events: story.events.flatMap((fact, index) => [fact, ...added(fact, index)]) };
}

/** Kills after some facts, or after all, and at instants of their own. */
function anyKills(left: readonly string[]): fc.Arbitrary<Story & { readonly killed: Story }> {
  const places = fc.oneof(fc.constant(null), fc.array(fc.nat(60), { minLength: 1, maxLength: 12 }));
  const instants = fc.array(fc.nat(4_000), { maxLength: 12 });
  return fc.tuple(anyStory(left), places, instants).map(([story, afterFacts, between]) => {
    const kill = (at: number): TimedFact => ({ at, fact: { kind: "workerKilled" } });
    const told = withFacts(story, ({ at }, index) => (afterFacts?.includes(index) === false ? [] : [kill(at)]));
    const events = [...told.events, ...between.map(kill)].sort((a, b) => a.at - b.at);
    return { ...story, killed: { ...story, events } };
  });
}

const UNORDERED = ["client", "loopback", "sleep", "audible", "sharing"];

describe("The verdict is the same:", () => {
  // Left out: what the client does, which depends on what is on the screen, and a browser that goes before the alarm.
  property(
    "a background that is killed at any moment delays a question at most",
    anyKills(["client", "restart"]),
    (story) => {
      const [usual, killed] = [playScenario(story), playScenario(story.killed)];
      expect(outcomeOf(killed)).toEqual(outcomeOf(usual));
      if (!isUndisturbed(story, usual, killed)) return;
      expect(killed.prompts.map(({ session }) => session)).toEqual(usual.prompts.map(({ session }) => session));
      const delays = killed.prompts.map(({ at }, index) => at - usual.prompts[index]!.at);
      expect(delays.filter((delay) => delay < 0 || delay > ALARM_GRAIN)).toEqual([]);
    },
  );

  property("reading before each event what was stored after the last changes nothing", anyStory(), (story) => {
    expect(playScenario(story, undefined, "readAlways")).toEqual(playScenario(story));
  });

  property("facts that are told twice change nothing", anyStory(), (story) => {
    const twice = withFacts(story, (fact) =>
      fact.fact.kind === "told" && ("doc" in fact.fact.event || fact.fact.event.type === "tabClosed") ? [fact] : [],
    );
    expectSame(playScenario(story), playScenario(twice));
  });

  // Left out: a clock set while the browser is closed, which nobody can see, and a killed background, which anything
  // that is told wakes sooner.
  property("a clock that is set changes nothing in real time", anyStory(["restart", "kill"]), (story) => {
    const set = withFacts(story, ({ at }, index) => [
      { at, fact: { kind: "told", event: { type: "clockChanged", byMs: ((index % 7) - 3) * 3_600_000 } } },
    ]);
    expectSame(playScenario(story), playScenario(set));
  });

  // Noise comes with a fact of the same document, so that it is no sign of life of its own. Left out: the browser's own
  // word, which counts only where the page shows nothing, and a killed background, which noise wakes.
  property("noise changes nothing", anyStory(["sharing", "kill"]), (story) => {
    const noisy = withFacts(story, ({ at, fact }, index) => {
      if (fact.kind !== "told" || !("doc" in fact.event)) return [];
      const { doc } = fact.event;
      return noiseIn(doc, `noise${index % 5}`).map((event) => ({ at, fact: event }));
    });
    expectSame(playScenario(story), playScenario(noisy));
  });

  // Left out: a test of the page with itself that is noticed only after it has passed for a call, a long sleep, after
  // which it matters whether the call was lost before it showed any life, and the sound of a tab, which is forgotten with
  // its last document.
  property("what happens at one instant may be told in any order", anyShuffled(UNORDERED), (story) => {
    expect(sessionsOf(story.shuffled)).toEqual(sessionsOf(story));
  });

  property("a goodbye may be overtaken by what others say", anyOvertaken(UNORDERED), (story) => {
    if (!isDecidedBySeconds(story)) expect(isSameUpToSlack(story, story.overtaken)).toBe(true);
  });
});

/** No window was taken off the screen, neither by a call nor with the browser: then each question has its like. */
function isUndisturbed({ events }: Story, ...plays: readonly Played[]): boolean {
  const goes = events.some(({ fact }) => fact.kind === "browserQuit" || isTold(fact, "updateForced"));
  return !goes && plays.every(({ prompts }) => prompts.every(({ withdrawnAt }) => withdrawnAt === null));
}

function isTold(fact: TimedFact["fact"], type: SessionEvent["type"]): boolean {
  return fact.kind === "told" && fact.event.type === type;
}

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
