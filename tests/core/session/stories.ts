import fc from "fast-check";
import type { ClientAction, DocumentFact, PeerState, SessionEvent } from "../../../src/core/session/events.ts";
import type { Fact, Scenario, TimedFact } from "./scenario.ts";

export type Story = Omit<Scenario, "id" | "expect">;

/** What may happen next; a story is a list of these, each some seconds after the one before. */
const IN_CALLS = ["join", "join", "media", "mediaStops", "hangup", "closePeers", "capture", "reload", "gone"] as const;
const AROUND_CALLS = [
  ...[
    "drop",
    "fail",
    "reconnect",
    "tabClosed",
    "routeInside",
    "routeOut",
    "routeOther",
    "channel",
    "audible",
    "sharing",
  ],
  ...["loopback", "online", "unseen", "sleep", "clock", "kill", "updateForced", "updateOffered", "windowClosed"],
  ...["client", "startManually"],
] as const;
/** Each of these puts an end to much else. */
const SELDOM = ["restart", "revoke", "grant", "allow"] as const;

export interface Move {
  readonly kind: string;
  readonly gap: number;
  readonly slot: number;
  readonly pick: number;
}

/** Around every wait of the machine: seconds, minutes, more than the longest hold. */
const GAPS = [0, 0, 1, 3, 7, 11, 16, 35, 45, 95, 200, 400, 700] as const;

const SLOTS = [
  { tab: 1, frame: 0, room: "A", enrolled: true },
  { tab: 2, frame: 0, room: "A", enrolled: true },
  { tab: 3, frame: 0, room: "B", enrolled: true },
  { tab: 1, frame: 4, room: "A", enrolled: true },
  { tab: 4, frame: 0, room: "C", enrolled: false },
] as const;

const ACTIONS: readonly ClientAction[] = ["submit", "later", "later", "skip", "skip", "notASession", "neverHere"];
const SLEEPS = [30, 300, 1_000, 9_000] as const;

function moveOf(left: readonly string[]): fc.Arbitrary<Move> {
  const oneOf = (kinds: readonly string[]) => fc.constantFrom(...kinds.filter((kind) => !left.includes(kind)));
  const seldom = oneOf([...SELDOM, "routeInside"]);
  return fc.record({
    kind: fc.oneof(
      { weight: 12, arbitrary: oneOf(IN_CALLS) },
      { weight: 8, arbitrary: oneOf(AROUND_CALLS) },
      { weight: 1, arbitrary: seldom },
    ),
    gap: fc.constantFrom(...GAPS),
    slot: fc.constantFrom(0, 0, 0, 1, 2, 2, 3, 4),
    pick: fc.nat(99),
  });
}

/** Stories around one, two or three rooms; `left` names the moves that a property cannot have. */
export function anyStory(left: readonly string[] = []): fc.Arbitrary<Story> {
  const rest = fc.array(moveOf(left), { minLength: 2, maxLength: 24, size: "max" });
  return fc
    .tuple(fc.constantFrom(0, 1, 2), fc.constantFrom(...GAPS), rest)
    .map(([slot, gap, moves]) => storyOf([{ kind: "join", gap: 0, slot, pick: 0 }, { ...PAUSE, gap }, ...moves]));
}

const PAUSE: Move = { kind: "pause", gap: 0, slot: 0, pick: 0 };

/** Long enough for every hold, one after the other. */
const QUIET_END = 2_400;

interface Slot {
  doc: string | null;
  peers: string[];
  capture: boolean;
  channel: boolean;
}

