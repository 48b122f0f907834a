/**
 * Everything the session machine knows between two events: plain JSON, so that it can be stored after each. Whatever a
 * page does, its size stays bounded. Every instant is wall-clock ms in a field that ends in `At` or `Since`, which is how
 * a changed clock finds them all.
 */
import type { ClientAction, DocumentKey, PeerState, RoomKey, SessionId } from "./events.ts";

export interface Peer {
  readonly state: PeerState;
  readonly flowing: boolean;
  readonly loopback: boolean;
  /** Remote media flowed over it in this session. */
  readonly carried: boolean;
  readonly openedAt: number;
}

export interface Doc {
  readonly tab: number;
  readonly frame: number;
  readonly room: RoomKey | null;
  readonly enrolled: boolean;
  /** Where its address has gone meanwhile; takes effect when the call allows it. */
  readonly route: { readonly room: RoomKey | null; readonly enrolled: boolean } | null;
  readonly capture: boolean;
  readonly captureOnAt: number;
  readonly channel: boolean;
  readonly channelOnAt: number;
  readonly peers: Readonly<Record<string, Peer>>;
  /** The last few that the page closed: `closedByPage` is final. */
  readonly closed: readonly string[];
  readonly openedAt: number;
  /** Last sign of life. */
  readonly seenAt: number;
  /** Not heard of for too long: counts as dead until it speaks. */
  readonly silent: boolean;
  /** In the session that its room has now. */
  readonly tookPart: boolean;
  /** Remote media came over a connection of it, in this session or another. */
  readonly everCarried: boolean;
}

export interface Tab {
  readonly audibleSince: number | null;
  /** The last time that it was heard for long enough without a break. */
  readonly heard: { readonly fromAt: number; readonly untilAt: number } | null;
  /** The browser itself says that the tab uses a device. */
  readonly sharingSince: number | null;
}

export type EndCause =
  | "hangup"
  | "navigation"
  | "tabClosed"
  | "held"
  | "network"
  | "remoteLeft"
  | "crash"
  | "sleep"
  | "quit"
  | "revoked";

/** The media is gone; whether the session is over will show. */
export interface Doubt {
  readonly lostAt: number;
  /** As `lostAt`, but moved along by time asleep: the longest waits count from here. */
  readonly waitingSince: number;
  readonly cause: EndCause;
  readonly deadlineAt: number;
  /** The device that was on at the loss is on still: switching it off is part of a hang-up. */
  readonly deviceHeld: boolean;
  /** How the documents that took part went, where that was clear. */
  readonly leftBy: "navigation" | "tabClosed" | null;
  /** A sign of joining is there. */
  readonly signs: { readonly sinceAt: number; readonly device: boolean } | null;
  /** The last sign of joining went: until here it may be a swapped device or the next attempt. */
  readonly restUntilAt: number | null;
}

/** A session that is going on, in doubt, or ended and might be continued. */
export interface Call {
  readonly id: SessionId;
  readonly startedAt: number;
  readonly liveMs: number;
  readonly liveSince: number | null;
  readonly doubt: Doubt | null;
  /** No media connection: device and data channel are the call. */
  readonly evidence: "media" | "channel" | "sharing";
  /** Tabs that its documents were in. */
  readonly tabs: readonly number[];
  /** Connections that carried it. */
  readonly carriers: number;
  /** What the last media to come back has cancelled, should it turn out to be no media of a call. */
  readonly cancelled: { readonly doubt: Doubt; readonly liveMs: number } | null;
  readonly longSleep: { readonly fellAsleepAt: number; readonly wokeAt: number } | null;
  readonly answered: ClientAction | null;
  /** The client opened its check-in by hand while the end was in doubt. */
  readonly byHand: boolean;
  readonly windows: number;
}

export interface Room {
  /** Remote media flows since. */
  readonly remoteSince: number | null;
  /** Media stopped last, as far as it was told. */
  readonly stoppedAt: number | null;
  /** Two-way media flows since, not yet a call. */
  readonly twoWaySince: number | null;
  /** Time asleep meanwhile. */
  readonly sleptMs: number;
  /** A device went off last, or was on when its page went. */
  readonly deviceAt: number | null;
  /** A connection that carried media dropped. */
  readonly droppedAt: number | null;
  readonly call: Call | null;
  /** The last session here, while it may be continued. */
  readonly ended: (Call & { readonly endedAt: number; readonly endedBy: EndCause }) | null;
}

