/**
 * Who takes part in a room's call: the documents and connections that carry it, and the tabs they are in. The rule that
 * must not break: what turns out to be a test of a page with itself has never taken part.
 */
import { carriesMedia } from "./documents.ts";
import type { RoomKey } from "./events.ts";
import { docsOf, membersOf } from "./evidence.ts";
import { type Call, type Doc, type World, withDoc, withRoom } from "./world.ts";

/** Documents and connections that carry the call take part in it from now on, whatever becomes of them. */
export function notePart(world: World, key: RoomKey, now: number): World {
  const before = world.rooms[key]?.call ?? null;
  if (before === null) return world;
  let after = world;
  let { carriers } = before;
  for (const [id, doc] of membersOf(world, key)) {
    if (!doc.enrolled || doc.silent) continue;
    const carrying = Object.entries(doc.peers).filter(([, peer]) => carriesMedia(peer) && !peer.carried);
    carriers += carrying.length;
    if (carrying.length === 0 && (doc.tookPart || !isPartOf(before, doc))) continue;
    const carried = Object.fromEntries(carrying.map(([name, peer]) => [name, { ...peer, carried: true }]));
    after = withDoc(after, id, {
      tookPart: true,
      seenAt: Math.max(doc.seenAt, now),
      peers: { ...doc.peers, ...carried },
    });
  }
  return withRoom(after, key, { call: { ...before, carriers, tabs: tabsOf(before, docsOf(after, key)) } });
}

/** Of a call without media connections. */
function isPartOf({ evidence, doubt }: Call, doc: Doc): boolean {
  if (doubt !== null) return false;
  return evidence === "channel" ? doc.capture || doc.channel : evidence === "sharing" && doc.frame === 0;
}

/** Both ends of a connection were in this page, as it turns out: what it carried was no call. */
export function dropMistaken(world: World, key: RoomKey): World {
  const call = world.rooms[key]?.call ?? null;
  let after = world;
  let mistaken = 0;
  for (const [id, doc] of membersOf(world, key)) {
    const wrong = Object.entries(doc.peers).filter(([, { loopback, carried }]) => loopback && carried);
    if (wrong.length === 0) continue;
    mistaken += wrong.length;
    const peers = Object.fromEntries(wrong.map(([name, peer]) => [name, { ...peer, carried: false }]));
    after = withDoc(after, id, { peers: { ...doc.peers, ...peers } });
  }
  if (call === null || mistaken === 0) return after;
  const carriers = call.carriers - mistaken;
  return withRoom(after, key, { call: carriers <= 0 && call.evidence === "media" ? null : { ...call, carriers } });
}

/** The session of this room is over: nobody and nothing takes part in it any more. */
export function clearPart(world: World, key: RoomKey): World {
  let after = world;
  for (const [id, doc] of membersOf(world, key)) {
    const peers = Object.entries(doc.peers).map(([name, peer]) => [name, { ...peer, carried: false }] as const);
    after = withDoc(after, id, { tookPart: false, peers: Object.fromEntries(peers) });
  }
  return after;
}

/** More tabs than one session ever wanders through. */
const MAX_TABS = 8;

function tabsOf({ tabs, doubt }: Call, docs: readonly Doc[]): readonly number[] {
  const joined = docs
    .filter((doc) => doc.tookPart || (doubt !== null && doc.openedAt > doubt.lostAt))
    .map(({ tab }) => tab);
  const added = joined.filter((tab) => !tabs.includes(tab));
  return added.length === 0 ? tabs : [...tabs, ...new Set(added)].slice(-MAX_TABS);
}
