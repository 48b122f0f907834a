/**
 * One room's call: when it begins, when its media is lost and comes back, and what it was when it is over. Offers are
 * made elsewhere. The rule that must not break: media that flows again cancels every doubt at once.
 *
 *   idle ─two-way media─▶ establishing ─establish, unbroken─▶ call ─media gone─▶ doubt ─deadline─▶ ended
 *                              ▲                               ▲──media again──┘                    │
 *                              └───────────── within mergeWithin, unanswered: the same session ◀────┘
 */
import { carriesMedia } from "./documents.ts";
import type { RoomKey, SessionEvent } from "./events.ts";
import { channelCallOf, docsOf, hasRemoteMedia, isDeviceOn, isLive } from "./evidence.ts";
import { beginDoubt, doubtOf, followDoubt, type LossFacts, putOff } from "./loss.ts";
import { notePart } from "./participation.ts";
import type { Timings } from "./timings.ts";
import { type Call, type Doc, type Doubt, EMPTY_ROOM, type Room, type World, withRoom } from "./world.ts";

export interface Moment {
  readonly event: SessionEvent;
  /** The document of the event as it was before, if it was in this room. */
  readonly before: Doc | null;
  /** Documents that have left the room with this event. */
  readonly departed: readonly Doc[];
  readonly now: number;
  readonly timings: Timings;
}

/** What the event has changed in this room. */
export function followRoom(world: World, key: RoomKey, moment: Moment): World {
  const docs = docsOf(world, key);
  const room = noteRoom(world.rooms[key] ?? EMPTY_ROOM, docs, moment);
  const call = room.call && withoutClosedTab(followCall(world, docs, room, room.call, moment), moment.event);
  // Media that begins in a call without media connections may turn out to be the call.
  const isOpen = call === null || call.evidence !== "media";
  const twoWaySince = isOpen ? twoWaySinceOf(room, docs, moment) : null;
  const sleptMs = twoWaySince === null || twoWaySince !== room.twoWaySince ? 0 : room.sleptMs;
  return withRoom(world, key, { ...room, call, twoWaySince, sleptMs });
}

function noteRoom(room: Room, docs: readonly Doc[], moment: Moment): Room {
  const { event, before, departed, now } = moment;
  const flowing = hasRemoteMedia(docs);
  const wentOff =
    departed.some(({ capture }) => capture) || (event.type === "capture" && before?.capture && !event.live);
  return {
    ...room,
    remoteSince: flowing ? (room.remoteSince ?? now) : null,
    stoppedAt: hasStopped(moment) ? now : room.stoppedAt,
    deviceAt: wentOff ? now : room.deviceAt,
    droppedAt: isDrop(event, before) ? now : room.droppedAt,
  };
}

/** Told by the document; of one that fell silent, nobody knows when. */
function hasStopped({ event, before, departed }: Moment): boolean {
  if (event.type === "tick") return false;
  if (departed.some((doc) => hasRemoteMedia([doc]))) return true;
  if (event.type !== "peer" && event.type !== "remoteMedia") return false;
  const was = before?.peers[event.peer];
  if (was === undefined || !carriesMedia(was)) return false;
  return event.type === "peer" ? event.state !== "connected" : !event.flowing;
}

function isDrop(event: SessionEvent, before: Doc | null): boolean {
  if (event.type !== "peer" || (event.state !== "disconnected" && event.state !== "failed")) return false;
  const peer = before?.peers[event.peer];
  return peer?.carried === true && peer.state !== event.state;
}

/** The device may be on, or have been on shortly before the media began; switched on later, it counts from then. */
function twoWaySinceOf(room: Room, docs: readonly Doc[], { now, timings }: Moment): number | null {
  const { remoteSince, twoWaySince, deviceAt } = room;
  if (remoteSince === null) return null;
  if (twoWaySince !== null) return twoWaySince;
  if (isDeviceOn(docs)) return now;
  const remembered = deviceAt !== null && remoteSince - deviceAt <= timings.captureMemoryMs;
  return remembered || timings.allowListenOnly ? remoteSince : null;
}

function followCall(world: World, docs: readonly Doc[], room: Room, call: Call, moment: Moment): Call {
  const facts: LossFacts = { ...moment, docs, room, offline: world.offlineSince !== null };
  if (isLive(world, docs, call)) {
    const recovered = call.doubt === null ? call : recover(call, call.doubt, moment.now);
    return { ...recovered, longSleep: isSignOfLife(moment) ? null : call.longSleep };
  }
  if (call.doubt === null) return loseMedia(call, facts);
  return { ...call, doubt: followDoubt(facts, call, call.doubt) };
}

function recover(call: Call, doubt: Doubt, now: number): Call {
  return { ...call, doubt: null, liveSince: now, cancelled: { doubt, liveMs: call.liveMs } };
}