function storyOf(moves: readonly Move[]): Story {
  const events: TimedFact[] = [];
  const slots: Slot[] = SLOTS.map(() => ({ doc: null, peers: [], capture: false, channel: false }));
  const closedTabs = new Map<number, number>();
  let [at, count, online] = [0, 0, true];
  const put = (fact: Fact): void => void events.push({ at, fact });
  const told = (event: SessionEvent): void => put({ kind: "told", event });

  /** A tab that is opened after one was closed has a number of its own. */
  const placeOf = (index: number) => {
    const place = SLOTS[index]!;
    return { ...place, tab: place.tab + 10 * (closedTabs.get(place.tab) ?? 0) };
  };
  const emptied = (slot: Slot): void =>
    void Object.assign(slot, { doc: null, peers: [], capture: false, channel: false });
  const opened = (index: number): string => {
    const slot = slots[index]!;
    if (slot.doc === null) {
      slot.doc = `d${++count}`;
      told({ type: "documentOpened", doc: slot.doc, ...placeOf(index) });
    }
    return slot.doc;
  };
  const device = (slot: Slot, doc: string, live: boolean): void => {
    slot.capture = live;
    told({ type: "capture", doc, live });
  };
  const peer = (doc: string, id: string, state: PeerState, loopback = false): void =>
    told({ type: "peer", doc, peer: id, state, loopback });
  const connected = (slot: Slot, doc: string): void => {
    const id = `p${++count}`;
    slot.peers.push(id);
    peer(doc, id, "connecting");
    peer(doc, id, "connected");
    told({ type: "remoteMedia", doc, peer: id, flowing: true });
  };
  const closed = (slot: Slot, doc: string): void => {
    for (const id of slot.peers) peer(doc, id, "closedByPage");
    slot.peers = [];
  };

  function happen({ kind, slot: index, pick }: Move): void {
    const slot = slots[index]!;
    const place = placeOf(index);
    const even = pick % 2 === 0;
    switch (kind) {
      case "join": {
        const doc = opened(index);
        if (!slot.capture) device(slot, doc, true);
        return connected(slot, doc);
      }
      case "online":
        online = !online;
        return told({ type: "online", on: online });
      case "sleep": {
        const seconds = SLEEPS[pick % SLEEPS.length]!;
        at += seconds;
        return told({ type: "slept", forMs: seconds * 1_000 });
      }
      case "clock":
        return told({ type: "clockChanged", byMs: (pick - 50) * 77_000 });
      case "kill":
        return put({ kind: "workerKilled" });
      case "restart":
        put({ kind: "browserQuit" });
        for (const one of slots) emptied(one);
        at += pick * 10;
        online = true;
        return told({ type: "browserStarted" });
      case "updateForced":
      case "updateOffered":
        told({ type: kind });
        if (kind === "updateForced" && even)
          slots.forEach(({ doc }, i) => doc && told({ type: "documentOpened", doc, ...placeOf(i) }));
        return;
      case "revoke":
        return told({ type: "permissionRevoked", room: place.room });
      case "grant":
        return told({ type: "permissionGranted" });
      case "allow":
        return told({ type: "roomAllowed", room: place.room });
      case "client":
        return told({ type: "client", action: ACTIONS[pick % ACTIONS.length]! });
      case "startManually":
        return told({ type: kind });
      case "windowClosed":
        return told({ type: kind, session: `s${1 + (pick % 3)}` });
      case "audible":
      case "sharing":
        return told({ type: kind, tab: place.tab, on: even });
      case "tabClosed":
        told({ type: kind, tab: place.tab, windowClosing: even });
        slots.forEach((one, i) => placeOf(i).tab === place.tab && emptied(one));
        closedTabs.set(SLOTS[index]!.tab, (closedTabs.get(SLOTS[index]!.tab) ?? 0) + 1);
        return;
    }
    if (slot.doc !== null) happenIn(slot, slot.doc, kind, index, pick);
  }

  function happenIn(slot: Slot, doc: string, kind: string, index: number, pick: number): void {
    const last = slot.peers.at(-1);
    const even = pick % 2 === 0;
    switch (kind) {
      case "media":
        if (last === undefined) return connected(slot, doc);
        return told({ type: "remoteMedia", doc, peer: last, flowing: true });
      case "mediaStops":
        for (const id of slot.peers) told({ type: "remoteMedia", doc, peer: id, flowing: false });
        return;
      case "hangup":
        closed(slot, doc);
        return device(slot, doc, false);
      case "closePeers":
        return closed(slot, doc);
      case "capture":
        return device(slot, doc, !slot.capture);
      case "channel":
        slot.channel = !slot.channel;
        return told({ type: "dataChannel", doc, open: slot.channel });
      case "drop":
      case "fail":
      case "reconnect": {
        const state = kind === "drop" ? "disconnected" : kind === "fail" ? "failed" : "connected";
        return last === undefined ? undefined : peer(doc, last, state);
      }
      case "loopback":
        return last === undefined ? undefined : peer(doc, last, "connected", true);
      case "routeInside":
        return told({ type: "routeChanged", doc });
      case "routeOut":
        return told({ type: "routeChanged", doc, room: null, enrolled: false });
      case "routeOther":
        return told({ type: "routeChanged", doc, room: even ? "B" : "A", enrolled: true });
      case "unseen":
        put({ kind: "unheard", gone: doc });
        return emptied(slot);
      case "gone":
      case "reload":
        told({ type: "documentGone", doc, via: VIAS[pick % VIAS.length]! });
        emptied(slot);
        if (kind === "gone") return;
        at += pick % 7;
        opened(index);
    }
  }

  for (const move of moves) {
    at += move.gap;
    happen(move);
  }
  return { settings: SETTINGS, startsAt: Date.UTC(2026, 0, 5, 9), events, until: at + QUIET_END };
}

const VIAS: readonly Extract<DocumentFact, { type: "documentGone" }>["via"][] = [
  "unload",
  "unload",
  "bfcache",
  "crash",
  "frameRemoved",
];

/** Short calls count, so that a short story can hold many; few heartbeats, so that many stories can be played. */
const SETTINGS = { minimumLive: 30, heartbeat: 120 };

/** One line a fact, for a person who reads a counterexample. */
export function tellStory({ events }: Story): string {
  return events.map(({ at, fact }) => `${at}: ${JSON.stringify(fact.kind === "told" ? fact.event : fact)}`).join("\n");
}
