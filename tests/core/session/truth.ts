import type { SessionEvent } from "../../../src/core/session/events.ts";
import type { Step } from "../../../src/core/session/machine.ts";
import { timingsFrom } from "../../../src/core/session/timings.ts";
import { ALARM_GRAIN, type Observer } from "./player.ts";
import type { Fact, Scenario } from "./scenario.ts";

interface TrueDoc {
  readonly tab: number;
  room: string | null;
  capture: boolean;
  heard: boolean;
  /** Its address has been elsewhere: which room it belongs to depends on the call, so it proves nothing here. */
  strayed: boolean;
  readonly peers: Map<string, { state: string; flowing: boolean; loopback: boolean }>;
}

export interface Faults {
  /** Questions while both sides' media flow. */
  readonly overCalls: readonly string[];
  /** Two at once, two for one session, or another one than the machine believes. */
  readonly windows: readonly string[];
  /** Questions about rooms that nobody may be asked about, or that had too little media. */
  readonly rooms: readonly string[];
}

/**
 * Knows, apart from the machine, where both sides' media flow for certain and which window is on the screen, and notes
 * what must never happen.
 */
export function createTruth(settings: Scenario["settings"]): Observer & { readonly faults: Faults } {
  const { establishMs, minimumLiveMs } = timingsFrom(settings);
  const establish = establishMs / 1_000;
  const faults: { readonly [K in keyof Faults]: string[] } = { overCalls: [], windows: [], rooms: [] };
  const media = createMediaClock();
  const docs = new Map<string, TrueDoc>();
  const twoWaySince = new Map<string, number>();
  const closedRooms = { revoked: new Set<string>(), ruledOut: new Set<string>() };
  const asked = new Set<string>();
  let window: string | null = null;
  let wokeAt = 0;

  function twoWayRooms(): ReadonlySet<string> {
    const sure = [...docs.values()].filter((doc) => doc.heard && !doc.strayed);
    const rooms = sure.flatMap(({ room }) => room ?? []);
    return new Set(
      rooms.filter((room) => {
        if (closedRooms.revoked.has(room) || closedRooms.ruledOut.has(room)) return false;
        const there = sure.filter((doc) => doc.room === room);
        return there.some(({ capture }) => capture) && there.some(isFlowing);
      }),
    );
  }

  function take(event: SessionEvent, at: number, { world }: Step): void {
    if (event.type === "documentOpened") {
      const known = docs.get(event.doc);
      if (known !== undefined) known.heard = true;
      else {
        const { tab, enrolled } = event;
        const room = enrolled ? event.room : null;
        docs.set(event.doc, { tab, room, capture: false, heard: true, strayed: false, peers: new Map() });
      }
    } else if (event.type === "slept") wokeAt = at;
    else if (event.type === "tabClosed") {
      for (const [key, { tab }] of docs) if (tab === event.tab) docs.delete(key);
    } else if (event.type === "updateForced") for (const doc of docs.values()) doc.heard = false;
    else if (event.type === "permissionRevoked") closedRooms.revoked.add(event.room);
    else if (event.type === "permissionGranted") closedRooms.revoked.clear();
    else if (event.type === "roomAllowed") closedRooms.ruledOut.delete(event.room);
    else if ("doc" in event) takeFact(event, docs);
    // What the client does acts on the window that is there; which room it rules out, the machine has to say.
    if (event.type === "client") {
      window = null;
      for (const room of world.ruledOut) closedRooms.ruledOut.add(room);
    }
    if (event.type === "windowClosed" && event.session === window) window = null;
    if (event.type === "startManually") window = world.open;
    if (event.type === "browserStarted" || event.type === "updateForced") window = null;
  }

  function noteTwoWay(at: number): ReadonlySet<string> {
    const rooms = twoWayRooms();
    for (const room of twoWaySince.keys()) if (!rooms.has(room)) twoWaySince.delete(room);
    for (const room of rooms) twoWaySince.set(room, Math.max(wokeAt, twoWaySince.get(room) ?? at));
    return rooms;
  }

  return {
    faults,
    happened(fact: Fact, at) {
      media.runTo(at, docs.values(), fact);
      if (fact.kind === "unheard" && fact.gone !== null) docs.delete(fact.gone);
      if (fact.kind === "browserQuit") docs.clear();
    },
    stepped(step, event, at) {
      media.runTo(at, docs.values());
      take(event, at, step);
      const rooms = noteTwoWay(at);
      // A session that goes on has not ended: its real end gets its own offer.
      for (const { call } of Object.values(step.world.rooms)) if (call !== null) asked.delete(call.id);
      for (const effect of step.effects) {
        if (effect.kind === "withdraw") {
          if (effect.session !== window) faults.windows.push(`${at}: a window is withdrawn that is not there`);
          window = null;
          asked.delete(effect.session);
        }
        if (effect.kind !== "offer") continue;
        for (const room of rooms) faults.overCalls.push(`${at}: a prompt while two-way media flows in ${room}`);
        if (closedRooms.revoked.has(effect.room) || closedRooms.ruledOut.has(effect.room) || effect.room === "C")
          faults.rooms.push(`${at}: a prompt for ${effect.room}, which is not looked at`);
        if (media.secondsIn(effect.room) * 1_000 < minimumLiveMs - 1)
          faults.rooms.push(`${at}: a prompt after ${media.secondsIn(effect.room)} s of media in ${effect.room}`);
        if (asked.has(effect.session)) faults.windows.push(`${at}: ${effect.session} is asked about twice`);
        asked.add(effect.session);
        if (effect.via === "popup") {
          if (window !== null) faults.windows.push(`${at}: two windows`);
          window = effect.session;
        }
      }
      for (const [room, since] of twoWaySince)
        if (window !== null && at > since + establish + 2 + ALARM_GRAIN)
          faults.overCalls.push(`${at}: a window over ${room}`);
      if (step.world.open !== window)
        faults.windows.push(`${at}: the machine takes ${step.world.open} for open, not ${window}`);
    },
  };
}

