/**
 * Why the media of a call is gone, how long to wait, and what settles it. Facts in, doubt out; nothing ends here. The
 * rule that must not break: only something clear may shorten a wait, and the possible end never moves.
 */
import type { SessionEvent } from "./events.ts";
import {
  carriersLeft,
  hasDropped,
  isAnyoneLeft,
  isDeviceOn,
  returnedAt,
  signsOfJoining,
  tellsOfCall,
} from "./evidence.ts";
import { PROBE_MS, PROBE_REST_MS, SIGNS_REST_MS, type Timings } from "./timings.ts";
import type { Call, Doc, Doubt, EndCause, Room } from "./world.ts";

const CLEAR: ReadonlySet<EndCause> = new Set<EndCause>(["hangup", "navigation", "tabClosed"]);

export function isClear(cause: EndCause): boolean {
  return CLEAR.has(cause);
}

export function graceOf(cause: EndCause, timings: Timings): number {
  switch (cause) {
    case "hangup":
      return timings.graceHangupMs;
    case "navigation":
      return timings.graceNavigationMs;
    case "tabClosed":
      return timings.graceTabClosedMs;
    case "held":
      return timings.graceHeldMs;
    case "network":
      return timings.graceNetworkMs;
    case "remoteLeft":
      return timings.graceRemoteLeftMs;
    case "crash":
      return timings.graceCrashMs;
    case "sleep":
      return timings.graceWakeMs;
    case "quit":
      return timings.graceRestartMs;
    case "revoked":
      return 0;
  }
}

export interface LossFacts {
  readonly event: SessionEvent;
  /** The document of the event as it was before, if it was in this room. */
  readonly before: Doc | null;
  /** Documents that have left the room with this event. */
  readonly departed: readonly Doc[];
  /** The living documents of the room, after the event. */
  readonly docs: readonly Doc[];
  readonly room: Room;
  readonly offline: boolean;
  readonly now: number;
  readonly timings: Timings;
}

/** A loss that has just happened. */
export function beginDoubt(facts: LossFacts, call: Call, lostAt: number): Doubt {
  const { docs, now, timings } = facts;
  const cause = causeOfLoss(facts, call, lostAt);
  const doubt = { ...doubtOf(cause, lostAt, now, timings), deviceHeld: isDeviceOn(docs), leftBy: leftBy(facts) };
  if (cause !== "crash" || !doubt.deviceHeld) return doubt;
  return { ...doubt, deadlineAt: now + timings.graceHeldMs };
}

function causeOfLoss(facts: LossFacts, call: Call, lostAt: number): EndCause {
  const { departed, docs } = facts;
  if (departed.some(tellsOfCall)) return causeOfDeath(facts, lostAt);
  if (call.evidence === "sharing") return "held";
  if (isHangup(facts, call, null)) return reactsToDrop(facts) ? "network" : "hangup";
  const left = carriersLeft(docs);
  if (hasDropped(left)) return "network";
  if (left.length > 0) return "remoteLeft";
  return reactsToDrop(facts) ? "network" : "held";
}

function causeOfDeath(facts: LossFacts, lostAt: number): EndCause {
  const { event, docs } = facts;
  if (isCrash(event)) return "crash";
  if (isDeviceOn(docs) || isAnyoneLeft(docs, lostAt)) return "held";
  return leftBy(facts) ?? "network";
}

/** A lost port is all that tells of a crash, or silence, which time alone tells. */
function isCrash(event: SessionEvent): boolean {
  return event.type === "tick" || (event.type === "documentGone" && event.via === "crash");
}

/** Leaving the page while offline decides nothing; closing the tab does. */
function leftBy({ event, departed, offline }: LossFacts): Doubt["leftBy"] {
  if (!departed.some(tellsOfCall) || isCrash(event)) return null;
  if (event.type === "tabClosed") return "tabClosed";
  return offline ? null : "navigation";
}

/** The page closed every connection that had carried remote media, and no device is on in the room. */
function isHangup(facts: LossFacts, call: Call, doubt: Doubt | null): boolean {
  const { docs } = facts;
  if (!isRelease(facts, call, doubt) || isDeviceOn(docs) || !docs.some(({ tookPart }) => tookPart)) return false;
  return call.evidence === "channel" ? !docs.some(({ channel }) => channel) : carriersLeft(docs).length === 0;
}

/** This very event closed something of the call or switched its device off; one switched on since is none of it. */
function isRelease({ event, before }: LossFacts, { evidence }: Call, doubt: Doubt | null): boolean {
  if (before === null) return false;
  switch (event.type) {
    case "peer":
      return event.state === "closedByPage" && (before.peers[event.peer]?.carried ?? false);
    case "capture":
      return before.capture && !event.live && (doubt === null || doubt.deviceHeld);
    case "dataChannel":
      return evidence === "channel" && before.channel && !event.open;
    default:
      return false;
  }
}

