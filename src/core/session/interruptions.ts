/**
 * Sleep, changed clocks, and browsers that go and come back. Time asleep is neither call nor waiting; what was live when
 * the browser went ended at its last sign of life. The rule that must not break: a clock that is set changes nothing.
 */
import { stopped } from "./call.ts";
import type { RoomKey } from "./events.ts";
import { docsOf, isDeviceOn } from "./evidence.ts";
import { doubtOf, graceOf, isClear } from "./loss.ts";
import type { Timings } from "./timings.ts";
import { type Call, type Doc, type Doubt, type Room, type Tab, type World, withRoom } from "./world.ts";

const INSTANT = /(At|Since)$/;

/** Moves every stored instant along with the wall clock. */
export function moveClock(world: World, byMs: number): World {
  return moved(world, byMs) as World;
}

function moved(value: unknown, byMs: number): unknown {
  if (Array.isArray(value)) return value.map((one) => moved(one, byMs));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      typeof inner === "number" && INSTANT.test(key) ? inner + byMs : moved(inner, byMs),
    ]),
  );
}

/** Told at waking, before anything else. */
export function wakeUp(world: World, forMs: number, now: number, timings: Timings): World {
  const docs = Object.fromEntries(
    Object.entries(world.docs).map(([key, doc]) => [key, sleptDoc(doc, isIdle(world, doc), forMs)]),
  );
  const rooms = Object.fromEntries(
    Object.entries(world.rooms).map(([key, room]) => [key, sleptRoom(room, forMs, now, timings)]),
  );
  const tabs = Object.fromEntries(Object.entries(world.tabs).map(([key, tab]) => [key, sleptTab(tab, forMs)]));
  return { ...world, docs, rooms, tabs };
}

function sleptTab(tab: Tab, forMs: number): Tab {
  return { ...tab, audibleSince: tab.audibleSince === null ? null : tab.audibleSince + forMs };
}

function isIdle(world: World, { room }: Doc): boolean {
  return room === null || (world.rooms[room]?.call ?? null) === null;
}

/** Before a call, a device and a channel are waited for; in one, they are told from what was on before a loss. */
function sleptDoc(doc: Doc, idle: boolean, forMs: number): Doc {
  const awake = { ...doc, seenAt: doc.seenAt + forMs };
  if (!idle) return awake;
  return {
    ...awake,
    captureOnAt: doc.capture ? doc.captureOnAt + forMs : doc.captureOnAt,
    channelOnAt: doc.channel ? doc.channelOnAt + forMs : doc.channelOnAt,
  };
}

function sleptRoom(room: Room, forMs: number, now: number, timings: Timings): Room {
  const { twoWaySince, call } = room;
  const slept = { ...room, call: call && sleptCall(call, forMs, now, timings) };
  if (twoWaySince === null) return slept;
  // Nobody knows whether media that is not yet a call has outlived a long sleep.
  return forMs >= timings.longSleepMs
    ? { ...slept, twoWaySince: now, sleptMs: 0 }
    : { ...slept, sleptMs: room.sleptMs + forMs };
}

function sleptCall(call: Call, forMs: number, now: number, timings: Timings): Call {
  if (call.doubt !== null) return { ...call, doubt: sleptDoubt(call.doubt, forMs, now, timings) };
  const liveSince = call.liveSince === null ? null : call.liveSince + forMs;
  return { ...call, liveSince, longSleep: longSleepOf(call, forMs, now, timings) };
}

/** Asleep again before the call has shown any life, it has been asleep since the first time. */
function longSleepOf({ longSleep }: Call, forMs: number, now: number, timings: Timings): Call["longSleep"] {
  const isLong = forMs >= timings.longSleepMs;
  if (longSleep === null || now - forMs - longSleep.wokeAt > timings.graceWakeMs)
    return isLong ? { fellAsleepAt: now - forMs, wokeAt: now } : null;
  return { ...longSleep, wokeAt: isLong ? now : longSleep.wokeAt + forMs };
}

/** A clear wait has its rest left; an unclear one starts anew, but not for ever on a computer that keeps dozing. */
function sleptDoubt(doubt: Doubt, forMs: number, now: number, timings: Timings): Doubt {
  const { cause, deadlineAt, restUntilAt } = doubt;
  const graceMs = forMs >= timings.longSleepMs ? timings.graceWakeMs : graceOf(cause, timings);
  const waitingSince = doubt.waitingSince + forMs;
  const restOnly = isClear(cause) || now - waitingSince > timings.lobbyHoldMs;
  return {
    ...doubt,
    deadlineAt: restOnly ? deadlineAt + forMs : now + graceMs,
    waitingSince,
    restUntilAt: restUntilAt === null ? null : restUntilAt + forMs,
  };
}

/** A new browser run: no document of before lives, and nobody saw the old one go. */
export function startBrowser(world: World, now: number, timings: Timings): World {
  let after: World = { ...world, docs: {}, tabs: {}, offlineSince: null };
  for (const [key, room] of Object.entries(world.rooms)) {
    const seenAt = lastSeen(world, key, now);
    after = withRoom(after, key, {
      remoteSince: null,
      twoWaySince: null,
      sleptMs: 0,
      deviceAt: isDeviceOn(docsOf(world, key)) ? seenAt : room.deviceAt,
      call: room.call && quitCall(room.call, seenAt, now, timings),
    });
  }
  return after;
}

function lastSeen(world: World, key: RoomKey, now: number): number {
  const seen = Object.values(world.docs)
    .filter(({ room, tookPart }) => room === key && tookPart)
    .map(({ seenAt }) => seenAt);
  return seen.length === 0 ? now : Math.min(now, Math.max(...seen));
}

function quitCall(call: Call, seenAt: number, now: number, timings: Timings): Call {
  if (call.doubt === null) {
    const doubt = { ...doubtOf("quit", seenAt, now, timings), deadlineAt: restartDeadline(seenAt, now, timings) };
    return { ...call, ...stopped(call, seenAt), longSleep: null, doubt };
  }
  const { lostAt, cause } = call.doubt;
  const deadlineAt = cause === "hangup" ? now : restartDeadline(lostAt, now, timings);
  // How its documents went settles nothing any more: none of the old run is left to wait for.
  const quiet = { deviceHeld: false, leftBy: null, signs: null, restUntilAt: null };
  return { ...call, doubt: { ...call.doubt, ...quiet, deadlineAt } };
}

/** After a quick restart the client gets a while to come back into the room; anything older is over. */
function restartDeadline(lostAt: number, now: number, { restartWithinMs, graceRestartMs }: Timings): number {
  return now - lostAt <= restartWithinMs ? now + graceRestartMs : now;
}

/** Unclear losses wait while the browser is offline; being online again starts the wait for the network anew. */
export function changeOnline(world: World, on: boolean, now: number, timings: Timings): World {
  if (on === (world.offlineSince === null)) return world;
  if (!on) return { ...world, offlineSince: now };
  let after: World = { ...world, offlineSince: null };
  for (const [key, { call }] of Object.entries(world.rooms)) {
    if (call === null || call.doubt === null || isClear(call.doubt.cause)) continue;
    const from = Math.min(now, call.doubt.waitingSince + timings.offlineHoldMs);
    const doubt = { ...call.doubt, deadlineAt: Math.max(from + timings.graceNetworkMs, call.doubt.deadlineAt) };
    after = withRoom(after, key, { call: { ...call, doubt } });
  }
  return after;
}