function isFlowing({ peers }: TrueDoc): boolean {
  return [...peers.values()].some(({ state, flowing, loopback }) => state === "connected" && flowing && !loopback);
}

/** Counts, awake, how long the other side's media can have flowed in each room at most. */
function createMediaClock() {
  const seconds = new Map<string, number>();
  let everywhere = 0;
  let last = 0;
  return {
    runTo(at: number, docs: Iterable<TrueDoc>, fact?: Fact): void {
      const slept = fact?.kind === "told" && fact.event.type === "slept" ? fact.event.forMs / 1_000 : 0;
      const awake = at - last - slept;
      last = at;
      const flowing = [...docs].filter(isFlowing);
      if (flowing.some(({ strayed }) => strayed)) everywhere += awake;
      for (const room of new Set(flowing.flatMap((doc) => (doc.strayed ? [] : (doc.room ?? [])))))
        seconds.set(room, (seconds.get(room) ?? 0) + awake);
    },
    secondsIn: (room: string): number => everywhere + (seconds.get(room) ?? 0),
  };
}

function takeFact(event: Extract<SessionEvent, { doc: string }>, docs: Map<string, TrueDoc>): void {
  const doc = docs.get(event.doc);
  if (doc === undefined) return;
  switch (event.type) {
    case "documentGone":
      docs.delete(event.doc);
      return;
    case "capture":
      doc.capture = event.live;
      return;
    case "routeChanged":
      if (event.room !== undefined) doc.strayed = true;
      return;
    case "remoteMedia": {
      const peer = doc.peers.get(event.peer);
      if (peer !== undefined) peer.flowing = event.flowing;
      return;
    }
    case "peer": {
      const { state, loopback } = event;
      const known = doc.peers.get(event.peer);
      if (known?.state === "closedByPage") return;
      const { flowing, loopback: said } = known ?? { flowing: false, loopback: false };
      doc.peers.set(event.peer, { state, flowing, loopback: said || loopback });
    }
  }
}
