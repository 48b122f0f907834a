import { describe, expect, test } from "vitest";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import {
  firstKeptStory,
  KEPT_MS,
  KEPT_SESSIONS,
  KEPT_STORIES,
  MAX_KEPT,
  type RecordedPart,
} from "../../../src/core/session/recording.ts";
import type { EndedSession } from "../../../src/core/session/world.ts";
import { record } from "./recorded.ts";
import type { TimedFact } from "./scenario.ts";

const told = (at: number, event: SessionEvent): TimedFact => ({ at, fact: { kind: "told", event } });
const opened = (at: number, doc = "d", room = "A"): TimedFact =>
  told(at, { type: "documentOpened", doc, tab: 1, frame: 0, room, enrolled: true });

function call(from: number, to: number): readonly TimedFact[] {
  const peer = `p${from}`;
  return [
    told(from, { type: "capture", doc: "d", live: true }),
    told(from, { type: "peer", doc: "d", peer, state: "connected", loopback: false }),
    told(from, { type: "remoteMedia", doc: "d", peer, flowing: true }),
    told(to, { type: "peer", doc: "d", peer, state: "closedByPage", loopback: false }),
    told(to, { type: "capture", doc: "d", live: false }),
  ];
}

function recorded(events: readonly TimedFact[], until: number) {
  return record({ settings: {}, startsAt: Date.UTC(2026, 0, 5, 9), events, until });
}
const factsOf = (story: readonly RecordedPart[]) => story.flatMap(({ facts }) => facts.map(({ type }) => type));

describe("A recording", () => {
  test("begins with the first sign of a call and says what was there", () => {
    const { stories } = recorded([opened(0), ...call(100, 700)], 800);
    expect(stories).toHaveLength(1);
    expect(factsOf(stories[0]!)).toEqual(["documentOpened", "capture", "peer", "remoteMedia", "peer", "capture"]);
  });

  test("of pages that show nothing is none", () => {
    const visits = Array.from({ length: 500 }, (_, n) => [
      opened(n, `d${n}`),
      told(n, { type: "documentGone", doc: `d${n}`, via: "unload" }),
    ]).flat();
    expect(recorded(visits, 600).stories).toEqual([]);
  });

  test("of two sessions an hour apart is two stories", () => {
    const { stories } = recorded(
      [opened(0), ...call(100, 700), told(720, { type: "client", action: "skip" }), ...call(4_400, 5_000)],
      5_100,
    );
    expect(stories).toHaveLength(2);
    expect(factsOf(stories[1]!).filter((type) => type === "documentOpened")).toHaveLength(1);
  });

  test("keeps no sign of life and no fact that is no news", () => {
    const again = [1, 2, 3].map((n) => told(100 + n, { type: "capture", doc: "d", live: true }));
    const { stories } = recorded(
      [opened(0), ...call(100, 700), ...again].toSorted((a, b) => a.at - b.at),
      800,
    );
    expect(factsOf(stories[0]!)).toHaveLength(6);
  });

  test("tells how the check-in fared, and of calls that were too short", () => {
    const { stories } = recorded([opened(0), ...call(100, 700), ...call(900, 960)], 2_000);
    const kinds = stories.flat().flatMap(({ outcomes }) => outcomes.map(({ kind }) => kind));
    expect(kinds).toEqual(["ended", "offered", "resumed", "withdrawn", "ended", "offered"]);
    const short = recorded([opened(0), ...call(100, 160)], 2_000);
    expect(short.stories.flat().flatMap(({ outcomes }) => outcomes)).toMatchObject([
      { kind: "tooShort", call: { room: "A", liveMs: 60_000, cause: "hangup" } },
    ]);
  });

  test("of a flood is cut, and the next one is whole again", () => {
    const flood = Array.from({ length: 3_000 }, (_, n) => [
      told(200, { type: "peer", doc: "d", peer: `x${n}`, state: "connecting", loopback: false }),
      told(200, { type: "peer", doc: "d", peer: `x${n}`, state: "closedByPage", loopback: false }),
    ]).flat();
    const events = [
      opened(0),
      ...call(100, 700),
      ...flood,
      told(720, { type: "client", action: "skip" }),
      ...call(4_400, 5_000),
    ];
    const { stories } = recorded(
      events.toSorted((a, b) => a.at - b.at),
      5_100,
    );
    const kept = stories[0]!.reduce((sum, { facts }) => sum + facts.length, 0);
    expect(kept).toBeLessThanOrEqual(MAX_KEPT);
    expect(stories.map((story) => story.some(({ cut }) => cut))).toEqual([true, false]);
  });
});

describe("What is kept", () => {
  const NOW = Date.UTC(2026, 10, 25);
  const session = (id: number) => ({ id: `s${id}` }) as EndedSession;
  const part = (story: number, at = NOW): RecordedPart => ({
    story,
    at,
    settings: null,
    facts: [],
    outcomes: [{ kind: "ended", session: session(story), at }],
    cut: false,
    late: false,
  });
  const stories = (count: number): readonly RecordedPart[] => Array.from({ length: count }, (_, n) => part(n + 1));

  test("are the last ten sessions", () => expect(firstKeptStory(stories(14), NOW)).toBe(14 - KEPT_SESSIONS + 1));

  test("are the last stories, with sessions or without", () => {
    const empty = stories(30).map((one) => ({ ...one, outcomes: [] }));
    expect(firstKeptStory(empty, NOW)).toBe(30 - KEPT_STORIES + 1);
  });

  test("is nothing older than two weeks", () => {
    expect(firstKeptStory([part(1, NOW - KEPT_MS - 1), part(2, NOW - KEPT_MS)], NOW)).toBe(2);
    expect(firstKeptStory([part(1, NOW - KEPT_MS - 1)], NOW)).toBe(Number.POSITIVE_INFINITY);
  });

  test("is always the newest story, however many sessions it has", () => {
    const many = Array.from({ length: 15 }, (_, n) => ({ ...part(n), story: 4 }));
    expect(firstKeptStory([part(3), ...many], NOW)).toBe(4);
  });
});
