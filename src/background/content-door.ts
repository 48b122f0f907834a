import type { RoomKey, SessionEvent } from "../core/session/events.ts";
import { decideRoute } from "../core/session/routes.ts";
import { type ContentSignal, parseContentSignal } from "../protocol/content-signals.ts";
import { admitObserver, type OurFacts, type SenderFacts } from "../protocol/message-gate.ts";
import { createFloodGate } from "./flood-gate.ts";
import type { SeenPlace } from "./room-places.ts";
import { eventsOf } from "./signal-events.ts";

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
  /** The room of an address, and whether calls there are looked at. */
  readonly see: (address: string) => Promise<SeenPlace>;
  /** Where the tab is now; null where the browser does not say. */
  readonly addressOfTab: (tab: number) => Promise<string | null>;
  readonly tell: (...events: readonly SessionEvent[]) => Promise<unknown>;
  readonly monotonicMs: () => number;
  /** Documents the machine knows in this tab. */
  readonly knownIn: (tab: number) => Promise<readonly KnownDocument[]>;
  /** For the developer's console. */
  readonly complain: (message: string, cause: unknown) => void;
  /** For an observer that comes later to the same document: the one of an updated extension. */
  readonly keepNonce: (doc: string, known: KnownNonce) => Promise<void>;
}

export interface KnownDocument {
  readonly doc: string;
  readonly frame: number;
  readonly room: RoomKey | null;
  readonly enrolled: boolean;
  /** A call goes on in its room, is in doubt or about to be. */
  readonly callNear: boolean;
}

export interface KnownNonce {
  readonly tab: number;
  readonly frame: number;
  readonly nonce: string;
}

interface Visitor {
  readonly doc: string;
  readonly origin: string;
  readonly tab: number;
  readonly line: ObserverLine;
  room: RoomKey | null;
  /** Before the call: a data channel there is that of a waiting room. */
  inLobby: boolean;
  channelOpen: boolean;
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
          const [doc, seen] = [signal.documentKey, await deps.see(line.tabUrl ?? line.sender.url ?? "")];
          const [known, place] = [await deps.knownIn(tab), { doc, tab, frame }];
          const there = placeOfOpened(seen, known.find((one) => one.doc === doc) ?? null);
          const { room } = there;
          visitor = { doc, origin, tab, line, room, inLobby: seen.isLobby, channelOpen: false, beatMs: null };
          visitors.set(doc, visitor);
          // One that left while the background slept said no goodbye.
          for (const earlier of known)
            if (earlier.frame === frame && earlier.doc !== doc && !visitors.has(earlier.doc))
              await deps.tell({ type: "documentGone", doc: earlier.doc, via: "unload" });
          await deps.keepNonce(doc, { tab, frame, nonce: signal.nonce });
          await deps.tell({ type: "documentOpened", ...place, ...there });
          return;
        }
        if (visitor === null || !isCurrent()) return;
        if (signal.kind === "documentLeaving") leaving = true;
        if (signal.kind === "channelChanged") visitor.channelOpen = signal.open;
        const routed = signal.kind === "routeChanged" && frame === 0 ? await routes(visitor) : [];
        await deps.tell(...eventsOf(visitor, signal), ...routed);
      },
      async lose(cached) {
        if (visitor === null || !isCurrent()) return;
        visitors.delete(visitor.doc);
        if (!leaving) await deps.tell({ type: "documentGone", doc: visitor.doc, via: cached ? "bfcache" : "crash" });
      },
    };
  }

  /** The page around them went somewhere without a new document: its frames went along. */
  async function routes({ doc, origin, tab }: Visitor): Promise<readonly SessionEvent[]> {
    const address = await deps.addressOfTab(tab);
    // The tab may be on its way to another page by now.
    if (address === null || !address.startsWith(`${origin}/`)) return [];
    const [seen, known] = [await deps.see(address), await deps.knownIn(tab)];
    const callNear = known.find((one) => one.doc === doc)?.callNear ?? false;
    const follows = decideRoute({ isRoom: seen.isRoom, callNear }) === "follow";
    return known.flatMap((one) => {
      const visitor = visitors.get(one.doc);
      const lobby = visitor === undefined ? [] : lobbyEvents(visitor, seen.isLobby);
      if (!follows) return lobby;
      const { room } = seen;
      // In the same room it stays as it is: cut off in a call, it would seem to have left it.
      const enrolled = room === one.room ? one.enrolled : seen.enrolled;
      if (visitor !== undefined) visitor.room = room;
      return [...lobby, { type: "routeChanged", doc: one.doc, room, enrolled } as const];
    });
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
    /** Hangs up on the documents of these origins and names them; they are heard again only where they are enrolled. */
    closeOf(isOrigin: (origin: string) => boolean): readonly string[] {
      const closed = [...visitors].filter(([, { origin }]) => isOrigin(origin));
      for (const [doc, { line }] of closed) {
        visitors.delete(doc);
        line.close();
      }
      return closed.map(([doc]) => doc);
    },
    /** Rooms that documents of these origins are in now. */
    roomsOf(isOrigin: (origin: string) => boolean): ReadonlySet<RoomKey> {
      const affected = [...visitors.values()].filter(({ origin }) => isOrigin(origin));
      return new Set(affected.flatMap(({ room }) => room ?? []));
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

/** A document that announces itself again may have changed its address meanwhile. */
function placeOfOpened(seen: SeenPlace, known: KnownDocument | null): Pick<SeenPlace, "room" | "enrolled"> {
  if (known === null || decideRoute({ isRoom: seen.isRoom, callNear: known.callNear }) === "follow")
    return { room: seen.room, enrolled: seen.enrolled };
  return { room: known.room, enrolled: known.enrolled };
}

/** Into a lobby its data channel is taken back, out of it the channel is told as it is. */
function lobbyEvents(visitor: Visitor, inLobby: boolean): readonly SessionEvent[] {
  if (visitor.inLobby === inLobby) return [];
  visitor.inLobby = inLobby;
  return visitor.channelOpen ? [{ type: "dataChannel", doc: visitor.doc, open: !inLobby }] : [];
}
