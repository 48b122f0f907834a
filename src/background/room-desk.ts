import type { Invite } from "../core/invite/invite.ts";
import { siteOfRoom } from "../core/invite/rooms.ts";
import type { RoomKey, SessionEvent } from "../core/session/events.ts";
import {
  EMPTY_BOOK,
  judgeRoom,
  type RoomBook,
  standingOf,
  withInvite,
  withoutQuietSite,
  withoutRoom,
  withQuietSite,
  withRemembered,
} from "../core/session/room-book.ts";
import { settleRooms } from "../core/session/routes.ts";
import type { World } from "../core/session/world.ts";
import type { Ask } from "../protocol/page-requests.ts";
import type { RoomPlaces, SeenPlaces } from "./room-places.ts";

/** What was done about the question of one check-in, as long as the browser runs. */
export type QuestionMark = "shown" | "answered";

export interface RoomDeskDeps {
  readonly places: RoomPlaces;
  readonly seenPlaces: () => Promise<SeenPlaces>;
  readonly book: {
    readonly read: () => Promise<RoomBook>;
    readonly update: (change: (book: RoomBook) => RoomBook) => Promise<RoomBook>;
  };
  readonly marks: {
    readonly keep: (checkInId: string, mark: QuestionMark) => Promise<void>;
    readonly read: (checkInId: string) => Promise<QuestionMark | null>;
  };
  readonly world: () => Promise<World>;
  readonly tell: (...events: readonly SessionEvent[]) => Promise<unknown>;
  readonly now: () => number;
}

/** Asks about rooms, keeps what was answered, and lets the client take it back. */
export function createRoomDesk(deps: RoomDeskDeps) {
  const { places, book, marks } = deps;
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other: that it was shown is written down before what was answered. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  }

  async function roomOf(checkInId: string): Promise<RoomKey | null> {
    const { sessions, rooms } = await deps.world();
    const ended = sessions.find(({ id }) => id === checkInId);
    const [live] = Object.entries(rooms).find(([, { call }]) => call?.id === checkInId) ?? [];
    return ended?.room ?? live ?? null;
  }

  /** Written down before the machine is told: what is listed can be taken back, what only the machine knew could not. */
  async function change(by: (book: RoomBook) => RoomBook, ...first: readonly SessionEvent[]): Promise<void> {
    const after = await book.update(by);
    if (first.length > 0) await deps.tell(...first);
    const seen = await deps.seenPlaces();
    const known = await Promise.all(Object.keys(seen).map((room) => places.placeOf(room)));
    const silent = new Set(known.flatMap((one) => (one && judgeRoom(after, one) === "silent" ? [one.room] : [])));
    const isNever = (room: RoomKey): boolean => standingOf(after, room) === "never";
    const isSilent = (room: RoomKey): boolean => silent.has(room) || isNever(room);
    const events = settleRooms(await deps.world(), { isNever, isSilent });
    if (events.length > 0) await deps.tell(...events);
  }

  /** The check-in begins with the question, unless it was answered for this one. */
  async function isAsked(checkInId: string): Promise<boolean> {
    const room = await roomOf(checkInId);
    if (room === null || (await marks.read(checkInId)) === "answered") return false;
    return (await places.judge(room)) !== "counts";
  }

  async function remember(room: RoomKey, standing: "known" | "never" | "asked", ...first: readonly SessionEvent[]) {
    const site = (await places.placeOf(room))?.site ?? "";
    const remembered = { room, site, standing, byInvite: false, since: deps.now() };
    await change((before) => withRemembered(before, remembered), ...first);
  }

  /** All meetings of some services have one address: what is said of one holds for that one. */
  async function isNamed(room: RoomKey): Promise<boolean> {
    return (await places.placeOf(room))?.named ?? true;
  }

  async function noteShown(checkInId: string): Promise<void> {
    const room = await roomOf(checkInId);
    if (room === null || !(await isAsked(checkInId))) return;
    if (standingOf(await book.read(), room) !== null || !(await isNamed(room))) return;
    await marks.keep(checkInId, "shown");
    await remember(room, "asked");
  }

  async function noteWithdrawn(checkInId: string): Promise<void> {
    const room = await roomOf(checkInId);
    if (room === null || (await marks.read(checkInId)) !== "shown") return;
    if (standingOf(await book.read(), room) === "asked") await change((before) => withoutRoom(before, room));
  }

  async function answer({ checkInId, answer: said }: Ask<"answerRoom">): Promise<void> {
    const room = await roomOf(checkInId);
    if (room === null) return;
    const site = (await places.placeOf(room))?.site ?? null;
    const named = await isNamed(room);
    const strike = (action: "neverHere" | "notASession") => ({ type: "client", action, session: checkInId }) as const;
    switch (said) {
      case "always":
        await marks.keep(checkInId, "answered");
        return named ? remember(room, "known") : undefined;
      case "once":
        // Also takes back a "never" of a moment ago.
        await marks.keep(checkInId, "answered");
        return change((before) => withoutQuietSite(withoutRoom(before, room), site ?? ""));
      case "never":
        if (!named) return void (await deps.tell(strike("notASession")));
        return remember(room, "never", strike("neverHere"));
      case "neverOthers":
        if (site === null) return remember(room, "never", strike("neverHere"));
        // The room itself needs no entry: it is one of those that are not asked about.
        return change(
          (before) => withQuietSite(withoutRoom(before, room), { site, since: deps.now() }),
          strike("notASession"),
        );
    }
  }

  async function takeInvite({ rooms = [], videoHosts, dedicatedHosts = [] }: Invite): Promise<void> {
    const keys = await Promise.all(rooms.map((address) => places.keyOf(address)));
    const named = keys.flatMap((room, index) => {
      const site = siteOfRoom(rooms[index] ?? "", videoHosts);
      return room === null || site === null ? [] : [{ room, site }];
    });
    await change((before) => withInvite(before, { rooms: named, dedicatedSites: dedicatedHosts }, deps.now()));
  }

  return {
    isAsked,
    list: book.read,
    async siteOf(checkInId: string): Promise<string | null> {
      const room = await roomOf(checkInId);
      return room === null ? null : ((await places.placeOf(room))?.site ?? null);
    },
    /** From now on this room is asked about without a window, unless an answer says otherwise. */
    noteShown: (checkInId: string) => inTurn(() => noteShown(checkInId)),
    /** A call took the question off the screen: nobody left it unanswered. */
    noteWithdrawn: (checkInId: string) => inTurn(() => noteWithdrawn(checkInId)),
    /** Opened by hand: the client has said that it was a session. */
    noteByHand: (checkInId: string) => marks.keep(checkInId, "answered"),
    answer: (ask: Ask<"answerRoom">) => inTurn(() => answer(ask)),
    forget: ({ room }: Ask<"forgetRoom">) => inTurn(() => change((before) => withoutRoom(before, room))),
    askAgainOn: ({ site }: Ask<"forgetQuietSite">) => inTurn(() => change((before) => withoutQuietSite(before, site))),
    /** Hashes the rooms of an accepted invite into the book. */
    takeInvite: (invite: Invite) => inTurn(() => takeInvite(invite)),
    clear: () => inTurn(() => book.update(() => EMPTY_BOOK)),
  };
}
export type RoomDesk = ReturnType<typeof createRoomDesk>;
