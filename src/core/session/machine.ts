/**
 * The session machine: facts in, the next world and what is to be done out. Pure: clock, store, windows and ids are the
 * caller's. One event at a time, the world saved after each; what fell due meanwhile happens first, at its own instant.
 * The rule that must not break: no offer while two-way media flows in an enrolled room.
 *
 *   event ─▶ what fell due before it (deadlines.ts) ─▶ book-keeping (documents.ts, interruptions.ts)
 *         ─▶ each room's call (call.ts, loss.ts) ─▶ offers (offers.ts) ─▶ world, effects
 */
import { followRoom, type Moment, stopped } from "./call.ts";
import { endSession, nextDue, recordSession, runDue } from "./deadlines.ts";
import { dismissUses, noteUses, type UseMoment } from "./device-use.ts";
import { forgetEmptyTabs, noteDocumentFact, noteTabClosed, noteTabFact, takeRoutes } from "./documents.ts";
import type { ClientFact, DocumentKey, RoomKey, SessionEvent } from "./events.ts";
import { docsOf, isDeviceOn, isLookedAt, roomsInPlay } from "./evidence.ts";
import { changeOnline, moveClock, startBrowser, wakeUp } from "./interruptions.ts";
import { doubtOf } from "./loss.ts";
import {
  closeWindow,
  dropOffers,
  isAnyCallNear,
  nextOfferAt,
  type OfferEffect,
  offerDue,
  openByHand,
  takeAnswer,
  withdrawFor,
} from "./offers.ts";
import { dropMistaken, notePart } from "./participation.ts";
import type { ShortCall } from "./recorded-outcomes.ts";
import type { Timings } from "./timings.ts";
import { type Doc, type EndedSession, MAX_ROOMS, type Room, type World, withRoom } from "./world.ts";

export type SessionEffect =
  | OfferEffect
  /** A session ended and was long enough to count. */
  | { readonly kind: "ended"; readonly session: EndedSession }
  /** A call ended and was too short to count; nothing comes of it but an explanation. */
  | { readonly kind: "tooShort"; readonly call: ShortCall }
  /** The time for an update that waits. */
  | { readonly kind: "restart" };

export interface Step {
  readonly world: World;
  readonly effects: readonly SessionEffect[];
}

export function stepSession(world: World, event: SessionEvent, now: number, timings: Timings): Step {
  const before = caughtUp(world, event, now, timings);
  const told = followRooms(takeEvent(before, event, now, timings), before, event, now, timings);
  const timed = event.type === "tick" ? runDue(told, now, true, timings) : told;
  const effects: SessionEffect[] = [];
  let after = timed;
  for (const key of established(world, timed)) {
    const withdrawn = withdrawFor(after, key);
    after = withdrawn.world;
    effects.push(...withdrawn.effects);
  }
  const offered = offerDue(after, now, timings);
  const then = event.type === "clockChanged" ? moveClock(world, event.byMs) : world;
  effects.push(
    ...newlyShort(then, offered.world, timings).map((call) => ({ kind: "tooShort" as const, call })),
    ...newlyEnded(then, offered.world).map((session) => ({ kind: "ended" as const, session })),
    ...offered.effects,
  );
  const moment: UseMoment = { event, before, now, timings };
  const tidy = forgetRooms(forgetEmptyTabs(noteUses(offered.world, moment)), now, timings);
  if (!tidy.updateWaits || !isQuiet(tidy)) return { world: tidy, effects };
  return { world: { ...tidy, updateWaits: false }, effects: [...effects, { kind: "restart" }] };
}

/**
 * All that fell due before this event. Deadlines do not run asleep, nor by a clock that has since been set, nor while there
 * was no browser.
 */
export function caughtUp(world: World, event: SessionEvent, now: number, timings: Timings): World {
  switch (event.type) {
    case "slept":
      return runDue(world, now - event.forMs, false, timings);
    case "clockChanged":
      return moveClock(runDue(world, now - event.byMs, false, timings), event.byMs);
    case "browserStarted":
      return world;
    default:
      return runDue(world, now, false, timings);
  }
}

