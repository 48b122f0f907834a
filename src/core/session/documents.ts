/**
 * Keeps what documents and tabs say of themselves: pure book-keeping, without a thought about sessions. Facts about a
 * document that was never announced, or is gone for good, are ignored. The rule that must not break: no page can make
 * this grow without bound.
 */
import type { BrowserFact, DocumentFact, PeerState, RoomKey } from "./events.ts";
import type { Timings } from "./timings.ts";
import {
  CROWD,
  type Doc,
  MAX_CLOSED,
  MAX_DOCS,
  MAX_PEERS,
  type Peer,
  type Tab,
  type World,
  withDoc,
  without,
} from "./world.ts";

export function noteDocumentFact(world: World, fact: DocumentFact, now: number): World {
  if (fact.type === "documentOpened") return noteOpened(world, fact, now);
  if (fact.type === "documentGone") return { ...world, docs: without(world.docs, fact.doc) };
  const doc = world.docs[fact.doc];
  if (doc === undefined) return world;
  const changes = changesOf(doc, fact, now);
  const everCarried = doc.everCarried || Object.values(changes.peers ?? {}).some(carriesMedia);
  return withDoc(world, fact.doc, { ...changes, everCarried, seenAt: now, silent: false });
}

/** Announced again, by a new background or after an update, it keeps what is known of it. */
function noteOpened(world: World, fact: Extract<DocumentFact, { type: "documentOpened" }>, now: number): World {
  const { doc: key, tab, frame, room, enrolled } = fact;
  const known = world.docs[key];
  if (known !== undefined) {
    const route = (known.route ?? known).room === room ? known.route : { room, enrolled };
    return withDoc(world, key, { tab, frame, route, seenAt: now, silent: false });
  }
  const opened: Doc = {
    tab,
    frame,
    room,
    enrolled,
    route: null,
    capture: false,
    captureOnAt: 0,
    channel: false,
    channelOnAt: 0,
    peers: {},
    closed: [],
    openedAt: now,
    seenAt: now,
    silent: false,
    tookPart: false,
    everCarried: false,
  };
  const docs = withRoomFor(world.docs);
  return docs === null ? world : { ...world, docs: { ...docs, [key]: opened } };
}

/** No tab can fill the place of the others: the most crowded one loses first, of its frames, even where they tell much. */
function withRoomFor(docs: World["docs"]): World["docs"] | null {
  const entries = Object.entries(docs);
  if (entries.length < MAX_DOCS) return docs;
  const crowded = crowdedTab(entries.map(([, { tab }]) => tab));
  const there = crowded === null ? entries : entries.filter(([, { tab }]) => tab === crowded);
  const frames = there.filter(([, { frame }]) => frame !== 0);
  const telling = crowded === null ? undefined : frames.at(-1);
  const first = [...frames, ...there].find(([, doc]) => tellsLittle(doc)) ?? telling;
  return first === undefined ? null : without(docs, first[0]);
}

function crowdedTab(tabs: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const tab of tabs) counts.set(tab, (counts.get(tab) ?? 0) + 1);
  const [tab, count] = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most));
  return count > CROWD ? tab : null;
}

/** Where there are too many, the oldest that tells little goes; null where there is none. */
function withRoomLeft<T>(
  record: Readonly<Record<string, T>>,
  max: number,
  mayGo: (one: T) => boolean,
): Readonly<Record<string, T>> | null {
  const entries = Object.entries(record);
  if (entries.length < max) return record;
  const first = entries.find(([, one]) => mayGo(one));
  return first === undefined ? null : without(record, first[0]);
}

function tellsLittle({ tookPart, capture, channel, peers, enrolled }: Doc): boolean {
  return !enrolled || (!tookPart && !capture && !channel && Object.keys(peers).length === 0);
}

function isUnused({ carried, flowing }: Peer): boolean {
  return !carried && !flowing;
}

type Change = Exclude<DocumentFact, { type: "documentOpened" | "documentGone" }>;

function changesOf(doc: Doc, fact: Change, now: number): Partial<Doc> {
  switch (fact.type) {
    case "capture":
      return fact.live === doc.capture ? {} : { capture: fact.live, captureOnAt: now };
    case "dataChannel":
      return fact.open === doc.channel ? {} : { channel: fact.open, channelOnAt: now };
    case "peer":
      return notePeer(doc, fact.peer, fact.state, fact.loopback, now);
    case "remoteMedia": {
      const peer = doc.peers[fact.peer];
      return peer === undefined ? {} : { peers: { ...doc.peers, [fact.peer]: { ...peer, flowing: fact.flowing } } };
    }
    case "routeChanged":
      return fact.room === undefined ? {} : { route: routeOf(fact.room, fact.enrolled ?? doc.enrolled) };
    case "alive":
      return {};
  }
}

