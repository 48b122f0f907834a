import { describe, expect, test } from "vitest";
import {
  EMPTY_BOOK,
  judgeRoom,
  MAX_REMEMBERED,
  type RememberedRoom,
  type RoomBook,
  type RoomPlace,
  type RoomStanding,
  standingOf,
  withInvite,
  withoutQuietSite,
  withoutRoom,
  withQuietSite,
  withRemembered,
} from "../../../src/core/session/room-book.ts";

const HERE: RoomPlace = { room: "here", site: "meet.example", dedicated: false, named: true };

function remembered(standing: RoomStanding, overrides: Partial<RememberedRoom> = {}): RememberedRoom {
  return { room: "here", site: "meet.example", standing, byInvite: false, since: 1, ...overrides };
}
const bookOf = (...rooms: readonly RememberedRoom[]): RoomBook => ({ rooms, quietSites: [] });
const quiet = (book: RoomBook): RoomBook => withQuietSite(book, { site: "meet.example", since: 1 });
const OTHER_BY_INVITE = remembered("known", { room: "theirs", byInvite: true });

describe("a call in a room", () => {
  test.each<[string, RoomBook, Partial<RoomPlace>, string]>([
    ["nobody said anything of", EMPTY_BOOK, {}, "ask"],
    ["the client always wants to be asked in", bookOf(remembered("known")), {}, "counts"],
    ["the client ruled out", bookOf(remembered("never")), {}, "silent"],
    ["whose question was left unanswered", bookOf(remembered("asked")), {}, "askQuietly"],
    ["on a site kept for sessions", EMPTY_BOOK, { dedicated: true }, "counts"],
    [
      "on a site kept for sessions, where the question was left",
      bookOf(remembered("asked")),
      { dedicated: true },
      "counts",
    ],
    ["on a site kept for sessions, but ruled out", bookOf(remembered("never")), { dedicated: true }, "silent"],
    ["on a site that is not asked about", quiet(EMPTY_BOOK), {}, "silent"],
    ["on such a site, but known", quiet(bookOf(remembered("known"))), {}, "counts"],
    ["on such a site, but kept for sessions", quiet(EMPTY_BOOK), { dedicated: true }, "counts"],
    ["on another site than the quiet one", quiet(EMPTY_BOOK), { site: "call.example" }, "ask"],
    ["that the invite names", bookOf(remembered("known", { byInvite: true })), {}, "counts"],
    ["beside the one that the invite names", bookOf(OTHER_BY_INVITE), {}, "askQuietly"],
    ["beside one that only the client knows", bookOf(remembered("known", { room: "theirs" })), {}, "ask"],
    ["on another site than the invite's room", bookOf(OTHER_BY_INVITE), { site: "call.example" }, "ask"],
  ])("%s", (_, book, place, verdict) => expect(judgeRoom(book, { ...HERE, ...place })).toBe(verdict));
});

describe("the book", () => {
  test("holds the last word about a room", () => {
    const changed = withRemembered(bookOf(remembered("never")), remembered("known", { since: 2 }));
    expect(changed.rooms).toEqual([remembered("known", { since: 2 })]);
  });

  test("forgets rooms and sites", () => {
    expect(withoutRoom(bookOf(remembered("never")), "here")).toEqual(EMPTY_BOOK);
    expect(withoutQuietSite(quiet(EMPTY_BOOK), "meet.example")).toEqual(EMPTY_BOOK);
  });

  test("never grows beyond its bound, and gives up unanswered questions first, then what was ruled out", () => {
    const full = bookOf(
      remembered("known", { room: "first" }),
      remembered("never", { room: "ruled out" }),
      remembered("asked", { room: "asked" }),
      ...Array.from({ length: MAX_REMEMBERED - 3 }, (_, n) => remembered("known", { room: `r${n}` })),
    );
    const once = withRemembered(full, remembered("known", { room: "new" }));
    const twice = withRemembered(once, remembered("known", { room: "newer" }));
    expect([once.rooms.length, twice.rooms.length]).toEqual([MAX_REMEMBERED, MAX_REMEMBERED]);
    expect([standingOf(once, "asked"), standingOf(once, "ruled out")]).toEqual([null, "never"]);
    expect([standingOf(twice, "ruled out"), standingOf(twice, "first")]).toEqual([null, "known"]);
  });
});

describe("an accepted invite", () => {
  const named = { rooms: [{ room: "here", site: "meet.example" }], dedicatedSites: [] };
  const none = { rooms: [], dedicatedSites: [] };

  test("makes its rooms known, whatever was said of them before", () =>
    expect(withInvite(bookOf(remembered("never")), named, 5).rooms).toEqual([
      remembered("known", { byInvite: true, since: 5 }),
    ]));

  test("takes the place of what an earlier invite named, and of nothing the client said", () => {
    const before = bookOf(OTHER_BY_INVITE, remembered("known", { room: "mine" }), remembered("never", { room: "not" }));
    expect(withInvite(before, none, 5).rooms.map(({ room }) => room)).toEqual(["mine", "not"]);
  });

  test("that keeps a site for sessions lifts all that was said there", () => {
    const elsewhere = remembered("never", { room: "far", site: "call.example" });
    const before = quiet(bookOf(remembered("never"), elsewhere));
    expect(withInvite(before, { rooms: [], dedicatedSites: ["meet.example"] }, 5)).toEqual(bookOf(elsewhere));
  });
});
