import type { RoomKey, SessionEvent } from "../core/session/events.ts";
import { type ContentSignal, parseContentSignal } from "../protocol/content-signals.ts";
import { admitObserver, type OurFacts, type SenderFacts } from "../protocol/message-gate.ts";

/** One observer's line, as adapters/browser/observer-ports.ts hands it over. */
export interface ObserverLine {
  readonly sender: SenderFacts;
  readonly tabUrl: string | undefined;
  readonly post: (reply: unknown) => void;
  readonly close: () => void;
  readonly onMessage: (handle: (message: unknown) => void) => void;
  readonly onClosed: (handle: (cached: boolean) => void) => void;
}

export interface ContentDoorDeps {
  readonly ours: OurFacts;
  readonly enrolledOrigins: () => Promise<readonly string[]>;
  /** Keyed hash of the meeting address. */
  readonly roomOf: (address: string) => Promise<RoomKey>;
  readonly tell: (...events: readonly SessionEvent[]) => Promise<unknown>;
  readonly monotonicMs: () => number;
  /** Documents the machine still knows in this very place; one that left while the background slept said no goodbye. */
  readonly knownAt: (tab: number, frame: number) => Promise<readonly string[]>;
  /** For the developer's console. */
  readonly complain: (message: string, cause: unknown) => void;
  /** For an observer that comes later to the same document: the one of an updated extension. */
  readonly keepNonce: (doc: string, known: KnownNonce) => Promise<void>;
}

export interface KnownNonce {
  readonly tab: number;
  readonly frame: number;
  readonly nonce: string;
}

/** A library that opens and closes connections as fast as it can stays far below; a flood does not. */
export const MAX_SIGNALS = 600;
export const SIGNAL_WINDOW_MS = 10_000;

interface Visitor {
  readonly doc: string;
  readonly origin: string;
  readonly room: RoomKey;
  readonly line: ObserverLine;
  beatMs: number | null;
}

/** Turns what documents on enrolled origins say into session events. Keeps lines only, which end with the worker anyway. */
export function createContentDoor(deps: ContentDoorDeps) {
  const visitors = new Map<string, Visitor>();

  async function receive(line: ObserverLine, { tab, frame, origin }: Admitted): Promise<Receiver> {
    let visitor: Visitor | null = null;
    let leaving = false;
    const isCurrent = (): boolean => visitor !== null && visitors.get(visitor.doc) === visitor;
    return {
      async hear(signal) {
        if (signal.kind === "documentOpened") {
          leaving = false;
          const [doc, room] = [signal.documentKey, await deps.roomOf(line.tabUrl ?? line.sender.url ?? "")];
          visitor = { doc, origin, room, line, beatMs: null };
          visitors.set(doc, visitor);
          for (const earlier of await deps.knownAt(tab, frame))
            if (earlier !== doc && !visitors.has(earlier))
              await deps.tell({ type: "documentGone", doc: earlier, via: "unload" });
          await deps.keepNonce(doc, { tab, frame, nonce: signal.nonce });
          await deps.tell({ type: "documentOpened", doc: visitor.doc, tab, frame, room, enrolled: true });
          return;
        }
        if (visitor === null || !isCurrent()) return;
        if (signal.kind === "documentLeaving") leaving = true;
        await deps.tell(...eventsOf(visitor.doc, signal));
      },
      async lose(cached) {
        if (visitor === null || !isCurrent()) return;
        visitors.delete(visitor.doc);
        if (!leaving) await deps.tell({ type: "documentGone", doc: visitor.doc, via: cached ? "bfcache" : "crash" });
      },
    };
  }

  return {
    open(line: ObserverLine): void {
      const flood = createFloodGate(deps.monotonicMs);
      // One after the other: what a document says is only right in its order.
      let turn: Promise<Receiver | null> = admit(line);
      const next = (work: (receiver: Receiver) => Promise<void>): void => {
        turn = turn
          .then(async (receiver) => {
            if (receiver !== null) await work(receiver);
            return receiver;
          })
          .catch((cause: unknown) => {
            // Nothing half-heard: the observer opens a new line and tells everything again.
            deps.complain("A document could not be followed.", cause);
            line.close();
            return null;
          });
      };
      line.onMessage((message) => {
        if (flood.isOver()) return line.close();
        const signal = parseContentSignal(message);
        if (signal !== null) next((receiver) => receiver.hear(signal));
      });
      line.onClosed((cached) => next((receiver) => receiver.lose(cached)));
    },
    /** Hangs up on the documents of these origins; they are heard again only where they are enrolled. */
    closeOf(isOrigin: (origin: string) => boolean): void {
      for (const [doc, { line, origin }] of visitors) {
        if (!isOrigin(origin)) continue;
        visitors.delete(doc);
        line.close();
      }
    },
    /** Rooms that documents of these origins are in now. */
    roomsOf(isOrigin: (origin: string) => boolean): ReadonlySet<RoomKey> {
      const affected = [...visitors.values()].filter(({ origin }) => isOrigin(origin));
      return new Set(affected.map(({ room }) => room));
    },
    /** Asks each document for signs of life while the machine wants them, and for none otherwise. */
    beat(isWanted: (doc: string) => boolean, everyMs: number): void {
      for (const visitor of visitors.values()) {
        const beatMs = isWanted(visitor.doc) ? everyMs : null;
        if (beatMs === visitor.beatMs) continue;
        visitor.beatMs = beatMs;
        visitor.line.post({ kind: "beat", everyMs: beatMs });
      }
    },
  };

  async function admit(line: ObserverLine): Promise<Receiver | null> {
    const door = admitObserver(line.sender, deps.ours, await deps.enrolledOrigins());
    if (door.admitted) return receive(line, door);
    line.close();
    return null;
  }
}
export type ContentDoor = ReturnType<typeof createContentDoor>;

type Admitted = Extract<ReturnType<typeof admitObserver>, { admitted: true }>;

interface Receiver {
  readonly hear: (signal: ContentSignal) => Promise<void>;
  readonly lose: (cached: boolean) => Promise<void>;
}

function createFloodGate(monotonicMs: () => number) {
  let windowStartedMs = monotonicMs();
  let heard = 0;
  return {
    isOver(): boolean {
      if (monotonicMs() - windowStartedMs > SIGNAL_WINDOW_MS) {
        windowStartedMs = monotonicMs();
        heard = 0;
      }
      heard += 1;
      return heard > MAX_SIGNALS;
    },
  };
}

function eventsOf(doc: string, signal: Exclude<ContentSignal, { kind: "documentOpened" }>): readonly SessionEvent[] {
  switch (signal.kind) {
    case "captureChanged":
      return [{ type: "capture", doc, live: signal.live }];
    case "peerChanged": {
      const { state, flowing, loopback } = signal;
      const peer = `p${signal.peer}`;
      return [
        { type: "peer", doc, peer, state, loopback },
        { type: "remoteMedia", doc, peer, flowing },
      ];
    }
    case "channelChanged":
      return [{ type: "dataChannel", doc, open: signal.open }];
    case "routeChanged":
      return [{ type: "routeChanged", doc }];
    case "documentLeaving":
      return [{ type: "documentGone", doc, via: signal.cached ? "bfcache" : "unload" }];
    case "alive":
      return [{ type: "alive", doc }];
  }
}
