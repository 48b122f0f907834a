import fc from "fast-check";
import type { SessionEvent } from "../../../src/core/session/events.ts";
import type { TimedFact } from "./scenario.ts";
import type { Story } from "./stories.ts";

/** Short, so that a page needs no patience. */
export const MINIMUM_LIVE = 60;
/** Every wait is over. */
export const QUIET_END = 1_300;
const SETTINGS = { minimumLive: MINIMUM_LIVE, heartbeat: 120 };

const KINDS = [
  ...[
    "call",
    "callEverywhere",
    "callEverywhere",
    "hangUp",
    "hangUpEverywhere",
    "hangUpEverywhere",
    "flicker",
    "open",
    "gone",
    "capture",
    "peer",
  ],
  ...["media", "channel", "sound", "route", "answer", "answer", "closeWindow", "tabClosed"],
] as const;
const GAPS = [0, 0, 1, 4, 7, 11, 11, 16, 30, 61, 61, 125, 185] as const;
const ROOMS = 6;
const STATES = ["connecting", "connected", "disconnected", "failed", "closedByPage"] as const;
const VIAS = ["unload", "bfcache", "crash", "frameRemoved"] as const;

const move = fc.record({
  kind: fc.constantFrom(...KINDS),
  gap: fc.constantFrom(...GAPS),
  room: fc.nat(ROOMS - 1),
  doc: fc.nat(2),
  pick: fc.nat(99),
});

/** One origin that the client has enrolled says whatever it likes, in many rooms, tabs and frames. The client answers. */
export function anyHostileStory(): fc.Arbitrary<Story> {
  const moves = fc.array(move, { minLength: 4, maxLength: 40, size: "max" });
  return fc.tuple(moves, fc.boolean()).map(([moved, diligent]) => {
    const events: TimedFact[] = [];
    const page = createPage();
    let at = 0;
    for (const { gap, ...one } of moved) {
      at += gap;
      for (const event of page.eventsOf(one)) events.push({ at, fact: { kind: "told", event } });
    }
    if (diligent) events.push(...answersUntil(at + QUIET_END));
    events.sort((a, b) => a.at - b.at);
    return { settings: SETTINGS, startsAt: Date.UTC(2026, 0, 5, 9), events, until: at + QUIET_END };
  });
}

/** Of a client who answers whatever is on the screen: the next window does not wait. */
function answersUntil(until: number): readonly TimedFact[] {
  const every = 20;
  return Array.from({ length: Math.floor(until / every) }, (_, index) => {
    return { at: index * every, fact: { kind: "told", event: { type: "client", action: "skip" } } };
  });
}

interface Move {
  readonly kind: (typeof KINDS)[number];
  readonly room: number;
  readonly doc: number;
  readonly pick: number;
}

function createPage() {
  const peers = new Map<string, readonly string[]>();
  let count = 0;

  function callIn(doc: string): readonly SessionEvent[] {
    const peer = `p${++count}`;
    peers.set(doc, [...(peers.get(doc) ?? []), peer]);
    return callOf(doc, peer);
  }

  function hangUpIn(doc: string): readonly SessionEvent[] {
    const closed = peers.get(doc) ?? [];
    peers.delete(doc);
    return [
      ...closed.map((peer): SessionEvent => ({ type: "peer", doc, peer, state: "closedByPage", loopback: false })),
      { type: "capture", doc, live: false },
    ];
  }

  return {
    eventsOf({ kind, room, doc: number, pick }: Move): readonly SessionEvent[] {
      const doc = `r${room}d${number}`;
      const everywhere = Array.from({ length: ROOMS }, (_, index) => `r${index}d${number}`);
      switch (kind) {
        case "call":
          return callIn(doc);
        case "callEverywhere":
          return everywhere.flatMap(callIn);
        case "hangUp":
          return hangUpIn(doc);
        case "hangUpEverywhere":
          return everywhere.flatMap(hangUpIn);
        case "flicker":
          return [...hangUpIn(doc), ...callIn(doc)];
        default:
          return [factOf(kind, doc, peers.get(doc)?.at(-1) ?? "p", pick)];
      }
    },
  };
}

type Fact = Exclude<Move["kind"], "call" | "callEverywhere" | "hangUp" | "hangUpEverywhere" | "flicker">;

function factOf(kind: Fact, doc: string, peer: string, pick: number): SessionEvent {
  switch (kind) {
    case "open":
      return openedOf(doc);
    case "gone":
      return { type: "documentGone", doc, via: VIAS[pick % VIAS.length]! };
    case "capture":
      return { type: "capture", doc, live: pick % 2 === 0 };
    case "peer":
      return { type: "peer", doc, peer, state: STATES[pick % STATES.length]!, loopback: pick % 9 === 0 };
    case "media":
      return { type: "remoteMedia", doc, peer, flowing: pick % 3 > 0 };
    case "channel":
      return { type: "dataChannel", doc, open: pick % 2 === 0 };
    case "sound":
      return { type: "audible", tab: tabOf(doc), on: pick % 3 > 0 };
    case "route":
      return { type: "routeChanged", doc, room: `R${pick % ROOMS}`, enrolled: pick % 5 > 0 };
    case "answer":
      return { type: "client", action: pick % 3 === 0 ? "later" : "skip" };
    case "closeWindow":
      return { type: "windowClosed", session: `s${1 + (pick % 9)}` };
    case "tabClosed":
      return { type: "tabClosed", tab: tabOf(doc), windowClosing: false };
  }
}

/** Each room in a tab of its own; of its three documents two are frames. */
const tabOf = (doc: string): number => 1 + Number(doc[1]);

function openedOf(doc: string): SessionEvent {
  return {
    type: "documentOpened",
    doc,
    tab: tabOf(doc),
    frame: Number(doc.at(-1)),
    room: `R${doc[1]}`,
    enrolled: true,
  };
}

export function callOf(doc: string, peer: string, opened: SessionEvent = openedOf(doc)): readonly SessionEvent[] {
  return [
    opened,
    { type: "capture", doc, live: true },
    { type: "peer", doc, peer, state: "connected", loopback: false },
    { type: "remoteMedia", doc, peer, flowing: true },
  ];
}
