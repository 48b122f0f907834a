/**
 * The log of the last sessions and near misses, from what was recorded, newest first: what was seen, how long was waited,
 * how it was offered. Codes and values; words are the page's. Content-free, as the recording is.
 */
import type { ClientAction } from "./events.ts";
import { docsOf, isDeviceOn, roomsInPlay } from "./evidence.ts";
import { graceOf } from "./loss.ts";
import { isAnyCallNear } from "./offers.ts";
import type { Outcome, ShortCall } from "./recorded-outcomes.ts";
import { type RecordedPart, storiesOf } from "./recording.ts";
import type { Timings } from "./timings.ts";
import type { EndCause, EndedSession, World } from "./world.ts";

/** How the check-in of a session came to the client. */
export type Offering =
  | "popup"
  | "window"
  /** In the badge: the client wished it so, the browser refused, it was too late for a window, or two had been closed. */
  | "badgeChosen"
  | "refused"
  /** The room is not known as one of sessions. */
  | "quiet"
  | "paused"
  | "late"
  | "windows"
  /** Not yet. */
  | "waiting"
  /** Opened by the client, or answered before it was offered. */
  | "byHand"
  | "missed"
  | "notOffered";

export interface NoticedSession {
  readonly kind: "session";
  readonly story: number;
  readonly id: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly liveMs: number;
  readonly cause: EndCause;
  /** Between the end and the decision that it was one. */
  readonly waitedMs: number;
  /** Longer than this cause asks for: it looked as if somebody came back. */
  readonly waitedLonger: boolean;
  readonly offering: Offering;
  readonly offeredAt: number | null;
  readonly answered: ClientAction | null;
  readonly canExport: boolean;
}

export type NoticedEntry =
  | NoticedSession
  | (Omit<ShortCall, "room"> & { readonly kind: "tooShort"; readonly story: number; readonly canExport: boolean })
  /** Something was on, and no call was seen. */
  | {
      readonly kind: "noCall";
      readonly story: number;
      readonly id: null;
      readonly startedAt: number;
      readonly endedAt: number;
      readonly device: boolean;
      readonly canExport: boolean;
    };

/** What may keep a check-in from opening now. */
export type Obstacle = "callLive" | "inDoubt" | "heldBack" | "deviceOn" | "ruledOut" | "revoked";

export function noticedIn(parts: readonly RecordedPart[], world: World, timings: Timings): readonly NoticedEntry[] {
  const outcomes = parts.flatMap((part) => part.outcomes);
  const entries = storiesOf(parts).flatMap((story) => entriesOf(story, outcomes, world, timings));
  return entries.toSorted((a, b) => b.startedAt - a.startedAt);
}

function entriesOf(
  story: readonly RecordedPart[],
  outcomes: readonly Outcome[],
  world: World,
  timings: Timings,
): readonly NoticedEntry[] {
  const place = { story: story[0]?.story ?? 0, canExport: isWhole(story) };
  const own = story.flatMap((part) => part.outcomes);
  const sessions = endedOf(own).map((session) => ({
    ...place,
    kind: "session" as const,
    ...sessionFacts(session, outcomes, world, timings),
  }));
  const short = own.flatMap((outcome) => (outcome.kind === "tooShort" ? [outcome.call] : []));
  // A short call that went on is part of its session.
  const calls = short.filter(({ id }, index) => !sessions.some((one) => one.id === id) && isLastOf(short, id, index));
  const found: readonly NoticedEntry[] = [
    ...sessions,
    ...calls.map(({ room: _room, ...call }) => ({ ...call, ...place, kind: "tooShort" as const })),
  ];
  return found.length > 0 || isAnyCallNear(world) ? found : [noCallOf(story, place)].flatMap((one) => one ?? []);
}

function isLastOf(calls: readonly ShortCall[], id: string, index: number): boolean {
  return calls.findLastIndex((one) => one.id === id) === index;
}

export function isWhole(story: readonly RecordedPart[]): boolean {
  return story[0]?.settings != null && !story.some(({ cut }) => cut);
}

/** The last word on each; one that went on is none. */
function endedOf(outcomes: readonly Outcome[]): readonly EndedSession[] {
  const sessions = new Map<string, EndedSession>();
  for (const outcome of outcomes) {
    if (outcome.kind === "ended") sessions.set(outcome.session.id, outcome.session);
    if (outcome.kind === "resumed") sessions.delete(outcome.session);
  }
  return [...sessions.values()];
}

function sessionFacts(session: EndedSession, outcomes: readonly Outcome[], world: World, timings: Timings) {
  const { id, startedAt, endedAt, decidedAt, liveMs, cause } = session;
  const about = outcomes.filter((outcome) => "session" in outcome && outcome.session === id);
  const offer = about.findLast(({ kind }) => kind === "offered");
  const answer = about.findLast(({ kind }) => kind === "answered");
  const waitedMs = Math.max(0, decidedAt - endedAt);
  return {
    id,
    startedAt,
    endedAt,
    liveMs,
    cause,
    waitedMs,
    waitedLonger: waitedMs > graceOf(cause, timings) + SLACK_MS,
    offering: offeringOf(session, about, world, timings),
    offeredAt: offer?.at ?? null,
    answered: answer?.kind === "answered" ? answer.action : session.answered,
  };
}

/** Deadlines are met a little late. */
const SLACK_MS = 5_000;

function offeringOf(session: EndedSession, about: readonly Outcome[], world: World, timings: Timings): Offering {
  const offer = about.findLast((outcome) => outcome.kind === "offered");
  const missed = about.some(({ kind }) => kind === "missed");
  if (offer?.kind !== "offered") {
    if (session.cause === "revoked") return "notOffered";
    if (missed) return "missed";
    const isDue = world.sessions.some(({ id, offer: state }) => id === session.id && state === "due");
    return isDue ? "waiting" : "byHand";
  }
  if (missed) return "missed";
  if (offer.via === "badge") return offer.at - session.endedAt > timings.popupWithinMs ? "late" : "windows";
  const shown = about.findLast((outcome) => outcome.kind === "shown" && outcome.at >= offer.at);
  return shown?.kind === "shown" ? shown.how : "popup";
}

function noCallOf(
  story: readonly RecordedPart[],
  place: { readonly story: number; readonly canExport: boolean },
): NoticedEntry | null {
  const facts = story.flatMap((part) => part.facts);
  const [first, last] = [facts[0], facts.at(-1)];
  if (first === undefined || last === undefined) return null;
  const device = facts.some((fact) => fact.type === "capture" && fact.live);
  return { ...place, kind: "noCall", id: null, startedAt: first.at, endedAt: last.at, device };
}

export function obstaclesIn(world: World): readonly Obstacle[] {
  const rooms = roomsInPlay(world);
  const calls = rooms.flatMap((key) => world.rooms[key]?.call ?? []);
  const isDue = world.sessions.some(({ offer }) => offer === "due");
  return [
    ...(calls.some(({ doubt }) => doubt === null) ? ["callLive" as const] : []),
    ...(calls.some(({ doubt }) => doubt !== null) ? ["inDoubt" as const] : []),
    ...(isDue ? ["heldBack" as const] : []),
    ...(calls.length === 0 && rooms.some((key) => isDeviceOn(docsOf(world, key))) ? ["deviceOn" as const] : []),
    ...(world.ruledOut.length > 0 ? ["ruledOut" as const] : []),
    ...(world.revoked.length > 0 ? ["revoked" as const] : []),
  ];
}