function takeEvent(world: World, event: SessionEvent, now: number, timings: Timings): World {
  switch (event.type) {
    case "documentOpened":
    case "documentGone":
    case "capture":
    case "peer":
    case "remoteMedia":
    case "dataChannel":
    case "routeChanged":
    case "alive":
      return noteDocumentFact(world, event, now);
    case "audible":
    case "sharing":
      return noteTabFact(world, event, now, timings);
    case "tabClosed":
      return noteTabClosed(world, event.tab);
    case "online":
      return changeOnline(world, event.on, now, timings);
    case "slept":
      return wakeUp(world, event.forMs, now, timings);
    case "browserStarted":
      return leaveWindow(startBrowser(world, now, timings));
    case "updateForced":
      // Our own windows go with the old version.
      return leaveWindow(world);
    case "updateOffered":
      return { ...world, updateWaits: true };
    case "permissionRevoked":
      return revoke(world, event.room, now, timings);
    case "permissionGranted":
      return { ...world, revoked: [] };
    case "roomAllowed":
      return { ...world, ruledOut: world.ruledOut.filter((room) => room !== event.room) };
    case "client":
      return answer(world, event, now, timings);
    case "startManually":
      return dismissUses(openByHand(world), null);
    case "windowClosed":
      return closeWindow(world, event.session);
    case "useAnswered":
      return dismissUses(world, event.from);
    case "clockChanged":
    case "workerStarted":
    case "tick":
      return world;
  }
}

function leaveWindow(world: World): World {
  return world.open === null ? world : closeWindow(world, world.open);
}

function followRooms(world: World, before: World, event: SessionEvent, now: number, timings: Timings): World {
  const routed = takeRoutes(world, now, (key) => isFollowed(world.rooms[key]));
  if (routed === world && isMereLife(event, before)) return world;
  const left = leaversOf(before, routed);
  let after = routed;
  for (const key of roomsConcerned(event, before, routed, left)) {
    // Who was there when a browser went, its new run cannot know.
    const departed = event.type === "browserStarted" ? [] : left.filter(({ room }) => room === key);
    after = followRoom(after, key, { ...happenedIn(key, event, before, routed), departed, now, timings });
    after = notePart(dropMistaken(after, key), key, now);
  }
  return after;
}

/** A document that was heard all the time has said nothing new. */
function isMereLife(event: SessionEvent, before: World): boolean {
  return event.type === "alive" && before.docs[event.doc]?.silent === false;
}

function isFollowed(room: Room | undefined): boolean {
  return room !== undefined && (room.call !== null || room.twoWaySince !== null);
}

/** What a document says concerns the rooms it is or was in; what the browser or the client says, every room. */
function roomsConcerned(event: SessionEvent, before: World, after: World, left: readonly Doc[]): readonly RoomKey[] {
  const leftRooms = left.flatMap(({ room }) => (room !== null && isLookedAt(after, room) ? [room] : []));
  const inPlay = new Set([...roomsInPlay(after), ...leftRooms]);
  if (!("doc" in event)) return [...inPlay];
  const changed = new Set<RoomKey | null>(leftRooms);
  for (const [id, doc] of Object.entries(after.docs)) if (doc !== before.docs[id]) changed.add(doc.room);
  return [...inPlay].filter((key) => changed.has(key));
}

/** Documents that are not any more in the room they were in. */
function leaversOf(before: World, after: World): readonly Doc[] {
  return Object.entries(before.docs).flatMap(([id, doc]) =>
    doc.enrolled && !doc.silent && !isIn(doc.room, after.docs[id]) ? [doc] : [],
  );
}

function isIn(key: RoomKey | null, doc: Doc | undefined): doc is Doc {
  return doc !== undefined && doc.enrolled && doc.room === key;
}

/** What happens in one room is no sign in another. */
function happenedIn(key: RoomKey, event: SessionEvent, before: World, after: World): Pick<Moment, "event" | "before"> {
  if (!("doc" in event)) return { event, before: null };
  const [was, is] = [before.docs[event.doc], after.docs[event.doc]];
  if (isIn(key, was)) return { event, before: was };
  return { event: isIn(key, is) ? event : NOTHING, before: null };
}

/** Carries nothing, not even the time. */
const NOTHING: SessionEvent = { type: "workerStarted" };

/** Closed on the spot and not asked about; the room is not looked at until the permission is back. */
function revoke(world: World, key: RoomKey, now: number, timings: Timings): World {
  const revoked = [...world.revoked.filter((one) => one !== key), key];
  return { ...closeRoom(world, key, now, timings), revoked };
}

/** What the client says, and what it means for a room that is ruled out. */
function answer(
  world: World,
  { action, session }: Extract<ClientFact, { type: "client" }>,
  now: number,
  timings: Timings,
): World {
  const answered = takeAnswer(world, action, session);
  const closed = answered.ruledOut.filter((key) => !world.ruledOut.includes(key));
  return closed.reduce((after, key) => closeRoom(after, key, now, timings), answered);
}

