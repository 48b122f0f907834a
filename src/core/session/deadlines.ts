/**
 * What happens by time alone: a call is established, a document falls silent, a doubt becomes an end. Each happens at
 * its own instant, however late the background is told of it. The rule that must not break: a worker that was dead
 * changes when a verdict is seen, never the verdict.
 */
import { establish, establishesAt, followRoom } from "./call.ts";
import type { DocumentKey, RoomKey } from "./events.ts";
import { roomsInPlay } from "./evidence.ts";
import { endsAt } from "./loss.ts";
import { clearPart } from "./participation.ts";
import type { Timings } from "./timings.ts";
import { type Call, type EndedSession, MAX_SESSIONS, type World, withDoc, withRoom } from "./world.ts";

type Due =
  | { readonly at: number; readonly kind: "establish" | "end"; readonly room: RoomKey }
  | { readonly at: number; readonly kind: "silence"; readonly doc: DocumentKey };

/** The earliest of all; nothing at all while no call is near. */
export function nextDue(world: World, timings: Timings): Due | null {
  const dues: Due[] = [];
  for (const room of roomsInPlay(world)) {
    const establishAt = establishesAt(world, room, timings);
    if (establishAt !== null) dues.push({ at: establishAt, kind: "establish", room });
    const doubt = world.rooms[room]?.call?.doubt ?? null;
    if (doubt !== null) dues.push({ at: endsAt(doubt, world.offlineSince !== null, timings), kind: "end", room });
  }
  for (const [doc, { tookPart, silent, seenAt }] of Object.entries(world.docs))
    if (tookPart && !silent) dues.push({ at: seenAt + timings.heartbeatLostMs, kind: "silence", doc });
  return dues.reduce<Due | null>((first, due) => (first === null || due.at < first.at ? due : first), null);
}

/** All that fell due before this instant, or at it where `inclusive`: what arrives at a deadline is in time. */
export function runDue(world: World, until: number, inclusive: boolean, timings: Timings): World {
  let after = world;
  for (let due = nextDue(after, timings); due !== null; due = nextDue(after, timings)) {
    if (due.at > until || (due.at === until && !inclusive)) return after;
    after = runOne(after, due, timings);
  }
  return after;
}

function runOne(world: World, due: Due, timings: Timings): World {
  switch (due.kind) {
    case "establish":
      return establish(world, due.room, due.at, timings);
    case "end":
      return endSession(world, due.room, due.at, timings);
    case "silence":
      return fallSilent(world, due.doc, due.at, timings);
  }
}

function fallSilent(world: World, key: DocumentKey, now: number, timings: Timings): World {
  const doc = world.docs[key];
  if (doc === undefined) return world;
  const silent = withDoc(world, key, { silent: true });
  if (doc.room === null) return silent;
  return followRoom(silent, doc.room, { event: { type: "tick" }, before: null, departed: [doc], now, timings });
}

/** Ends at the possible end. Too short, it stays silent, but a call that comes back soon still continues it. */
export function endSession(world: World, key: RoomKey, decidedAt: number, timings: Timings): World {
  const call = world.rooms[key]?.call ?? null;
  if (call === null || call.doubt === null) return world;
  const endedAt = call.doubt.lostAt;
  // Time after the moment that turned out to be the end is no call.
  const liveMs = Math.min(call.liveMs, Math.max(0, endedAt - call.startedAt));
  const ended = { ...call, liveMs, liveSince: null, doubt: null, endedAt, endedBy: call.doubt.cause };
  const over = clearPart(withRoom(world, key, { call: null, ended, droppedAt: null }), key);
  // A check-in opened by hand stays on the screen until it is answered or closed.
  if (liveMs < timings.minimumLiveMs) return over;
  const offer = over.open === call.id && call.answered === null ? "open" : offerOf(call);
  return recordSession(over, sessionOf(call, key, { endedAt, liveMs, decidedAt, offer }, timings));
}

type Ending = Pick<EndedSession, "endedAt" | "liveMs" | "decidedAt" | "offer">;

function sessionOf(call: Call, room: RoomKey, ending: Ending, { overlongMs }: Timings): EndedSession {
  return {
    id: call.id,
    room,
    startedAt: call.startedAt,
    ...ending,
    cause: call.doubt?.cause ?? "hangup",
    overlong: ending.liveMs > overlongMs,
    answered: call.answered,
    windows: call.windows,
  };
}

/** A check-in that the client opened by hand takes the place of the offer; one put off is kept in the badge. */
function offerOf({ answered, byHand }: Call): EndedSession["offer"] {
  if (answered !== null) return answered === "later" ? "badge" : "done";
  return byHand ? "badge" : "due";
}

export function recordSession(world: World, session: EndedSession): World {
  const others = world.sessions.filter(({ id }) => id !== session.id);
  // What is settled goes before what still waits.
  const settled = others.filter(({ offer }) => offer === "done" || offer === "missed");
  const surplus = others.length + 1 - MAX_SESSIONS;
  const kept = surplus > 0 ? others.filter((one) => !settled.slice(0, surplus).includes(one)) : others;
  return { ...world, sessions: [...kept, session] };
}
