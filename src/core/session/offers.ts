/**
 * Which ended session is offered, when and how: oldest first, one window at a time, once per session, never while a call
 * is live or in doubt. Opening windows is the caller's. The rule that must not break: no offer while two-way media flows
 * in any enrolled room.
 */
import type { ClientAction, RoomKey, SessionId } from "./events.ts";
import { docsOf, isDeviceOn, isLookedAt, roomsInPlay } from "./evidence.ts";
import type { Timings } from "./timings.ts";
import { type Call, type EndedSession, MAX_RULED_OUT, type World, withRoom, withSession } from "./world.ts";

export type OfferEffect =
  | {
      readonly kind: "offer";
      readonly session: SessionId;
      readonly room: RoomKey;
      readonly via: "popup" | "badge";
    }
  /** Take the window off the screen; what was chosen is kept. */
  | { readonly kind: "withdraw"; readonly session: SessionId };

export interface Offered {
  readonly world: World;
  readonly effects: readonly OfferEffect[];
}

/** Windows that open and are withdrawn again and again are worse than a badge. */
const MAX_WINDOWS = 2;
/** More rooms than that at the same time are no client's doing: their windows would follow one another without end. */
const MAX_AT_ONCE = 3;

/** A room that is not looked at any more is not asked about either; what was offered already stays. */
export function dropOffers(world: World, room: RoomKey): World {
  const sessions = world.sessions.map((one) =>
    one.room === room && one.offer === "due" ? { ...one, offer: "done" as const } : one,
  );
  return { ...world, sessions };
}

/** Expires what is too old, takes away what is in the way of a call, then offers what is due. */
export function offerDue(world: World, now: number, timings: Timings): Offered {
  const cleared = withdrawResumed(expire(world, now, timings), now, timings);
  let after = cleared.world;
  const effects: OfferEffect[] = [...cleared.effects];
  for (const session of dueSessions(after)) {
    if (isHeldBack(after, session, now, timings)) break;
    const via = viaOf(after, session, now, timings);
    if (via === "popup" && after.open !== null) break;
    effects.push({ kind: "offer", session: session.id, room: session.room, via });
    after = { ...markOffered(after, session, via, now, timings), lastOffered: session.id };
  }
  return { world: after, effects };
}

export function dueSessions({ sessions }: World): readonly EndedSession[] {
  return sessions.filter(({ offer }) => offer === "due").sort((a, b) => a.endedAt - b.endedAt);
}

function viaOf(world: World, session: EndedSession, now: number, timings: Timings): "popup" | "badge" {
  const { endedAt, windows } = session;
  if (windows >= MAX_WINDOWS || now - endedAt > timings.popupWithinMs) return "badge";
  return windows > 0 || usedUntil(world, session, now, timings) <= endedAt ? "popup" : "badge";
}

/**
 * Nobody is in many sessions at once: each window uses up the shortest session's worth of time, which then counts for no
 * other. So a page that feigns calls in ever so many rooms gets no more windows than there was time for sessions.
 */
function usedUntil(
  { usedUntilAt }: World,
  { startedAt, endedAt }: EndedSession,
  now: number,
  timings: Timings,
): number {
  const { minimumLiveMs } = timings;
  // An instant to come is from a clock that was set back while nobody saw it.
  const used = usedUntilAt === null || usedUntilAt > now ? startedAt : usedUntilAt;
  return Math.max(startedAt, used, endedAt - MAX_AT_ONCE * minimumLiveMs) + minimumLiveMs;
}

function markOffered(
  world: World,
  session: EndedSession,
  via: "popup" | "badge",
  now: number,
  timings: Timings,
): World {
  const { id, windows } = session;
  if (via === "badge") return withSession(world, id, { offer: "badge" });
  const usedUntilAt = windows > 0 ? world.usedUntilAt : usedUntil(world, session, now, timings);
  return { ...withSession(world, id, { offer: "open", windows: windows + 1 }), open: id, usedUntilAt };
}

