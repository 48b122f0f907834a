/**
 * Which meeting an address leads to. Two addresses of one meeting give the same place; what the place is hashed with, and
 * whether it is the therapist's, is the caller's to decide. The rule that must not break: without data every path is a
 * place of its own.
 */
import { platformOfHost } from "./index.ts";
import type { Address, RoomRule } from "./platform.ts";

/** What is hashed to the room, and what platform data says of the address. */
export interface MeetingPlace {
  readonly place: string;
  readonly use: "dedicated" | "shared";
  /** Whether a room rule fits; false says that none of the known forms does. null: nothing is known of this host. */
  readonly isRoom: boolean | null;
  readonly isLobby: boolean;
}

export function meetingPlaceOf(address: Address): MeetingPlace {
  const path = address.path.replace(/\/+$/, "");
  const itself = address.origin + path;
  const platform = platformOfHost(address.host);
  if (platform === null) return { place: itself, use: "shared", isRoom: null, isLobby: false };
  const { id, use, rooms, lobbyPaths } = platform;
  const isLobby = lobbyPaths.some((lobby) => lobby.test(path));
  for (const rule of rooms) {
    const room = roomOf(rule, path, address.query);
    if (room === null) continue;
    const where = rule.onAnyHost === true ? id : `${id} ${address.origin}`;
    return { place: `${where} ${room}`, use, isRoom: true, isLobby };
  }
  return { place: itself, use, isRoom: rooms.length === 0 ? null : false, isLobby };
}

/** The parts of the address that name the room; null where the rule does not fit. */
function roomOf({ path: form, query = [], ignoresCase }: RoomRule, path: string, given: Address["query"]) {
  const found = form.exec(path);
  if (found === null || !query.every((name) => Object.hasOwn(given, name))) return null;
  const groups = found.slice(1).filter((part) => part !== undefined);
  const room = [...groups.map(decoded), ...query.map((name) => given[name])].join("/");
  return ignoresCase === true ? room.toLowerCase() : room;
}

/** `19%3ameeting` and `19:meeting` are one. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // A lone percent sign is part of the name.
    return part;
  }
}
