/**
 * What the documents of one room show together: media, devices, signs of joining. Decides nothing; the answers are true
 * for the moment they are asked. A room counts as one over all its tabs and frames; a silent document counts as dead.
 */
import { hasMedia } from "./documents.ts";
import type { DocumentKey, RoomKey } from "./events.ts";
import type { Timings } from "./timings.ts";
import type { Call, Doc, Doubt, Peer, Room, Tab, World } from "./world.ts";

type Members = ReadonlyMap<RoomKey, readonly (readonly [DocumentKey, Doc])[]>;

/** Read once for all rooms: work per event must not grow with rooms times documents. Worlds never change, so it holds. */
const MEMBERS = new WeakMap<World["docs"], Members>();

/** Every document of this room, silent or not. */
export function membersOf({ docs }: World, key: RoomKey): readonly (readonly [DocumentKey, Doc])[] {
  const known = MEMBERS.get(docs) ?? groupByRoom(docs);
  MEMBERS.set(docs, known);
  return known.get(key) ?? [];
}

function groupByRoom(docs: World["docs"]): Members {
  const rooms = new Map<RoomKey, (readonly [DocumentKey, Doc])[]>();
  for (const member of Object.entries(docs)) {
    const { room } = member[1];
    if (room === null) continue;
    const others = rooms.get(room);
    if (others === undefined) rooms.set(room, [member]);
    else others.push(member);
  }
  return rooms;
}

export function docsOf(world: World, key: RoomKey): readonly Doc[] {
  return membersOf(world, key).flatMap(([, doc]) => (doc.enrolled && !doc.silent ? [doc] : []));
}

export function isLookedAt(world: World, key: RoomKey): boolean {
  return !world.ruledOut.includes(key) && !world.revoked.includes(key);
}

/** Every room that has a document or a session worth a look. */
export function roomsInPlay(world: World): readonly RoomKey[] {
  const keys = new Set<RoomKey>();
  for (const { room, enrolled } of Object.values(world.docs)) if (room !== null && enrolled) keys.add(room);
  for (const [key, room] of Object.entries(world.rooms))
    if (room.call !== null || room.twoWaySince !== null) keys.add(key);
  return [...keys].filter((key) => isLookedAt(world, key));
}

function peersOf(docs: readonly Doc[]): readonly Peer[] {
  return docs.flatMap((doc) => Object.values(doc.peers)).filter(({ loopback }) => !loopback);
}

export function hasRemoteMedia(docs: readonly Doc[]): boolean {
  return docs.some(hasMedia);
}

export function isDeviceOn(docs: readonly Doc[]): boolean {
  return docs.some(({ capture }) => capture);
}

function isChannelOpen(docs: readonly Doc[]): boolean {
  return docs.some(({ channel }) => channel);
}

/** Connections that carried media in this session and that the page has not closed. */
export function carriersLeft(docs: readonly Doc[]): readonly Peer[] {
  return peersOf(docs).filter(({ carried }) => carried);
}

export function hasDropped(peers: readonly Peer[]): boolean {
  return peers.some(({ state }) => state === "disconnected" || state === "failed");
}

/** Whether what makes this call is there now. */
export function isLive(world: World, docs: readonly Doc[], call: Call): boolean {
  if (hasRemoteMedia(docs)) return true;
  switch (call.evidence) {
    case "media":
      return false;
    case "sharing":
      return isSharing(world, docs);
    case "channel":
      // Lost once, it takes both to bring it back; one of them keeps it.
      return call.doubt === null ? isDeviceOn(docs) || isChannelOpen(docs) : isDeviceOn(docs) && isChannelOpen(docs);
  }
}

/**
 * A device switched on or a connection opened since the loss, or in a document opened since. A new document's message may
 * overtake the one that the old document is gone, and a page that changes connections opens the next one first.
 */
export function signsOfJoining(
  docs: readonly Doc[],
  lostAt: number,
  { returnSlackMs }: Timings,
): "device" | "connection" | null {
  const isSince = (doc: Doc, at: number): boolean =>
    at > lostAt || doc.openedAt > lostAt || (!doc.tookPart && doc.openedAt >= lostAt - returnSlackMs);
  if (docs.some((doc) => doc.capture && isSince(doc, doc.captureOnAt))) return "device";
  const isJoining = ({ state }: Peer): boolean => state === "connecting" || state === "connected";
  // Once it stands, its media has to show: one that only sends never has any.
  const isNext = ({ state, carried, openedAt }: Peer): boolean =>
    state === "connecting" && !carried && openedAt >= lostAt - returnSlackMs;
  const joins = docs.some((doc) =>
    peersOf([doc]).some((peer) => isJoining(peer) && (isNext(peer) || isSince(doc, peer.openedAt))),
  );
  return joins ? "connection" : null;
}

