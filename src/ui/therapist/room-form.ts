import { isRoomOn } from "../../core/invite/rooms.ts";
import { meetingPlaceOf } from "../../platforms/meeting-place.ts";
import type { Address } from "../../platforms/platform.ts";
import type { MessageKey } from "../../protocol/strings.ts";

/** What is typed of the room a client is met in. */
export interface RoomForm {
  readonly address: string;
  /** The client uses the sites of this invite for sessions only. */
  readonly dedicated: boolean;
}

export const EMPTY_ROOM: RoomForm = { address: "", dedicated: false };

export interface RoomFacts {
  readonly rooms?: readonly string[];
  readonly dedicatedHosts?: readonly string[];
}

export type RoomFormReading =
  | { readonly kind: "facts"; readonly facts: RoomFacts }
  | { readonly kind: "fault"; readonly fault: MessageKey };

export function readRoomForm({ address, dedicated }: RoomForm, videoHosts: readonly string[]): RoomFormReading {
  const sites = dedicated ? { dedicatedHosts: videoHosts } : {};
  if (address.trim() === "") return { kind: "facts", facts: sites };
  const room = tidyRoom(address.trim());
  if (room === null || !isRoomOn(room, videoHosts)) return { kind: "fault", fault: "therapistFaultRoom" };
  if (placeOf(room).isRoom === false) return { kind: "fault", fault: "therapistFaultRoomHome" };
  return { kind: "facts", facts: { ...sites, rooms: [room] } };
}

/** As a browser writes it, without what does not name the room: a passcode goes to the client, not into an invite. */
export function tidyRoom(typed: string): string | null {
  const text = typed.includes("://") ? typed : `https://${typed}`;
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return null;
  url.hash = "";
  const bare = url.origin + url.pathname;
  return placeOf(bare).place === placeOf(url.href).place ? bare : url.href;
}

function placeOf(address: string) {
  const { origin, host, pathname, searchParams } = new URL(address);
  const parts: Address = { origin, host, path: pathname, query: Object.fromEntries(searchParams) };
  return meetingPlaceOf(parts);
}