/** A device was on in a room, and no call was seen there. */
export interface DeviceUse {
  readonly fromAt: number;
  /** When it was on for the last time, as far as it was heard of. */
  readonly untilAt: number;
  /** In total. */
  readonly onMs: number;
}

export type OfferState = "due" | "open" | "badge" | "done" | "missed";

/** A session that ended and was long enough. */
export interface EndedSession {
  readonly id: SessionId;
  readonly room: RoomKey;
  readonly startedAt: number;
  readonly endedAt: number;
  /** When that was decided. */
  readonly decidedAt: number;
  readonly liveMs: number;
  readonly cause: EndCause;
  readonly overlong: boolean;
  readonly offer: OfferState;
  readonly answered: ClientAction | null;
  /** Windows that were opened for it. */
  readonly windows: number;
}

export interface World {
  readonly docs: Readonly<Record<DocumentKey, Doc>>;
  readonly tabs: Readonly<Record<string, Tab>>;
  readonly rooms: Readonly<Record<RoomKey, Room>>;
  readonly sessions: readonly EndedSession[];
  /** The check-in on the screen. */
  readonly open: SessionId | null;
  /** The client has opened one by hand that no session stands behind. */
  readonly openForNone: boolean;
  readonly lastOffered: SessionId | null;
  /** Time of calls up to here has had its windows. */
  readonly usedUntilAt: number | null;
  readonly count: number;
  readonly offlineSince: number | null;
  /** "Never here". */
  readonly ruledOut: readonly RoomKey[];
  readonly revoked: readonly RoomKey[];
  readonly updateWaits: boolean;
  /** What looked like no call, and may have been a session all the same. */
  readonly uses: Readonly<Record<RoomKey, DeviceUse>>;
}

export const EMPTY_WORLD: World = {
  docs: {},
  tabs: {},
  rooms: {},
  sessions: [],
  open: null,
  openForNone: false,
  lastOffered: null,
  usedUntilAt: null,
  count: 0,
  offlineSince: null,
  ruledOut: [],
  revoked: [],
  updateWaits: false,
  uses: {},
};

export const EMPTY_ROOM: Room = {
  remoteSince: null,
  stoppedAt: null,
  twoWaySince: null,
  sleptMs: 0,
  deviceAt: null,
  droppedAt: null,
  call: null,
  ended: null,
};

/** A browser with more documents than this on video sites is not holding a session: what shows nothing goes first. */
export const MAX_DOCS = 100;
/** A tab with more frames than this makes room for others out of its own. */
export const CROWD = 25;
/** Open connections of one document; group calls have one per person. What never carried anything goes first. */
export const MAX_PEERS = 100;
export const MAX_CLOSED = 32;
/** Enough for "why did this open?", and for nothing like a diary. */
export const MAX_SESSIONS = 40;
export const MAX_ROOMS = 60;
/** Nobody is in more rooms without a call at once. */
export const MAX_USES = 8;
/** The client can rule out more than anybody visits. */
export const MAX_RULED_OUT = 500;

export function withRoom(world: World, key: RoomKey, changes: Partial<Room>): World {
  const before = world.rooms[key] ?? EMPTY_ROOM;
  return { ...world, rooms: { ...world.rooms, [key]: { ...before, ...changes } } };
}

export function withDoc(world: World, key: DocumentKey, changes: Partial<Doc>): World {
  const before = world.docs[key];
  return before === undefined ? world : { ...world, docs: { ...world.docs, [key]: { ...before, ...changes } } };
}

export function withSession(world: World, id: SessionId, changes: Partial<EndedSession>): World {
  return { ...world, sessions: world.sessions.map((one) => (one.id === id ? { ...one, ...changes } : one)) };
}

export function without<T>(record: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _gone, ...rest } = record;
  return rest;
}
