import fc from "fast-check";
import { DEFAULT_TIMINGS } from "../../../src/core/session/timings.ts";
import { type Played, playScenario } from "./player.ts";
import type { TimedFact } from "./scenario.ts";
import { anyStory, type Story } from "./stories.ts";

/**
 * Who tells it: a document over its own port, which keeps its order, or the browser of a tab that is closed. All else the
 * background finds out itself, in the order in which it happens: sound it asks for, a sleep it notices, what its client
 * does.
 */
function sourceOf({ fact }: TimedFact): string | null {
  if (fact.kind === "unheard") return fact.gone;
  if (fact.kind !== "told") return null;
  const { event } = fact;
  if ("doc" in event) return event.doc;
  return event.type === "tabClosed" ? `tab ${event.tab}` : null;
}

/** The same stories, where what several sources tell at one instant arrives in another order. */
export function anyShuffled(left: readonly string[]): fc.Arbitrary<Story & { readonly shuffled: Story }> {
  const picks = fc.array(fc.nat(5), { minLength: 8, maxLength: 8 });
  return fc.tuple(anyStory(left).map(withGoodbyes), picks).map(([story, picked]) => {
    let used = 0;
    const pick = (count: number): number => picked[used++ % picked.length]! % count;
    const events = instantsOf(story.events).flatMap((facts) => interleave(facts, pick));
    return { ...story, shuffled: { ...story, events } };
  });
}

/** Documents of a tab that is closed leave over their own ports, too. */
function withGoodbyes(story: Story): Story {
  const tabs = new Map<string, number>();
  const events = story.events.flatMap((timed) => {
    const { at, fact } = timed;
    if (fact.kind !== "told") return [timed];
    const { event } = fact;
    if (event.type === "documentOpened") tabs.set(event.doc, event.tab);
    if (event.type === "documentGone") tabs.delete(event.doc);
    if (event.type !== "tabClosed") return [timed];
    const docs = [...tabs].filter(([, tab]) => tab === event.tab).map(([doc]) => doc);
    for (const doc of docs) tabs.delete(doc);
    const vias = ["unload", "crash"] as const;
    const goodbyes = docs.map((doc, index): TimedFact => {
      return { at, fact: { kind: "told", event: { type: "documentGone", doc, via: vias[index % 2]! } } };
    });
    return [timed, ...goodbyes];
  });
  return { ...story, events };
}

/** Cut wherever time passes or the background itself has its say. */
function instantsOf(events: readonly TimedFact[]): readonly (readonly TimedFact[])[] {
  const instants: TimedFact[][] = [];
  for (const fact of events) {
    const last = instants.at(-1)?.[0];
    const joins = last !== undefined && last.at === fact.at && sourceOf(last) !== null && sourceOf(fact) !== null;
    if (joins) instants.at(-1)!.push(fact);
    else instants.push([fact]);
  }
  return instants;
}

function interleave(facts: readonly TimedFact[], pick: (count: number) => number): readonly TimedFact[] {
  const queues = groupBySource(facts);
  return facts.map(() => {
    const queue = queues[pick(queues.length)]!;
    const next = queue.shift()!;
    if (queue.length === 0) queues.splice(queues.indexOf(queue), 1);
    return next;
  });
}

function groupBySource(facts: readonly TimedFact[]): TimedFact[][] {
  const queues = new Map<string | null, TimedFact[]>();
  for (const fact of facts) queues.set(sourceOf(fact), [...(queues.get(sourceOf(fact)) ?? []), fact]);
  return [...queues.values()];
}

/** As long as the machine lets a new document's message overtake that of the old one. */
export const SLACK = 5;

/** The same stories, where what tells that a document or a tab is gone arrives up to the slack later. */
export function anyOvertaken(left: readonly string[]): fc.Arbitrary<Story & { readonly overtaken: Story }> {
  const delays = fc.array(fc.nat(SLACK), { minLength: 8, maxLength: 8 });
  return fc.tuple(anyStory(left), delays).map(([story, delayed]) => {
    const events = story.events.map((timed, index) =>
      isGoodbye(timed) ? { ...timed, at: lateOf(story.events, index, delayed[index % delayed.length]!) } : timed,
    );
    return { ...story, overtaken: { ...story, events: events.sort((a, b) => a.at - b.at) } };
  });
}

function isGoodbye({ fact }: TimedFact): boolean {
  return fact.kind === "told" && (fact.event.type === "documentGone" || fact.event.type === "tabClosed");
}

/** Not later than the background's own next word: sleep, a clock, a browser that goes. */
function lateOf(events: readonly TimedFact[], index: number, delay: number): number {
  const { at } = events[index]!;
  const barrier = events.slice(index + 1).find((other) => sourceOf(other) === null);
  return Math.min(at + delay, Math.max(at, (barrier?.at ?? Number.POSITIVE_INFINITY) - 1));
}

type Session = Played["sessions"][number];

/** Rooms and sessions, whatever they are called and whatever is made of them. */
export function sessionsOf(story: Story): readonly Pick<Session, "room" | "startedAt" | "endedAt" | "liveMs">[] {
  return playScenario(story)
    .sessions.map(({ room, startedAt, endedAt, liveMs }) => ({ room, startedAt, endedAt, liveMs }))
    .sort((a, b) => (a.room < b.room ? -1 : a.room > b.room ? 1 : a.startedAt - b.startedAt));
}

/** The same sessions, up to the time by which a goodbye may be late. */
export function isSameUpToSlack(one: Story, other: Story): boolean {
  const [some, others] = [sessionsOf(one), sessionsOf(other)];
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= SLACK + 0.001;
  return (
    some.length === others.length &&
    some.every(({ room, startedAt, endedAt }, index) => {
      const like = others[index]!;
      return room === like.room && isNear(startedAt, like.startedAt) && isNear(endedAt, like.endedAt);
    })
  );
}

/** Waits that begin with a goodbye, or that one cuts short. */
const WAITS = [
  ...["minimumLive", "mergeWithin", "establish", "graceHangup", "graceTabClosed", "graceNavigation", "graceReturn"],
  ...["graceHeld", "graceNetwork", "graceRemoteLeft", "graceCrash", "lobbyHold", "captureMemory"],
] as const;

/** Decided by seconds: a message that is late falls on the other side of a limit. Nothing can be said of such a story. */
export function isDecidedBySeconds(story: Story): boolean {
  return [-SLACK, SLACK].some((seconds) => {
    const moved = WAITS.map((name) => {
      const usual = story.settings[name] ?? DEFAULT_TIMINGS[`${name}Ms` as keyof typeof DEFAULT_TIMINGS];
      const inSeconds = story.settings[name] === undefined ? Number(usual) / 1_000 : Number(usual);
      return [name, Math.max(0.5, inSeconds + seconds)] as const;
    });
    return !isSameUpToSlack(story, { ...story, settings: { ...story.settings, ...Object.fromEntries(moved) } });
  });
}
