import { describe, expect, test } from "vitest";
import { bringUp } from "../../src/background/offer-ways.ts";
import { createRoomDesk, type QuestionMark } from "../../src/background/room-desk.ts";
import { createRoomPlaces, type SeenPlaces } from "../../src/background/room-places.ts";
import type { SessionEvent } from "../../src/core/session/events.ts";
import { type SessionEffect, stepSession } from "../../src/core/session/machine.ts";
import { EMPTY_BOOK, type RoomBook } from "../../src/core/session/room-book.ts";
import { timingsFrom } from "../../src/core/session/timings.ts";
import { EMPTY_WORLD, type World } from "../../src/core/session/world.ts";
import type { RoomAnswer } from "../../src/protocol/page-requests.ts";
import { usualInvite } from "../core/invite/usual-invite.ts";
import { addressOf } from "../platforms/address.ts";

const THERAPY = "https://meet.example/room/therapy";
const WORK = "https://meet.example/room/work";
const OTHER_SITE = "https://call.example/room/1";
const TIMINGS = timingsFrom({ minimumLive: 20 });

/** What is on disk and in the browser's memory outlives a worker; `restart` throws the rest away, as the browser does. */
function openRooms(facts: { readonly dedicated?: readonly string[]; readonly restarts?: boolean } = {}) {
  let book: RoomBook = EMPTY_BOOK;
  let places: SeenPlaces = {};
  let world: World = EMPTY_WORLD;
  let now = 1_000_000;
  let count = 0;
  const marks = new Map<string, QuestionMark>();
  const shown: string[] = [];
  const performing: Promise<void>[] = [];
  let start = createBackground();

  async function tell(...events: readonly SessionEvent[]): Promise<void> {
    for (const event of events) await step(event);
  }

  /** What the machine had done: begun in its order, not waited for by it. */
  async function settled(): Promise<void> {
    while (performing.length > 0) await performing.shift();
  }

  async function step(event: SessionEvent): Promise<void> {
    now += 1_000;
    const { world: after, effects } = stepSession(world, event, now, TIMINGS);
    world = after;
    performing.push(...effects.map(perform));
  }

  async function perform(effect: SessionEffect): Promise<void> {
    if (effect.kind === "withdraw") await start.desk.noteWithdrawn(effect.session);
    if (effect.kind !== "offer") return;
    await bringUp(effect, {
      judge: start.rooms.judge,
      isPaused: async () => false,
      notePaused: async () => {},
      skip: async () => {},
      openWindow: async (session) => {
        shown.push(session);
        await start.desk.noteShown(session);
      },
      noteQuiet: async () => {},
      keepInBadge: (session) => tell({ type: "windowClosed", session }),
      strike: (session) => tell({ type: "client", action: "notASession", session }),
    });
  }

  function createBackground() {
    const rooms = createRoomPlaces({
      addressOf,
      roomOf: async (place) => `key of ${place}`,
      book: async () => book,
      places: { read: async () => places, update: async (change) => (places = change(places)) },
      world: async () => world,
      dedicatedHosts: async () => facts.dedicated ?? [],
    });
    const desk = createRoomDesk({
      places: rooms,
      seenPlaces: async () => places,
      book: { read: async () => book, update: async (change) => (book = change(book)) },
      marks: { keep: async (id, mark) => void marks.set(id, mark), read: async (id) => marks.get(id) ?? null },
      world: async () => world,
      tell,
      now: () => now,
    });
    return { rooms, desk };
  }

  /** Between any two things that happen. */
  function maybeRestart(): void {
    if (facts.restarts) start = createBackground();
  }

  async function join(address: string): Promise<string> {
    const doc = `d${++count}`;
    const { room, enrolled } = await start.rooms.see(address);
    await tell(
      { type: "documentOpened", doc, tab: count, frame: 0, room, enrolled },
      { type: "capture", doc, live: true },
      { type: "peer", doc, peer: "p", state: "connected", loopback: false },
      { type: "remoteMedia", doc, peer: "p", flowing: true },
    );
    now += 30_000;
    await tell({ type: "tick" });
    await settled();
    maybeRestart();
    return doc;
  }

  async function leave(doc: string): Promise<void> {
    await tell(
      { type: "peer", doc, peer: "p", state: "closedByPage", loopback: false },
      { type: "capture", doc, live: false },
    );
    now += 10_000;
    await tell({ type: "tick" });
    // Longer than a call may take to come back.
    now += 15 * 60_000;
    await tell({ type: "tick" });
    await settled();
    maybeRestart();
  }

  return {
    desk: () => start.desk,
    see: (address: string) => start.rooms.see(address),
    book: () => book,
    places: () => places,
    world: () => world,
    tell,
    join,
    leave,
    /** A call from beginning to end; the id of its session and what came of it. */
    async call(address: string) {
      const before = world.sessions.length;
      await leave(await join(address));
      const session = world.sessions.slice(before).at(-1) ?? null;
      if (session === null) return null;
      return {
        id: session.id,
        window: shown.includes(session.id),
        offer: session.offer,
        asks: await start.desk.isAsked(session.id),
      };
    },
    async answer(checkInId: string, answer: RoomAnswer) {
      await start.desk.answer({ checkInId, answer });
      await settled();
      maybeRestart();
    },
    submit: (session: string) => tell({ type: "client", action: "submit", session }),
    closeWindow: (session: string) => tell({ type: "windowClosed", session }),
  };
}

