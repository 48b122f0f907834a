/**
 * Where one story may begin: when nothing of before can matter to what comes. Then a few facts say all there is to know.
 * The rule that must not break: a story that begins here and the world as it really was lead to the same verdicts.
 */
import { announced, closedRoom, type KeptFact } from "./recorded-facts.ts";
import type { StepFacts } from "./recorded-step.ts";
import type { Doc, Room, World } from "./world.ts";

/** The first sign that there may be a call. */
export function isOpening({ type }: KeptFact): boolean {
  return type === "capture" || type === "peer" || type === "dataChannel" || type === "sharing";
}

/** No call near, no session to be continued or offered, nothing on in any page. */
export function isAtRest({ before: world, event, now: toldAt, timings }: StepFacts): boolean {
  // By the clock of the world as it was.
  const now = event.type === "clockChanged" ? toldAt - event.byMs : toldAt;
  const { open, sessions, updateWaits } = world;
  if (open !== null || updateWaits || sessions.some(({ offer }) => offer === "due")) return false;
  const isOver = ({ call, twoWaySince, ended, deviceAt }: Room): boolean =>
    call === null &&
    twoWaySince === null &&
    (ended === null || ended.answered !== null || now - ended.endedAt > timings.mergeWithinMs) &&
    (deviceAt === null || now - deviceAt > timings.captureMemoryMs);
  return Object.values(world.rooms).every(isOver) && Object.values(world.docs).every(showsNothing);
}

function showsNothing({ silent, capture, channel, peers }: Doc): boolean {
  return silent || (!capture && !channel && Object.keys(peers).length === 0);
}

/** What a story must say of the time before it begins. */
export function factsOf(world: World, at: number): readonly KeptFact[] {
  const docs = Object.entries(world.docs).filter(([, { silent }]) => !silent);
  const tabs = Object.entries(world.tabs).map(([tab, heard]) => ({ tab: Number(tab), ...heard }));
  return [
    ...docs.flatMap(([key, doc]) => [
      ...closedRoom(doc.room, world, at),
      announced(key, doc, at),
      ...pastOf(key, doc, at),
    ]),
    ...tabs.flatMap(({ tab, audibleSince }): readonly KeptFact[] =>
      audibleSince === null ? [] : [{ type: "audible", tab, on: true, at }],
    ),
    ...tabs.flatMap(({ tab, sharingSince }): readonly KeptFact[] =>
      sharingSince === null ? [] : [{ type: "sharing", tab, on: true, at }],
    ),
    ...(world.offlineSince === null ? [] : [{ type: "online", on: false, at } as const]),
  ];
}

/** A connection of it carried media once: then a device and a channel are no call by themselves. */
function pastOf(doc: string, { everCarried }: Doc, at: number): readonly KeptFact[] {
  if (!everCarried) return [];
  const peer = "before";
  return [
    { type: "peer", doc, peer, state: "connected", loopback: false, at },
    { type: "remoteMedia", doc, peer, flowing: true, at },
    { type: "peer", doc, peer, state: "closedByPage", loopback: false, at },
  ];
}
