/**
 * What an invite may say of rooms: their addresses, and which of its sites the client uses for sessions only. Decided
 * from the text alone; hashing is the caller's. The rule that must not break: an invite speaks of its own sites only.
 */
import type { Invite } from "./invite.ts";
import { originOfHost } from "./origins.ts";

/** One client meets in one room, now and then in a second; ten is more than anybody types. */
export const MAX_ROOMS = 10;
/** Addresses of meetings with all that services put into them; Teams has the longest. */
const MAX_ROOM_LENGTH = 500;
/** What an address looks like once a browser has written it; what follows `#` is for the page alone. */
const ADDRESS = /^[!"$-~]+$/;

type RoomsOfInvite = Pick<Invite, "videoHosts" | "dedicatedHosts" | "rooms">;

export function checkRooms({ videoHosts, dedicatedHosts = [], rooms = [] }: RoomsOfInvite) {
  const sites = isEachOnce(dedicatedHosts) && dedicatedHosts.every((host) => videoHosts.includes(host));
  if (!sites) return "badVideoSite";
  const sane = isEachOnce(rooms) && rooms.length <= MAX_ROOMS;
  return sane && rooms.every((room) => isRoomOn(room, videoHosts)) ? null : "badRoom";
}

/** https, or http where the host is this machine and was let through as a site. */
export function isRoomOn(room: string, videoHosts: readonly string[]): boolean {
  return room.length <= MAX_ROOM_LENGTH && ADDRESS.test(room) && siteOfRoom(room, videoHosts) !== null;
}

/** Which of the sites a room is on. */
export function siteOfRoom(room: string, videoHosts: readonly string[]): string | null {
  const isThere = (host: string): boolean => {
    const origin = originOfHost(host);
    return room === origin || room.startsWith(`${origin}/`) || room.startsWith(`${origin}?`);
  };
  return videoHosts.find(isThere) ?? null;
}

/** What may be kept of an accepted invite. */
export function withoutRooms({ rooms: _hashed, ...kept }: Invite): Omit<Invite, "rooms"> {
  return kept;
}

export function isEachOnce(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