function closeRoom(world: World, key: RoomKey, now: number, timings: Timings): World {
  const call = world.rooms[key]?.call ?? null;
  const unasked = dropOffers(world, key);
  // What flows while nobody looks is no call, should it be looked at again.
  const unseen = { remoteSince: null, twoWaySince: null, sleptMs: 0, ended: null };
  if (call === null) return withRoom(unasked, key, unseen);
  const doubt = call.doubt ?? doubtOf("revoked", now, now, timings);
  const cut = { ...call, ...stopped(call, now), doubt: { ...doubt, cause: "revoked" as const } };
  const over = endSession(withRoom(unasked, key, { call: cut }), key, now, timings);
  const session = over.sessions.find(({ id }) => id === call.id);
  const closed =
    session?.offer === "due" || session?.offer === "badge" ? recordSession(over, { ...session, offer: "done" }) : over;
  return withRoom(closed, key, unseen);
}

/** Rooms whose call has been established by this step. */
function established(before: World, after: World): readonly RoomKey[] {
  return Object.entries(after.rooms).flatMap(([key, { call }]) =>
    call !== null && before.rooms[key]?.call?.id !== call.id ? [key] : [],
  );
}

function newlyEnded(before: World, after: World): readonly EndedSession[] {
  const known = new Set(before.sessions.map(({ id, endedAt }) => `${id} ${endedAt}`));
  return after.sessions.filter(({ id, endedAt }) => !known.has(`${id} ${endedAt}`));
}

/** Calls that this step ended, and that were too short to count. */
function newlyShort(before: World, after: World, { minimumLiveMs }: Timings): readonly ShortCall[] {
  return Object.entries(after.rooms).flatMap(([room, { ended }]) => {
    if (ended === null || ended.liveMs >= minimumLiveMs) return [];
    const was = before.rooms[room]?.ended ?? null;
    if (was?.id === ended.id && was.endedAt === ended.endedAt) return [];
    const { id, startedAt, endedAt, liveMs, endedBy: cause } = ended;
    return [{ id, room, startedAt, endedAt, liveMs, cause }];
  });
}

/** Rooms without documents are remembered while their last session or device may still count, and then no longer. */
function forgetRooms(world: World, now: number, { mergeWithinMs, captureMemoryMs }: Timings): World {
  const used = new Set(Object.values(world.docs).map(({ room }) => room));
  const kept = Object.entries(world.rooms).filter(
    ([key, { call, ended, deviceAt }]) =>
      used.has(key) ||
      call !== null ||
      (ended !== null && now - ended.endedAt <= mergeWithinMs) ||
      (deviceAt !== null && now - deviceAt <= captureMemoryMs),
  );
  if (kept.length === Object.keys(world.rooms).length && kept.length <= MAX_ROOMS) return world;
  // However many rooms a page makes up, those with a call stay.
  const isCall = ([, { call, twoWaySince }]: (typeof kept)[number]): boolean => call !== null || twoWaySince !== null;
  const others = kept.filter((one) => !isCall(one));
  return { ...world, rooms: Object.fromEntries([...others.slice(-MAX_ROOMS), ...kept.filter(isCall)]) };
}

/** Wall instant at which the machine must be told the time; null while there is nothing to wait for. */
export function nextWakeAt(world: World, now: number, timings: Timings): number | null {
  const instants = [nextDue(world, timings)?.at ?? null, nextOfferAt(world, now, timings)].filter((at) => at !== null);
  return instants.length === 0 ? null : Math.min(...instants);
}

/** A call is there, in doubt or about to be: time is of the essence. */
export function isWatching(world: World): boolean {
  return isAnyCallNear(world);
}

/** Signs of life are wanted of this document: it may be in a call, or in one that nobody recognises. */
export function isBeatWanted(world: World, key: DocumentKey): boolean {
  const doc = world.docs[key];
  if (doc === undefined || doc.room === null || !doc.enrolled) return false;
  const room = world.rooms[doc.room];
  return doc.channel || doc.capture || (room !== undefined && (room.call !== null || room.twoWaySince !== null));
}

/** An update may restart the extension: no call near, no check-in due or open, no device on in an enrolled room. */
export function isQuiet(world: World): boolean {
  if (isAnyCallNear(world) || world.open !== null || world.sessions.some(({ offer }) => offer === "due")) return false;
  return !roomsInPlay(world).some((key) => isDeviceOn(docsOf(world, key)));
}
