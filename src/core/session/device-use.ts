/**
 * Keeps in mind that a microphone or camera was on in a room for as long as a session takes, and no call was seen there:
 * the toolbar popup then says so and offers a check-in. Never a window, never a badge. The rule that must not break: a
 * call that is recognised leaves nothing here, and neither does time asleep or unheard.
 */
import type { RoomKey, SessionEvent } from "./events.ts";
import { docsOf, isDeviceOn, roomsInPlay } from "./evidence.ts";
import type { Timings } from "./timings.ts";
import { type DeviceUse, EMPTY_ROOM, MAX_USES, type World, without } from "./world.ts";

export interface UseMoment {
  readonly event: SessionEvent;
  /** The world as it was before the event. */
  readonly before: World;
  readonly now: number;
  readonly timings: Timings;
}

export function noteUses(world: World, moment: UseMoment): World {
  const slept = moment.event.type === "slept" ? asleep(world.uses, moment.before, moment.event.forMs) : world.uses;
  let uses = slept;
  // A room whose last page is gone is not in play any more.
  for (const room of new Set([...roomsInPlay(world), ...Object.keys(slept)])) uses = noteUse(uses, room, world, moment);
  const kept = Object.entries(uses).filter(([room, use]) => isKept(room, use, world, moment));
  if (uses === world.uses && kept.length === Object.keys(uses).length) return world;
  return { ...world, uses: Object.fromEntries(kept.slice(-MAX_USES)) };
}

type Uses = World["uses"];

function noteUse(uses: Uses, room: RoomKey, world: World, { event, before, now, timings }: UseMoment): Uses {
  const [was, is] = [isDeviceOn(docsOf(before, room)), isDeviceOn(docsOf(world, room))];
  const use = uses[room];
  if (was && use !== undefined)
    return isHeardIn(room, event, before) ? withUse(uses, room, grown(use, now, timings)) : uses;
  // After a call the device may be on for many reasons.
  const { call, ended } = world.rooms[room] ?? EMPTY_ROOM;
  if (was || !is || call !== null || (ended !== null && now - ended.endedAt <= timings.mergeWithinMs)) return uses;
  const goesOn = use !== undefined && now - use.untilAt <= timings.mergeWithinMs;
  // The newest last, so that the oldest goes first.
  return withUse(without(uses, room), room, goesOn ? { ...use, untilAt: now } : { fromAt: now, untilAt: now, onMs: 0 });
}

function withUse(uses: Uses, room: RoomKey, use: DeviceUse): Uses {
  return { ...uses, [room]: use };
}

/** Longer unheard, nobody knows whether it was on. */
function grown(use: DeviceUse, now: number, { heartbeatLostMs }: Timings): DeviceUse {
  const sinceMs = now - use.untilAt;
  return { ...use, untilAt: now, onMs: use.onMs + (sinceMs <= heartbeatLostMs ? sinceMs : 0) };
}

/** The event comes from a page of this room in which a device was on. */
function isHeardIn(room: RoomKey, event: SessionEvent, { docs }: World): boolean {
  if ("doc" in event) {
    const doc = docs[event.doc];
    return doc?.room === room && doc.capture;
  }
  return (
    event.type === "tabClosed" &&
    Object.values(docs).some((doc) => doc.tab === event.tab && doc.room === room && doc.capture)
  );
}

function asleep(uses: Uses, before: World, forMs: number): Uses {
  return Object.fromEntries(
    Object.entries(uses).map(([room, use]) => [
      room,
      isDeviceOn(docsOf(before, room)) ? { ...use, untilAt: use.untilAt + forMs } : use,
    ]),
  );
}

function isKept(room: RoomKey, use: DeviceUse, world: World, { now, timings }: UseMoment): boolean {
  if (world.rooms[room]?.call != null || world.ruledOut.includes(room) || world.revoked.includes(room)) return false;
  if (isDeviceOn(docsOf(world, room))) return true;
  const keptMs = use.onMs >= timings.minimumLiveMs ? timings.promptWithinMs : timings.mergeWithinMs;
  return now - use.untilAt <= keptMs;
}

/** Over and as long as a session: the last one, if there is one. */
export function unrecognisedUse(
  world: World,
  now: number,
  timings: Timings,
): (DeviceUse & { readonly room: RoomKey }) | null {
  const over = Object.entries(world.uses).filter(([room, { onMs, untilAt }]) => {
    const isOn = isDeviceOn(docsOf(world, room)) && now - untilAt <= timings.heartbeatLostMs;
    return onMs >= timings.minimumLiveMs && !isOn && now - untilAt <= timings.promptWithinMs;
  });
  const [last] = over.toSorted(([, a], [, b]) => b.untilAt - a.untilAt);
  return last === undefined ? null : { room: last[0], ...last[1] };
}

/** Answered: the one that began then. A check-in by hand answers all that are over. */
export function dismissUses(world: World, from: number | null): World {
  const kept = Object.entries(world.uses).filter(([room, { fromAt }]) =>
    from === null ? isDeviceOn(docsOf(world, room)) : fromAt !== from,
  );
  return kept.length === Object.keys(world.uses).length ? world : { ...world, uses: Object.fromEntries(kept) };
}