/** A window on the screen stays: what is thought to be closed would get a second one beside it. */
function expire(world: World, now: number, { promptWithinMs }: Timings): World {
  const isOver = ({ offer, endedAt }: EndedSession): boolean =>
    (offer === "due" || offer === "badge") && now - endedAt > promptWithinMs;
  if (!world.sessions.some(isOver)) return world;
  const sessions = world.sessions.map((one) => (isOver(one) ? { ...one, offer: "missed" as const } : one));
  return { ...world, sessions };
}

/** When time alone may change what is offered: the end of a wait for another room's lobby, or of the memory itself. */
export function nextOfferAt(world: World, now: number, timings: Timings): number | null {
  const { lobbyHoldMs, popupWithinMs, promptWithinMs } = timings;
  const instants = world.sessions.flatMap(({ offer, endedAt, decidedAt }) => {
    const missedAt = endedAt + promptWithinMs + 1;
    if (offer === "due") return [decidedAt + lobbyHoldMs, endedAt + popupWithinMs + 1, missedAt];
    return offer === "badge" ? [missedAt] : [];
  });
  const resumed = resumedUnder(world, timings);
  const ahead = [...instants, ...(resumed === null ? [] : [resumed.at])].filter((at) => at > now);
  return ahead.length === 0 ? null : Math.min(...ahead);
}

/**
 * Opened by hand while an end was in doubt, and a call goes on: its own real end brings the check-in back, that of another
 * room leaves it to the badge.
 */
function withdrawResumed(world: World, now: number, timings: Timings): Offered {
  const { open } = world;
  const resumed = resumedUnder(world, timings);
  if (open === null || resumed === null || now < resumed.at) return { world, effects: [] };
  const closed = closeWindow(world, open);
  const { key, call } = resumed;
  const after = call.id === open ? withRoom(closed, key, { call: { ...call, byHand: false } }) : closed;
  return { world: after, effects: [{ kind: "withdraw", session: open }] };
}

/** The first call to have gone on for long enough, under a check-in that is on the screen, to take that away. */
function resumedUnder(
  { rooms, open }: World,
  { establishMs }: Timings,
): { readonly key: RoomKey; readonly call: Call; readonly at: number } | null {
  if (open === null) return null;
  const resumed = Object.entries(rooms).flatMap(([key, { call }]) =>
    call !== null && call.liveSince !== null ? [{ key, call, at: call.liveSince + establishMs }] : [],
  );
  return resumed.reduce<(typeof resumed)[number] | null>(
    (first, one) =>
      first === null || one.at < first.at || (one.at === first.at && one.call.id === open) ? one : first,
    null,
  );
}

function isHeldBack(world: World, session: EndedSession, now: number, timings: Timings): boolean {
  if (isAnyCallNear(world)) return true;
  return now < session.decidedAt + timings.lobbyHoldMs && isInAnotherLobby(world, session.room);
}

/** Two-way media flows, a call is live, or a loss is still in doubt. */
export function isAnyCallNear(world: World): boolean {
  return roomsInPlay(world).some((key) => {
    const room = world.rooms[key];
    return room !== undefined && (room.call !== null || room.twoWaySince !== null);
  });
}

/** A device is on in a room that had no session yet: the client waits for somebody there. */
function isInAnotherLobby(world: World, room: RoomKey): boolean {
  return roomsInPlay(world).some(
    (key) => key !== room && world.rooms[key]?.ended == null && isDeviceOn(docsOf(world, key)),
  );
}

/** A call was established: a window on the screen goes, the badge keeps it, and it does not come back as a window. */
export function withdrawFor(world: World, key: RoomKey): Offered {
  const call = world.rooms[key]?.call ?? null;
  // What goes on is no ended session any more; its real end gets its own offer.
  const resumed = call !== null && world.sessions.some(({ id }) => id === call.id);
  const { open } = world;
  const sessions = world.sessions
    .filter(({ id }) => !(resumed && id === call?.id))
    .map((one) => (one.id === open ? { ...one, offer: "badge" as const } : one));
  const windows = world.sessions.find(({ id }) => id === call?.id)?.windows ?? call?.windows ?? 0;
  const after = call === null ? world : withRoom(world, key, { call: { ...call, windows } });
  const effects: readonly OfferEffect[] = open === null ? [] : [{ kind: "withdraw", session: open }];
  return { world: { ...after, sessions, open: null }, effects };
}