describe.each([
  ["with one background", false],
  ["with the background restarted between any two steps", true],
])("the question %s", (_, restarts) => {
  const open = (dedicated: readonly string[] = []) => openRooms({ dedicated, restarts });

  test("comes after the first call in a room, in a window, with the site", async () => {
    const rooms = open();
    const call = await rooms.call(WORK);
    expect(call).toMatchObject({ window: true, asks: true });
    expect(await rooms.desk().isAsked(call!.id)).toBe(true);
    expect(await rooms.desk().siteOf(call!.id)).toBe("meet.example");
  });

  test.each(["never", "always"] as const)(
    "answered with %s where the address names no room, holds for that call alone",
    async (said) => {
      const rooms = open();
      const first = await rooms.call("https://meet.google.com/");
      await rooms.answer(first!.id, said);
      expect(rooms.book().rooms).toEqual([]);
      expect(await rooms.call("https://meet.google.com/")).toMatchObject({ window: true, asks: true });
    },
  );

  test("never comes on a site that is kept for sessions", async () => {
    expect(await open(["meet.example"]).call(WORK)).toMatchObject({ window: true, asks: false });
  });

  test("answered with always, is not asked again in that room, and in another it is", async () => {
    const rooms = open();
    const first = await rooms.call(THERAPY);
    await rooms.answer(first!.id, "always");
    expect(await rooms.desk().isAsked(first!.id)).toBe(false);
    await rooms.submit(first!.id);
    const second = await rooms.call(THERAPY);
    expect(second).toMatchObject({ window: true, asks: false });
    await rooms.submit(second!.id);
    expect(await rooms.call(WORK)).toMatchObject({ window: true, asks: true });
  });

  test("answered with once, is not asked again for this check-in, but after the next call", async () => {
    const rooms = open();
    const first = await rooms.call(THERAPY);
    await rooms.answer(first!.id, "once");
    expect(await rooms.desk().isAsked(first!.id)).toBe(false);
    expect(rooms.book()).toEqual(EMPTY_BOOK);
    // The form behind it is shown.
    await rooms.desk().noteShown(first!.id);
    expect(rooms.book()).toEqual(EMPTY_BOOK);
    await rooms.submit(first!.id);
    expect(await rooms.call(THERAPY)).toMatchObject({ window: true, asks: true });
  });

  test("answered with never, strikes the session and leaves the room alone for good", async () => {
    const rooms = open();
    const first = await rooms.call(WORK);
    await rooms.answer(first!.id, "never");
    expect(rooms.world().sessions).toMatchObject([{ offer: "done", answered: "neverHere" }]);
    expect(await rooms.see(WORK)).toMatchObject({ enrolled: false });
    expect(await rooms.call(WORK)).toBeNull();
    expect(await rooms.call(THERAPY)).toMatchObject({ window: true, asks: true });
  });

  test("answered with never, can be taken back at once", async () => {
    const rooms = open();
    const first = await rooms.call(WORK);
    await rooms.answer(first!.id, "never");
    await rooms.answer(first!.id, "once");
    expect(await rooms.desk().isAsked(first!.id)).toBe(false);
    expect([rooms.book(), rooms.world().ruledOut]).toEqual([EMPTY_BOOK, []]);
    expect(await rooms.call(WORK)).toMatchObject({ window: true, asks: true });
  });

  test("can be answered for all other rooms on the site, but not for the known one", async () => {
    const rooms = open();
    await rooms.answer((await rooms.call(THERAPY))!.id, "always");
    const work = await rooms.call(WORK);
    await rooms.answer(work!.id, "neverOthers");
    expect(rooms.book()).toMatchObject({ rooms: [{ standing: "known" }], quietSites: [{ site: "meet.example" }] });
    expect(await rooms.call(`${WORK}/2`)).toBeNull();
    expect(await rooms.call(THERAPY)).toMatchObject({ asks: false });
    await rooms.desk().askAgainOn({ site: "meet.example" });
    expect(await rooms.call(WORK)).toMatchObject({ asks: true });
  });

  test("closed unanswered, stays with the badge from then on, and still comes first there", async () => {
    const rooms = open();
    const first = await rooms.call(WORK);
    await rooms.closeWindow(first!.id);
    expect(await rooms.desk().isAsked(first!.id)).toBe(true);
    const second = await rooms.call(WORK);
    expect(second).toMatchObject({ window: false, offer: "badge", asks: true });
  });

  test("taken off the screen by a call that goes on, was not left unanswered", async () => {
    const rooms = open();
    const first = await rooms.call(WORK);
    expect(rooms.book().rooms).toMatchObject([{ standing: "asked" }]);
    const other = await rooms.join(OTHER_SITE);
    expect(rooms.book().rooms).toEqual([]);
    await rooms.leave(other);
    expect(await rooms.desk().isAsked(first!.id)).toBe(true);
  });

  test("is not put to who opens the check-in by hand", async () => {
    const rooms = open();
    const first = await rooms.call(WORK);
    await rooms.desk().noteByHand(first!.id);
    expect(await rooms.desk().isAsked(first!.id)).toBe(false);
  });

  test("about a call by hand that no session stands behind, is none", async () => {
    const rooms = open();
    expect(await rooms.desk().isAsked("hand-1")).toBe(false);
    await rooms.answer("hand-1", "never");
    expect(rooms.book()).toEqual(EMPTY_BOOK);
  });

  test("goes for all that waits in a room that is ruled out", async () => {
    const rooms = open();
    const first = await rooms.call(WORK);
    await rooms.closeWindow(first!.id);
    await rooms.call(WORK);
    await rooms.answer(first!.id, "never");
    expect(rooms.world().sessions.map(({ offer }) => offer)).toEqual(["done", "done"]);
  });
});

