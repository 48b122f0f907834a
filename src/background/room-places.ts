import type { RoomKey } from "../core/session/events.ts";
import { judgeRoom, type RoomBook, type RoomPlace, type RoomVerdict } from "../core/session/room-book.ts";
import { isCallNear } from "../core/session/routes.ts";
import type { World } from "../core/session/world.ts";
import { meetingPlaceOf } from "../platforms/meeting-place.ts";
import type { Address } from "../platforms/platform.ts";

/** By room: the site of each that was seen lately, and whether platform data keeps it for sessions. */
export type SeenPlaces = Readonly<Record<RoomKey, Omit<RoomPlace, "room">>>;

/** Beside those the machine still speaks of: rooms seen so lately that it was not told of them yet. */
const LATELY = 50;

/** Where a document is, as far as its address tells. */
export interface SeenPlace {
  /** Null for what is no address on the web. */
  readonly room: RoomKey | null;
  readonly enrolled: boolean;
  readonly isRoom: boolean | null;
  /** Before the call: a data channel there is no call. */
  readonly isLobby: boolean;
}

export interface RoomPlacesDeps {
  readonly addressOf: (text: string) => Address | null;
  /** Keyed hash of a meeting place. */
  readonly roomOf: (place: string) => Promise<RoomKey>;
  readonly book: () => Promise<RoomBook>;
  readonly places: {
    readonly read: () => Promise<SeenPlaces>;
    readonly update: (change: (places: SeenPlaces) => SeenPlaces) => Promise<unknown>;
  };
  readonly world: () => Promise<World>;
  /** Sites that the invite keeps for sessions. */
  readonly dedicatedHosts: () => Promise<readonly string[]>;
}

const NOWHERE: SeenPlace = { room: null, enrolled: false, isRoom: null, isLobby: false };

/** From addresses to rooms and what a call there means. The address itself goes no further. */
export function createRoomPlaces(deps: RoomPlacesDeps) {
  async function note(room: RoomKey, place: Omit<RoomPlace, "room">): Promise<void> {
    const world = await deps.world();
    await deps.places.update((places) => {
      const { [room]: _before, ...others } = places;
      const entries = Object.entries(others);
      const kept = entries.filter(([key], index) => index >= entries.length - LATELY || isSpokenOf(world, key));
      return { ...Object.fromEntries(kept), [room]: place };
    });
  }

  async function placeOf(room: RoomKey): Promise<RoomPlace | null> {
    const seen = (await deps.places.read())[room];
    if (seen === undefined) return null;
    const dedicated = seen.dedicated || (await deps.dedicatedHosts()).includes(seen.site);
    return { room, site: seen.site, dedicated, named: seen.named };
  }

  async function judge(room: RoomKey): Promise<RoomVerdict> {
    return judgeRoom(await deps.book(), (await placeOf(room)) ?? { room, site: "", dedicated: false, named: true });
  }

  return {
    placeOf,
    /** What a call in this room means; one whose site is not known any more is asked about. */
    judge,
    async see(text: string): Promise<SeenPlace> {
      const address = deps.addressOf(text);
      if (address === null) return NOWHERE;
      const { place, use, isRoom, isLobby } = meetingPlaceOf(address);
      const room = await deps.roomOf(place);
      await note(room, { site: address.host, dedicated: use === "dedicated", named: isRoom !== false });
      return { room, enrolled: (await judge(room)) !== "silent", isRoom, isLobby };
    },
    /** For the address of a room that an invite names. */
    async keyOf(text: string): Promise<RoomKey | null> {
      const address = deps.addressOf(text);
      return address && deps.roomOf(meetingPlaceOf(address).place);
    },
  };
}
export type RoomPlaces = ReturnType<typeof createRoomPlaces>;

function isSpokenOf(world: World, room: RoomKey): boolean {
  return (
    isCallNear(world, room) ||
    world.sessions.some((one) => one.room === room) ||
    Object.values(world.docs).some((doc) => doc.room === room)
  );
}