/** Closed without an answer, or never shown: the badge keeps it. */
export function closeWindow(world: World, id: SessionId): World {
  const after = world.open === id ? { ...world, open: null } : world;
  const session = after.sessions.find((one) => one.id === id);
  return session?.offer === "open" ? withSession(after, id, { offer: "badge" }) : after;
}

export function takeAnswer(world: World, action: ClientAction, named: SessionId | undefined): World {
  // One that was opened by hand for no session answers nothing.
  if (named === undefined && world.open === null && world.openForNone) return { ...world, openForNone: false };
  const id = named ?? world.open ?? world.lastOffered;
  if (id === null) return world;
  const closed: World = { ...world, open: world.open === id ? null : world.open, openForNone: false };
  const session = closed.sessions.find((one) => one.id === id);
  if (session === undefined) return answerCall(closed, id, action);
  if (isSettled(session, action)) return closed;
  const offer = action === "later" ? ("badge" as const) : ("done" as const);
  const answered = withSession(closed, id, { offer, answered: action });
  return ruleOut(noteAnswered(answered, session.room, id, action), session.room, action);
}

/** Answered for good; that it was no session can still be said. */
function isSettled({ answered }: EndedSession, action: ClientAction): boolean {
  const isStrike = action === "notASession" || action === "neverHere";
  return !isStrike && answered !== null && answered !== "later";
}

/** Submitted while its call goes on, or is in doubt: it is the one for this session. */
function answerCall(world: World, id: SessionId, action: ClientAction): World {
  const found = Object.entries(world.rooms).find(([, { call, ended }]) => call?.id === id || ended?.id === id);
  if (found === undefined) return world;
  const [key, { call }] = found;
  const noted = call?.id === id ? withRoom(world, key, { call: { ...call, answered: action } }) : world;
  return ruleOut(noteAnswered(noted, key, id, action), key, action);
}

/** An answered session is not continued. */
function noteAnswered(world: World, key: RoomKey, id: SessionId, action: ClientAction): World {
  const ended = world.rooms[key]?.ended ?? null;
  return ended?.id === id ? withRoom(world, key, { ended: { ...ended, answered: action } }) : world;
}

function ruleOut(world: World, key: RoomKey, action: ClientAction): World {
  if (action !== "neverHere") return world;
  const ruledOut = [...world.ruledOut.filter((one) => one !== key), key].slice(-MAX_RULED_OUT);
  return { ...world, ruledOut };
}

/** The session a check-in from the toolbar is for: live, in doubt, or ended and not answered; else none. */
export function sessionAtHand(world: World): SessionId | null {
  const calls = Object.entries(world.rooms).flatMap(([key, { call }]) =>
    call && isLookedAt(world, key) ? [call] : [],
  );
  const live = calls.find(({ doubt }) => doubt === null) ?? calls[0];
  if (live !== undefined) return live.answered === null ? live.id : null;
  const waiting = world.sessions.filter(({ offer }) => offer === "due" || offer === "open" || offer === "badge");
  return (
    waiting.reduce<EndedSession | null>((last, one) => (last === null || one.endedAt > last.endedAt ? one : last), null)
      ?.id ?? null
  );
}

/** Opened while the end is in doubt, it takes the place of the offer; in the call it is the client's own affair. */
export function openByHand(world: World): World {
  if (world.open !== null) return world;
  const id = sessionAtHand(world);
  if (id === null) return { ...world, openForNone: true };
  const of = Object.entries(world.rooms).find(([, { call }]) => call?.id === id);
  const known = { ...world, lastOffered: id, openForNone: false };
  if (of?.[1].call == null) return { ...withSession(known, id, { offer: "open" }), open: id };
  const [key, { call }] = of;
  return call.doubt === null ? known : { ...withRoom(known, key, { call: { ...call, byHand: true } }), open: id };
}