/** Took part, or shows a device or a connection: it has something to say about the end. */
export function tellsOfCall(doc: Doc): boolean {
  return doc.tookPart || doc.capture || peersOf([doc]).length > 0;
}

/** Still there to say something about the end, or come since the loss. */
export function isAnyoneLeft(docs: readonly Doc[], lostAt: number): boolean {
  return docs.some((doc) => tellsOfCall(doc) || doc.openedAt > lostAt);
}

/**
 * The latest document that came back to the room: opened since the loss, or up to the slack before it without having
 * taken part. One that comes after the longest hold changes nothing any more, or reloading for ever would.
 */
export function returnedAt(
  docs: readonly Doc[],
  { lostAt, waitingSince }: Pick<Doubt, "lostAt" | "waitingSince">,
  { returnSlackMs, lobbyHoldMs }: Timings,
): number | null {
  const [first, last] = [lostAt - returnSlackMs, waitingSince + lobbyHoldMs];
  const returns = docs
    .filter(({ openedAt, tookPart }) => openedAt >= first && openedAt <= last && !tookPart)
    .map(({ openedAt }) => openedAt);
  return returns.length === 0 ? null : Math.max(...returns);
}

export interface ChannelCall {
  readonly evidence: "channel" | "sharing";
  readonly since: number;
  /** When it counts as a call, if nothing changes. */
  readonly dueAt: number;
}

/** Calls without media connections: a device and a channel, or the browser's own word, in a tab that was heard. */
export function channelCallOf(world: World, docs: readonly Doc[], room: Room, timings: Timings): ChannelCall | null {
  const ready = readyOf(world, docs, room);
  if (ready === null) return null;
  const heardFrom = heardFromAt(tabsOf(world, docs), ready.at, timings);
  if (heardFrom === null) return null;
  const establishedAt = ready.at + timings.captureOnlyEstablishMs;
  return {
    evidence: ready.evidence,
    // Heard for the first time long after: until then it was a waiting room.
    since: heardFrom <= establishedAt ? ready.at : heardFrom,
    dueAt: Math.max(establishedAt, heardFrom + timings.captureOnlyAudibleMs),
  };
}

/** Tabs in which only sound is missing for a call: as long as there are any, and no longer, it is listened for. */
export function tabsToHear(world: World): readonly number[] {
  const tabs = roomsInPlay(world).flatMap((key) => {
    const [room, docs] = [world.rooms[key], docsOf(world, key)];
    if (room === undefined || room.call !== null || readyOf(world, docs, room) === null) return [];
    return docs.map(({ tab }) => tab);
  });
  return [...new Set(tabs)];
}

/** Since when everything but the sound has been there; null where a connection carries media, or ever did. */
function readyOf(
  world: World,
  docs: readonly Doc[],
  room: Room,
): { readonly evidence: ChannelCall["evidence"]; readonly at: number } | null {
  if (room.remoteSince !== null || docs.some(({ everCarried }) => everCarried)) return null;
  const byChannel = channelSince(docs);
  if (byChannel !== null) return { evidence: "channel", at: byChannel };
  const bySharing = sharingSince(docs, tabsOf(world, docs));
  return bySharing === null ? null : { evidence: "sharing", at: bySharing };
}

function tabsOf(world: World, docs: readonly Doc[]): readonly Tab[] {
  return docs.flatMap(({ tab }) => world.tabs[tab] ?? []);
}

function channelSince(docs: readonly Doc[]): number | null {
  const devices = docs.filter(({ capture }) => capture).map(({ captureOnAt }) => captureOnAt);
  const channels = docs.filter(({ channel }) => channel).map(({ channelOnAt }) => channelOnAt);
  if (devices.length === 0 || channels.length === 0) return null;
  return Math.max(Math.min(...devices), Math.min(...channels));
}

/** Only where the page itself shows nothing: hooks that see devices know better. */
function sharingSince(docs: readonly Doc[], tabs: readonly Tab[]): number | null {
  if (docs.some((doc) => doc.captureOnAt > 0 || Object.keys(doc.peers).length > 0)) return null;
  const sharing = tabs.flatMap(({ sharingSince: since }) => since ?? []);
  return sharing.length === 0 ? null : Math.min(...sharing);
}

function isSharing(world: World, docs: readonly Doc[]): boolean {
  return docs.some(({ tab }) => world.tabs[tab]?.sharingSince != null);
}

/** Since when it has been, or will have been, heard long enough without a break. */
function heardFromAt(tabs: readonly Tab[], readyAt: number, { captureOnlyAudibleMs }: Timings): number | null {
  const instants = tabs.flatMap(({ audibleSince, heard }) => {
    const past = heard === null ? null : Math.max(heard.fromAt, readyAt);
    if (past !== null && heard !== null && heard.untilAt - past >= captureOnlyAudibleMs) return past;
    return audibleSince === null ? [] : Math.max(audibleSince, readyAt);
  });
  return instants.length === 0 ? null : Math.min(...instants);
}
