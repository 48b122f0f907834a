/**
 * In which room a document is after its address changed without a new document, and what the machine must be told when
 * the client changes their mind about rooms. The rule that must not break: a site that changes its address in a call
 * never makes a dropped network look like a page that was left.
 */
import type { DocumentFact, RoomKey, SessionEvent } from "./events.ts";
import type { World } from "./world.ts";

export interface RouteFacts {
  /** What platform data says of the new address; null where nothing is known of the host. */
  readonly isRoom: boolean | null;
  /** The room that the document is in has a call going, in doubt or about to be. */
  readonly callNear: boolean;
}

/**
 * `follow`: it is in the room of its new address. `stay`: it is where it was.
 *
 * | address      | no call near | call near |
 * | ------------ | ------------ | --------- |
 * | a room       | follow       | follow    |
 * | no room      | stay         | stay      |
 * | nobody knows | follow       | stay      |
 *
 * - A room, by data: the machine itself waits until no media flows.
 * - No form of a room that is known: services drop the meeting from the address once it was joined. A call that goes on,
 *   or comes back, at such an address must still be seen; and on a home page no call begins without a further route.
 * - Nobody knows: before a call the path is all there is to tell rooms apart. In a call it may be a tab, a chat or a page
 *   after the end; taken for another room, the next drop of the network would be a clear end.
 */
export function decideRoute({ isRoom, callNear }: RouteFacts): "follow" | "stay" {
  return isRoom === true || (isRoom === null && !callNear) ? "follow" : "stay";
}

/** Media that comes in is near enough: the client may listen first and switch a device on later. */
export function isCallNear({ rooms }: World, room: RoomKey | null): boolean {
  const state = room === null ? undefined : rooms[room];
  return state !== undefined && (state.call !== null || state.remoteSince !== null);
}

export interface RoomChoices {
  readonly isNever: (room: RoomKey) => boolean;
  readonly isSilent: (room: RoomKey) => boolean;
}

/** Brings the machine in line with what is chosen now; nothing where it is already. */
export function settleRooms(world: World, { isNever, isSilent }: RoomChoices): readonly SessionEvent[] {
  const allowed = world.ruledOut.filter((room) => !isNever(room));
  const unwanted = world.sessions.filter(({ offer, room }) => WAITING.has(offer) && isSilent(room));
  return [
    ...allowed.map((room) => ({ type: "roomAllowed", room }) as const),
    ...unwanted.map(({ id }) => ({ type: "client", action: "notASession", session: id }) as const),
    ...enrolments(world, isSilent),
  ];
}

const WAITING: ReadonlySet<string> = new Set(["due", "open", "badge"]);

/** Documents that are open now. One with a call near stays as it is: cut off in a call, it would seem to have left it. */
function enrolments(world: World, isSilent: RoomChoices["isSilent"]): readonly DocumentFact[] {
  return Object.entries(world.docs).flatMap(([doc, { room, enrolled }]) => {
    if (room === null || enrolled === !isSilent(room) || (enrolled && isCallNear(world, room))) return [];
    return [{ type: "routeChanged", doc, room, enrolled: !enrolled } as const];
  });
}