/** A page that closes and releases while offline, or right after a drop, has not hung up. */
function reactsToDrop({ room, offline, now, timings }: LossFacts): boolean {
  return offline || (room.droppedAt !== null && now - room.droppedAt <= timings.ownReactionMs);
}

export function doubtOf(cause: EndCause, lostAt: number, now: number, timings: Timings): Doubt {
  const deadlineAt = now + graceOf(cause, timings);
  const quiet = { deviceHeld: false, leftBy: null, signs: null, restUntilAt: null };
  return { lostAt, waitingSince: lostAt, cause, deadlineAt, ...quiet };
}

/** What the event changes in a wait: something clear settles it, a return or a sign of joining puts it off. */
export function followDoubt(facts: LossFacts, call: Call, before: Doubt): Doubt {
  const settled = settleDoubt(facts, call, before);
  const doubt = {
    ...settled,
    deviceHeld: settled.deviceHeld && isDeviceOn(facts.docs),
    leftBy: leftBy(facts) ?? settled.leftBy,
  };
  return putOff(doubt, facts);
}

/** What is there already, when a wait begins. */
export function putOff(doubt: Doubt, { docs, now, timings }: LossFacts): Doubt {
  return noteSigns(waitForReturn(doubt, docs, timings), docs, now, timings);
}

/** Of two clear ones the earlier deadline stays; a loss that a sleep explains is hastened, but explained by it still. */
function settleDoubt(facts: LossFacts, call: Call, doubt: Doubt): Doubt {
  const clear = clearCauseOf(facts, call, doubt);
  if (clear === null) return renamed(facts, call, doubt);
  const deadlineAt = facts.now + graceOf(clear, facts.timings);
  if (!isClear(doubt.cause) && doubt.cause !== "sleep") return { ...doubt, cause: clear, deadlineAt };
  return renamed(facts, call, { ...doubt, deadlineAt: Math.min(doubt.deadlineAt, deadlineAt) });
}

/** A closed tab gives its name to the loss of its documents. */
function renamed({ event }: LossFacts, call: Call, doubt: Doubt): Doubt {
  if (event.type !== "tabClosed" || doubt.cause !== "navigation" || !call.tabs.includes(event.tab)) return doubt;
  return { ...doubt, cause: "tabClosed" };
}

function clearCauseOf(facts: LossFacts, call: Call, doubt: Doubt): EndCause | null {
  const { event, departed, docs, offline } = facts;
  if (isHangup(facts, call, doubt)) return doubt.cause === "hangup" || reactsToDrop(facts) ? null : "hangup";
  // What held the place of documents that are gone has let go.
  if (doubt.cause === "held" && doubt.leftBy !== null && !docs.some(tellsOfCall)) return doubt.leftBy;
  if (isAnyoneLeft(docs, doubt.lostAt)) return null;
  if (event.type === "tabClosed") return isCallTab(event.tab, facts, call, doubt) ? "tabClosed" : null;
  if (isCrash(event) || offline) return null;
  return departed.some((doc) => hadToDo(doc, facts, doubt)) ? "navigation" : null;
}

function isCallTab(tab: number, facts: LossFacts, call: Call, doubt: Doubt): boolean {
  return call.tabs.includes(tab) || facts.departed.some((doc) => hadToDo(doc, facts, doubt));
}

/** With the call, or with a return to it. */
function hadToDo(doc: Doc, { timings }: LossFacts, { lostAt }: Doubt): boolean {
  return tellsOfCall(doc) || doc.openedAt >= lostAt - timings.returnSlackMs;
}

/** A document of the room that came back puts the deadline off; after a hang-up it does not. */
function waitForReturn(doubt: Doubt, docs: readonly Doc[], timings: Timings): Doubt {
  if (doubt.cause === "hangup") return doubt;
  const at = returnedAt(docs, doubt, timings);
  if (at === null || at + timings.graceReturnMs <= doubt.deadlineAt) return doubt;
  return { ...doubt, deadlineAt: at + timings.graceReturnMs };
}

function noteSigns(doubt: Doubt, docs: readonly Doc[], now: number, timings: Timings): Doubt {
  const sign = signsOfJoining(docs, doubt.lostAt, timings);
  const { signs } = doubt;
  if (sign !== null) {
    const device = sign === "device" || (signs?.device ?? false);
    return { ...doubt, signs: { sinceAt: signs?.sinceAt ?? now, device } };
  }
  if (signs === null) return doubt;
  const isProbe = !signs.device && now - signs.sinceAt < PROBE_MS;
  return { ...doubt, signs: null, restUntilAt: now + (isProbe ? PROBE_REST_MS : SIGNS_REST_MS) };
}

/** When the possible end becomes the end, if nothing more happens. */
export function endsAt(doubt: Doubt, offline: boolean, timings: Timings): number {
  const { waitingSince, deadlineAt, signs, restUntilAt, cause } = doubt;
  return Math.max(
    deadlineAt,
    signs === null ? (restUntilAt ?? 0) : waitingSince + timings.lobbyHoldMs,
    offline && !isClear(cause) ? waitingSince + timings.offlineHoldMs : 0,
  );
}