/** Of the call, not of the page, and new: a heartbeat or a repeated fact comes from a page whose call is dead, too. */
function isSignOfLife({ event, before }: Moment): boolean {
  if (event.type !== "peer" && event.type !== "remoteMedia") return false;
  const was = before?.peers[event.peer];
  if (was === undefined || was.loopback || carriesMedia(was)) return false;
  return event.type === "peer"
    ? event.state === "connected" && was.flowing && !event.loopback
    : event.flowing && was.state === "connected";
}

function loseMedia(call: Call, facts: LossFacts): Call {
  const { now, timings, docs } = facts;
  const asleep = call.longSleep;
  if (asleep !== null && now - asleep.wokeAt <= timings.graceWakeMs) {
    const slept = { ...doubtOf("sleep", asleep.fellAsleepAt, asleep.wokeAt, timings), waitingSince: asleep.wokeAt };
    const doubt = followDoubt(facts, call, { ...slept, deviceHeld: isDeviceOn(docs) });
    return { ...call, ...stopped(call, asleep.wokeAt), longSleep: null, doubt };
  }
  const { cancelled } = call;
  if (cancelled !== null && isMistaken(call, facts))
    return { ...call, liveMs: cancelled.liveMs, liveSince: null, doubt: followDoubt(facts, call, cancelled.doubt) };
  const lostAt = lastHeard(call, facts);
  const doubt = putOff(beginDoubt(facts, call, lostAt), facts);
  return { ...call, ...stopped(call, lostAt), longSleep: null, doubt };
}

/** What seemed to bring the call back was a test of the page with itself: the wait goes on as if nothing had been. */
function isMistaken({ liveSince }: Call, { event, before, room }: LossFacts): boolean {
  if (event.type !== "peer" || !event.loopback || before?.peers[event.peer]?.loopback !== false) return false;
  return room.stoppedAt === null || liveSince === null || room.stoppedAt <= liveSince;
}

/** A document that fell silent was last heard of earlier than it is noticed. */
function lastHeard({ liveSince }: Call, { event, departed, room, now }: LossFacts): number {
  if (event.type !== "tick" || departed.length === 0) return now;
  return Math.max(...departed.map(({ seenAt }) => seenAt), room.stoppedAt ?? 0, liveSince ?? 0);
}

/** Time with media up to this instant is counted. */
export function stopped({ liveMs, liveSince }: Call, at: number): Pick<Call, "liveMs" | "liveSince"> {
  return { liveMs: liveSince === null ? liveMs : liveMs + Math.max(0, at - liveSince), liveSince: null };
}

/** A tab closes once; told again, it gives its name to nothing. */
function withoutClosedTab(call: Call, event: SessionEvent): Call {
  return event.type === "tabClosed" ? { ...call, tabs: call.tabs.filter((tab) => tab !== event.tab) } : call;
}

/** When a call will be established here, if nothing breaks. */
export function establishesAt(world: World, key: RoomKey, timings: Timings): number | null {
  const room = world.rooms[key];
  if (room === undefined) return null;
  if (room.twoWaySince !== null) return room.twoWaySince + room.sleptMs + timings.establishMs;
  return room.call === null ? (channelCallOf(world, docsOf(world, key), room, timings)?.dueAt ?? null) : null;
}

/** Opens a session, or continues the last one of this room. */
export function establish(world: World, key: RoomKey, now: number, timings: Timings): World {
  const room = world.rooms[key] ?? EMPTY_ROOM;
  const channel = room.twoWaySince === null ? channelCallOf(world, docsOf(world, key), room, timings) : null;
  const since = room.twoWaySince ?? channel?.since ?? now;
  const begun = room.call ?? continued(room.ended, since, timings) ?? newCall(`s${world.count + 1}`, since);
  const isNew = begun.id === `s${world.count + 1}`;
  const call: Call = {
    ...begun,
    // What was taken for a call without media connections was a waiting room.
    ...(room.call !== null && { startedAt: since, liveMs: 0, doubt: null }),
    liveSince: Math.max(since, room.call === null ? (room.ended?.endedAt ?? 0) : 0) + room.sleptMs,
    evidence: channel?.evidence ?? "media",
  };
  const began = withRoom(world, key, { call, ended: null, twoWaySince: null, sleptMs: 0 });
  return notePart(isNew ? { ...began, count: world.count + 1 } : began, key, now);
}

function newCall(id: string, startedAt: number): Call {
  return {
    id,
    startedAt,
    liveMs: 0,
    liveSince: null,
    doubt: null,
    evidence: "media",
    tabs: [],
    carriers: 0,
    cancelled: null,
    longSleep: null,
    answered: null,
    byHand: false,
    windows: 0,
  };
}

/** The last session of the room, if it goes on. */
function continued(ended: Room["ended"], since: number, { mergeWithinMs }: Timings): Call | null {
  if (ended === null || ended.answered !== null || since - ended.endedAt > mergeWithinMs) return null;
  const { endedAt: _over, endedBy: _cause, ...call } = ended;
  return { ...call, byHand: false, longSleep: null, cancelled: null };
}