test("an answer that comes while it is still being written down that the question is shown has the last word", async () => {
  const rooms = openRooms();
  const first = await rooms.call(WORK);
  await rooms.closeWindow(first!.id);
  await rooms.desk().forget({ room: rooms.book().rooms[0]!.room });
  await Promise.all([rooms.desk().noteShown(first!.id), rooms.answer(first!.id, "once")]);
  expect(rooms.book()).toEqual(EMPTY_BOOK);
});

describe("forgetting", () => {
  test("a room that was ruled out has it asked about again, also in the page that is still open", async () => {
    const rooms = openRooms();
    const doc = await rooms.join(WORK);
    await rooms.leave(doc);
    await rooms.answer("s1", "never");
    expect(rooms.world().docs[doc]).toMatchObject({ enrolled: false });
    const [entry] = (await rooms.desk().list()).rooms;
    await rooms.desk().forget({ room: entry!.room });
    expect(rooms.world().docs[doc]).toMatchObject({ enrolled: true });
    expect(await rooms.call(WORK)).toMatchObject({ window: true, asks: true });
  });

  test("all of it comes with leaving", async () => {
    const rooms = openRooms();
    await rooms.answer((await rooms.call(WORK))!.id, "never");
    await rooms.desk().clear();
    expect(await rooms.desk().list()).toEqual(EMPTY_BOOK);
  });
});

test("a room that is made silent in the middle of its call ends without a word", async () => {
  const rooms = openRooms();
  const first = await rooms.call(WORK);
  const live = await rooms.join(`${WORK}/2`);
  await rooms.answer(first!.id, "neverOthers");
  await rooms.leave(live);
  expect(rooms.world().sessions.at(-1)).toMatchObject({ offer: "done", answered: "notASession" });
});

describe("an invite's room", () => {
  const invite = usualInvite({ rooms: [`${THERAPY}?pwd=1#here`.replace("#here", "")], videoHosts: ["meet.example"] });

  test("counts from the start, and other rooms on its site open nothing", async () => {
    const rooms = openRooms();
    await rooms.desk().takeInvite(invite);
    const own = await rooms.call(THERAPY);
    expect(own).toMatchObject({ window: true, asks: false });
    await rooms.submit(own!.id);
    expect(await rooms.call(WORK)).toMatchObject({ window: false, offer: "badge", asks: true });
    expect(await rooms.call(OTHER_SITE)).toMatchObject({ window: true, asks: true });
  });

  test("is kept as a hash with its site, and nowhere is its address", async () => {
    const rooms = openRooms();
    await rooms.desk().takeInvite(invite);
    expect(rooms.book().rooms).toMatchObject([{ site: "meet.example", standing: "known", byInvite: true }]);
    expect(Object.keys(rooms.book().rooms[0]!)).toEqual(["room", "site", "standing", "byInvite", "since"]);
  });
});

describe("the places that were seen", () => {
  test("are those the machine speaks of and a few more, however many rooms a page makes up", async () => {
    const rooms = openRooms();
    await rooms.call(THERAPY);
    for (let n = 0; n < 400; n++) await rooms.see(`https://meet.example/made-up/${n}`);
    expect(Object.keys(rooms.places()).length).toBeLessThan(60);
    expect(await rooms.desk().siteOf("s1")).toBe("meet.example");
  });

  test.each(["", "about:blank", "blob:https://meet.example/1", "not an address"])(
    "%j is no place at all",
    async (address) => {
      const rooms = createRoomPlaces({
        addressOf: (await import("../../src/adapters/browser/address.ts")).takeApart,
        roomOf: async (place) => place,
        book: async () => EMPTY_BOOK,
        places: { read: async () => ({}), update: async () => ({}) },
        world: async () => EMPTY_WORLD,
        dedicatedHosts: async () => [],
      });
      expect(await rooms.see(address)).toEqual({ room: null, enrolled: false, isRoom: null, isLobby: false });
    },
  );
});
