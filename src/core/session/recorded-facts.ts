/**
 * Which facts of a step are worth keeping: what is news to the machine's world, and what only the machine noticed, such
 * as a document that fell silent, at its last sign of life. Decides nothing about sessions. The rule that must not break:
 * what is left out changes no verdict when the rest is played again.
 */
import type { ClientFact, DocumentFact, DocumentKey, SessionEvent } from "./events.ts";
import { isLookedAt } from "./evidence.ts";
import { caughtUp } from "./machine.ts";
import { closeWindow } from "./offers.ts";
import type { StepFacts } from "./recorded-step.ts";
import type { Doc, World } from "./world.ts";

type Told = Exclude<
  SessionEvent,
  { readonly type: "alive" | "tick" | "workerStarted" | "permissionGranted" | "roomAllowed" | "useAnswered" }
>;

export type KeptEvent =
  | Told
  /** It was heard of here, and then never again. */
  | { readonly type: "lastSign" | "lost"; readonly doc: DocumentKey }
  /** The background was found stopped, the browser gone. */
  | { readonly type: "workerKilled" | "browserQuit" };

/** Wall clock, ms, by the clock of that time. */
export type KeptFact = KeptEvent & { readonly at: number };

/** `ticked`: what fell due when the machine was told anything last had happened then. */
export function keptOf(step: StepFacts, ticked: boolean): readonly KeptFact[] {
  const { event, now } = step;
  const world = isAnyOverdue(step) ? caughtUp(step.before, event, now, step.timings) : step.before;
  return [
    ...losses(step.before, world),
    ...kills(step),
    ...quits(step, ticked),
    ...(isNews(world, step) ? told(event, step.before, now) : []),
    ...returns(world, step),
    ...losses(world, step.after),
  ];
}

/** Looking closer costs as much as a step, and is seldom needed. */
function isAnyOverdue({ before, event, now, timings }: StepFacts): boolean {
  const sleptMs = event.type === "slept" ? event.forMs : event.type === "clockChanged" ? event.byMs : 0;
  const limit = now - sleptMs - timings.heartbeatLostMs;
  return Object.values(before.docs).some(({ silent, seenAt }) => !silent && seenAt <= limit);
}

/** Documents that fell silent between the two. */
function losses(before: World, after: World): readonly KeptFact[] {
  return Object.entries(before.docs).flatMap(([doc, { silent, seenAt: at }]) =>
    !silent && after.docs[doc]?.silent === true
      ? [
          { type: "lastSign" as const, doc, at },
          { type: "lost" as const, doc, at },
        ]
      : [],
  );
}

/** Silent documents that speak again: with this very fact they are back, and from now on they are heard. */
function returns(world: World, { after, event, now: at }: StepFacts): readonly KeptFact[] {
  if (!("doc" in event) || event.type === "documentOpened") return [];
  const [was, is] = [world.docs[event.doc], after.docs[event.doc]];
  return was?.silent === true && is?.silent === false ? [announced(event.doc, was, at)] : [];
}

export function announced(doc: DocumentKey, { tab, frame, room, enrolled }: Doc, at: number): KeptFact {
  return { type: "documentOpened", doc, tab, frame, room, enrolled, at };
}

/** A room may have been ruled out before the story began; said once more, it changes nothing. */
export function closedRoom(room: Doc["room"] | undefined, world: World, at: number): readonly KeptFact[] {
  return room == null || isLookedAt(world, room) ? [] : [{ type: "permissionRevoked", room, at }];
}

/** The old browser run went some time after it was heard of last. */
function quits({ event, before, toldAt, now }: StepFacts, ticked: boolean): readonly KeptFact[] {
  if (event.type !== "browserStarted") return [];
  const signs = Object.entries(before.docs).flatMap(([doc, { tookPart, silent, seenAt: at }]) =>
    tookPart && !silent ? [{ type: "lastSign" as const, doc, at }] : [],
  );
  const at = toldAt === 0 ? now : Math.min(now, ticked ? toldAt + 1 : toldAt);
  return [...signs, { type: "browserQuit", at }];
}

/** Browsers wake a stopped background by an alarm no sooner than this; one that was gone for less made no difference. */
const ALARM_GRAIN_MS = 30_000;

/** When it was stopped nobody knows: so that an alarm may have woken it now. */
function kills({ event, toldAt, now }: StepFacts): readonly KeptFact[] {
  const isWorth = event.type === "workerStarted" && toldAt !== 0 && now - toldAt >= ALARM_GRAIN_MS;
  return isWorth ? [{ type: "workerKilled", at: now - ALARM_GRAIN_MS }] : [];
}

function told(event: SessionEvent, world: World, at: number): readonly KeptFact[] {
  const closed =
    event.type === "documentOpened" || event.type === "routeChanged" ? closedRoom(event.room, world, at) : [];
  // What is no news has been sorted out before.
  return [...closed, { ...(event as Told), at }];
}

function isNews(world: World, { event }: StepFacts): boolean {
  switch (event.type) {
    case "alive":
    case "tick":
    case "workerStarted":
    case "permissionGranted":
    case "roomAllowed":
    case "useAnswered":
      return false;
    case "online":
      return event.on !== (world.offlineSince === null);
    case "audible":
    case "sharing":
      return isTabNews(world, event);
    case "tabClosed":
      return isTabKnown(world, event.tab);
    case "windowClosed":
      return closeWindow(world, event.session) !== world;
    case "client":
      return isTellable(world, event);
    case "documentOpened":
      return true;
    case "documentGone":
    case "capture":
    case "peer":
    case "remoteMedia":
    case "dataChannel":
    case "routeChanged":
      return isDocumentNews(world.docs[event.doc], event);
    case "slept":
    case "clockChanged":
    case "browserStarted":
    case "updateOffered":
    case "updateForced":
    case "permissionRevoked":
    case "startManually":
      return true;
  }
}

type DocumentChange = Exclude<DocumentFact, { readonly type: "documentOpened" | "alive" }>;

function isDocumentNews(doc: Doc | undefined, event: DocumentChange): boolean {
  if (doc === undefined) return false;
  switch (event.type) {
    case "documentGone":
      return true;
    case "capture":
      return event.live !== doc.capture;
    case "dataChannel":
      return event.open !== doc.channel;
    case "remoteMedia":
      return doc.peers[event.peer] !== undefined && doc.peers[event.peer]?.flowing !== event.flowing;
    case "routeChanged":
      return event.room !== undefined;
    case "peer": {
      const peer = doc.peers[event.peer];
      if (peer === undefined) return event.state !== "closedByPage" && !doc.closed.includes(event.peer);
      return peer.state !== event.state || (event.loopback && !peer.loopback);
    }
  }
}

function isTabNews(world: World, event: Extract<SessionEvent, { type: "audible" | "sharing" }>): boolean {
  const tab = world.tabs[event.tab];
  const since = (event.type === "audible" ? tab?.audibleSince : tab?.sharingSince) ?? null;
  return event.on !== (since !== null) && isTabKnown(world, event.tab);
}

function isTabKnown({ docs, rooms }: World, tab: number): boolean {
  return (
    Object.values(docs).some((doc) => doc.tab === tab) ||
    Object.values(rooms).some(({ call }) => call?.tabs.includes(tab) === true)
  );
}

/** The files say "the one that is open, else the one last offered"; of another there is no way to speak. */
function isTellable(world: World, { session }: Extract<ClientFact, { type: "client" }>): boolean {
  if (session === undefined) return true;
  return session === (world.open ?? world.lastOffered) && (world.open !== null || !world.openForNone);
}
