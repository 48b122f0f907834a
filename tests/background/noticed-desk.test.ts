import { expect, test } from "vitest";
import { createNoticedDesk } from "../../src/background/noticed-desk.ts";
import type { Pairing } from "../../src/core/outbox/pairing.ts";
import type { ClientFact } from "../../src/core/session/events.ts";
import { DEFAULT_TIMINGS } from "../../src/core/session/timings.ts";
import { EMPTY_WORLD } from "../../src/core/session/world.ts";
import { toScenario, writeScenario } from "../../src/protocol/scenario-file.ts";
import { record } from "../core/session/recorded.ts";
import { readScenario } from "../core/session/scenario.ts";
import { english } from "../english.ts";
import { USUAL_INVITE } from "../ui/setup/usual-setup.ts";

const NOON = Date.UTC(2026, 10, 25, 12);
const USE = { fromAt: NOON - 60 * 60_000, untilAt: NOON - 12 * 60_000, onMs: 48 * 60_000 };

function openDesk({ site = "meet.example" as string | null, paired = true } = {}) {
  const facts: ClientFact[] = [];
  const started: number[] = [];
  const story = {
    settings: {},
    startsAt: NOON,
    until: 500,
    events: [
      { type: "documentOpened", doc: "d", tab: 1, frame: 0, room: "A", enrolled: true } as const,
      { type: "capture", doc: "d", live: true } as const,
    ].map((event) => ({ at: 0, fact: { kind: "told" as const, event } })),
  };
  let parts = record(story).stories.flat();
  const desk = createNoticedDesk({
    recording: { read: async () => parts, tidy: async () => {}, clear: async () => (parts = []) },
    world: async () => ({ ...EMPTY_WORLD, uses: { A: USE } }),
    timings: async () => DEFAULT_TIMINGS,
    pairing: async () => (paired ? ({ invite: USUAL_INVITE } as unknown as Pairing) : null),
    tell: async (fact) => void facts.push(fact),
    siteOf: async () => site,
    startCheckInFor: async ({ untilAt }) => {
      started.push(untilAt);
      return null;
    },
    now: () => NOON + 600_000,
    t: english,
    timeOfDay: (at) => new Date(at).toISOString().slice(11, 16),
  });
  return { desk, facts, started };
}

test("the log is read, given out as a file of the corpus, and deleted", async () => {
  const { desk } = openDesk();
  const { entries } = await desk.read();
  expect(entries).toMatchObject([{ kind: "noCall", story: 1, canExport: true }]);
  const { parts, now } = await desk.readStory({ story: 1 });
  const file = toScenario(parts, { about: null, wrong: "nothingOpened", now })!;
  expect(readScenario(writeScenario(file)).id).toBe(file.id);
  await desk.clear();
  expect((await desk.read()).entries).toEqual([]);
  expect((await desk.readStory({ story: 1 })).parts).toEqual([]);
});

test("a long use of a device is told with its site where that is known", async () => {
  const one = await openDesk().desk.readUse();
  expect(one?.from).toBe(USE.fromAt);
  expect(one?.words.replace(/[\u2068\u2069]/g, "")).toBe(
    "Your camera or microphone was on at meet.example from 11:00 to 11:48. It did not look like a call to us.",
  );
  const unknown = await openDesk({ site: null }).desk.readUse();
  expect(unknown?.words).toMatch(/^Your camera or microphone was on from 11:00 to 11:48/);
  expect(await openDesk({ paired: false }).desk.readUse()).toBeNull();
});

test("yes starts a check-in for the time when it was over and leaves the rest to it, no is the last word", async () => {
  const { desk, facts, started } = openDesk();
  await desk.answerUse({ from: USE.fromAt, wasSession: false });
  expect(started).toEqual([]);
  await desk.answerUse({ from: USE.fromAt, wasSession: true });
  expect(started).toEqual([USE.untilAt]);
  expect(facts).toEqual([{ type: "useAnswered", from: USE.fromAt }]);
});

test("yes to one that is not there any more starts nothing", async () => {
  const { desk, started } = openDesk();
  await desk.answerUse({ from: 1, wasSession: true });
  expect(started).toEqual([]);
});
