/**
 * Whose call it was: what is remembered of each room, and what that means for a call there. Rooms are keyed hashes, so no
 * address is ever in the book. Hashing, storing and asking are the caller's. The rule that must not break: a room or a
 * site the client ruled out stays silent until it is taken out of the book.
 */
import type { RoomKey } from "./events.ts";

/** `known`: always ask here. `never`: "No, never here". `asked`: the question was left unanswered once. */
export type RoomStanding = "known" | "never" | "asked";

export interface RememberedRoom {
  readonly room: RoomKey;
  /** Host of its site: all that a person can know it by. */
  readonly site: string;
  readonly standing: RoomStanding;
  /** Named by the invite, not by the client. */
  readonly byInvite: boolean;
  readonly since: number;
}

/** Rooms there that are not known are not asked about. */
export interface QuietSite {
  readonly site: string;
  readonly since: number;
}

export interface RoomBook {
  readonly rooms: readonly RememberedRoom[];
  readonly quietSites: readonly QuietSite[];
}

export const EMPTY_BOOK: RoomBook = { rooms: [], quietSites: [] };

/** More than anybody answers about; as many as the machine rules out. */
export const MAX_REMEMBERED = 500;
/** An invite names ten sites. */
export const MAX_QUIET_SITES = 50;

/** A room and what is known of its site, by platform data and invite. */
export interface RoomPlace {
  readonly room: RoomKey;
  readonly site: string;
  /** Nothing but sessions takes place there. */
  readonly dedicated: boolean;
  /** Its address says which room it is, as far as is known: one that says nothing is not remembered as a room. */
  readonly named: boolean;
}

/**
 * `counts`: a call there is a session. `ask`: a window asks first. `askQuietly`: nothing opens, who opens it is asked
 * first. `silent`: not looked at.
 */
export type RoomVerdict = "counts" | "ask" | "askQuietly" | "silent";

export function judgeRoom(book: RoomBook, { room, site, dedicated }: RoomPlace): RoomVerdict {
  const standing = standingOf(book, room);
  if (standing === "never") return "silent";
  if (dedicated || standing === "known") return "counts";
  if (isQuiet(book, site)) return "silent";
  // Where the invite names the room, a window that asks about every work call would tell colleagues more than it learns.
  return standing === "asked" || isNamedByInvite(book, site) ? "askQuietly" : "ask";
}

export function standingOf({ rooms }: RoomBook, room: RoomKey): RoomStanding | null {
  return rooms.find((one) => one.room === room)?.standing ?? null;
}

function isQuiet({ quietSites }: RoomBook, site: string): boolean {
  return quietSites.some((one) => one.site === site);
}

function isNamedByInvite({ rooms }: RoomBook, site: string): boolean {
  return rooms.some((one) => one.site === site && one.byInvite);
}

export function withRemembered(book: RoomBook, remembered: RememberedRoom): RoomBook {
  const others = book.rooms.filter(({ room }) => room !== remembered.room);
  const spare = others.find(({ standing }) => standing === "asked") ?? others.find(isRuledOut) ?? others[0];
  const kept = others.length < MAX_REMEMBERED ? others : others.filter((one) => one !== spare);
  return { ...book, rooms: [...kept, remembered] };
}

function isRuledOut({ standing }: RememberedRoom): boolean {
  return standing === "never";
}

export function withoutRoom(book: RoomBook, room: RoomKey): RoomBook {
  return { ...book, rooms: book.rooms.filter((one) => one.room !== room) };
}

export function withQuietSite(book: RoomBook, quiet: QuietSite): RoomBook {
  return { ...book, quietSites: [...withoutQuietSite(book, quiet.site).quietSites, quiet].slice(-MAX_QUIET_SITES) };
}

export function withoutQuietSite(book: RoomBook, site: string): RoomBook {
  return { ...book, quietSites: book.quietSites.filter((one) => one.site !== site) };
}

export interface InvitedRooms {
  readonly rooms: readonly Pick<RoomPlace, "room" | "site">[];
  readonly dedicatedSites: readonly string[];
}

/**
 * After an invite was accepted: its rooms count, those that only an earlier one named no longer do, and on a site that is
 * kept for sessions nothing that was said before holds. What the client said of other rooms stays.
 */
export function withInvite(book: RoomBook, { rooms, dedicatedSites }: InvitedRooms, now: number): RoomBook {
  const holds = ({ site }: { readonly site: string }): boolean => !dedicatedSites.includes(site);
  const before: RoomBook = {
    rooms: book.rooms.filter((one) => holds(one) && !one.byInvite),
    quietSites: book.quietSites.filter(holds),
  };
  return rooms.reduce(
    (after, { room, site }) => withRemembered(after, { room, site, standing: "known", byInvite: true, since: now }),
    before,
  );
}