function routeOf(room: RoomKey | null, enrolled: boolean): Doc["route"] {
  return { room, enrolled: room !== null && enrolled };
}

function notePeer(doc: Doc, id: string, state: PeerState, loopback: boolean, now: number): Partial<Doc> {
  if (doc.closed.includes(id)) return {};
  const known = doc.peers[id];
  if (state === "closedByPage") {
    if (known === undefined) return {};
    return { peers: without(doc.peers, id), closed: [...doc.closed, id].slice(-MAX_CLOSED) };
  }
  const peer: Peer = known ?? { state, flowing: false, loopback, carried: false, openedAt: now };
  const others = known === undefined ? withRoomLeft(doc.peers, MAX_PEERS, isUnused) : doc.peers;
  if (others === null) return {};
  return { peers: { ...others, [id]: { ...peer, state, loopback: peer.loopback || loopback } } };
}

type TabFact = Extract<BrowserFact, { type: "audible" | "sharing" }>;

const QUIET_TAB: Tab = { audibleSince: null, heard: null, sharingSince: null };

/** Of tabs with a document of ours only. */
export function noteTabFact(world: World, fact: TabFact, now: number, timings: Timings): World {
  if (!Object.values(world.docs).some(({ tab }) => tab === fact.tab)) return world;
  const tab = world.tabs[fact.tab] ?? QUIET_TAB;
  return { ...world, tabs: { ...world.tabs, [fact.tab]: changedTab(tab, fact, now, timings) } };
}

/** A bell, however often, is no voice: only what is heard long enough without a break counts. */
function changedTab(tab: Tab, { type, on }: TabFact, now: number, { captureOnlyAudibleMs }: Timings): Tab {
  if (type === "sharing") return { ...tab, sharingSince: on ? (tab.sharingSince ?? now) : null };
  if (on) return { ...tab, audibleSince: tab.audibleSince ?? now };
  const { audibleSince } = tab;
  if (audibleSince === null || now - audibleSince < captureOnlyAudibleMs) return { ...tab, audibleSince: null };
  return { ...tab, audibleSince: null, heard: { fromAt: audibleSince, untilAt: now } };
}

export function noteTabClosed(world: World, tab: number): World {
  const docs = Object.fromEntries(Object.entries(world.docs).filter(([, doc]) => doc.tab !== tab));
  return { ...world, docs, tabs: without(world.tabs, String(tab)) };
}

/** Tabs whose last document is gone have nothing more to say. */
export function forgetEmptyTabs(world: World): World {
  const used = new Set(Object.values(world.docs).map(({ tab }) => String(tab)));
  const tabs = Object.entries(world.tabs);
  if (tabs.every(([tab]) => used.has(tab))) return world;
  return { ...world, tabs: Object.fromEntries(tabs.filter(([tab]) => used.has(tab))) };
}

/** A route into another room takes effect when no remote media flows; out of every room, when no session is left. */
export function takeRoutes(world: World, now: number, isBusy: (room: RoomKey) => boolean): World {
  let after = world;
  for (const [key, doc] of Object.entries(world.docs)) {
    if (doc.route === null) continue;
    const { room, enrolled } = doc.route;
    const mustStay = doc.enrolled && doc.room !== null && isBusy(doc.room);
    if (room === doc.room) after = withDoc(after, key, { route: null, enrolled });
    else if (enrolled ? !hasMedia(doc) : !mustStay) after = withDoc(after, key, moved(doc, { room, enrolled }, now));
  }
  return after;
}

/** It comes to its new room like a document that is opened there. */
function moved(doc: Doc, to: Pick<Doc, "room" | "enrolled">, now: number): Partial<Doc> {
  const peers = Object.entries(doc.peers).map(([id, peer]) => [id, { ...peer, carried: false }] as const);
  return { ...to, route: null, openedAt: now, tookPart: false, peers: Object.fromEntries(peers) };
}

export function hasMedia({ peers }: Doc): boolean {
  return Object.values(peers).some(carriesMedia);
}

export function carriesMedia({ state, flowing, loopback }: Peer): boolean {
  return state === "connected" && flowing && !loopback;
}
