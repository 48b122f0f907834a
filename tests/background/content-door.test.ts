import { describe, expect, test } from "vitest";
import { createContentDoor, type KnownDocument, type ObserverLine } from "../../src/background/content-door.ts";
import { MAX_SIGNALS } from "../../src/background/flood-gate.ts";
import type { SeenPlace } from "../../src/background/room-places.ts";
import type { SessionEvent } from "../../src/core/session/events.ts";

const DOC = "0".repeat(32);
const NONCE = "1".repeat(32);
const OPENED = { v: 1, kind: "documentOpened", documentKey: DOC, navigation: "navigate", nonce: NONCE };

/** A document's side of the line, played by the test. */
function play(
  overrides: {
    readonly origin?: string;
    readonly known?: readonly KnownDocument[];
    readonly fails?: boolean;
    /** What an address is, where it is not an unknown one. */
    readonly seen?: (address: string) => Partial<SeenPlace>;
    readonly tabUrl?: () => string | null;
  } = {},
) {
  const told: SessionEvent[] = [];
  const posted: unknown[] = [];
  let closed = false;
  let hear: (message: unknown) => void = () => {};
  const losses: ((cached: boolean) => void)[] = [];
  const door = createContentDoor({
    ours: { id: "abc", baseUrl: "chrome-extension://abc/" },
    enrolledOrigins: async () => ["https://meet.example"],
    see: async (address) => ({
      ...{ room: `room of ${address}`, enrolled: true, isRoom: null, isLobby: false },
      ...overrides.seen?.(address),
    }),
    addressOfTab: async () => overrides.tabUrl?.() ?? null,
    tell: async (...events) => {
      if (overrides.fails && events[0]?.type === "capture") throw new Error("The disk is full.");
      told.push(...events);
    },
    monotonicMs: () => 0,
    keepNonce: async () => {},
    knownIn: async () => overrides.known ?? [],
    complain: () => {},
  });
  const open = (): void => {
    const line: ObserverLine = {
      sender: {
        id: "abc",
        url: "https://meet.example/room/7",
        origin: overrides.origin ?? "https://meet.example",
        tabId: 4,
        frameId: 0,
      },
      tabUrl: "https://meet.example/room/7",
      post: (reply) => posted.push(reply),
      close: () => {
        closed = true;
      },
      onMessage: (handle) => {
        hear = handle;
      },
      onClosed: (handle) => losses.push(handle),
    };
    door.open(line);
  };
  open();
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) await Promise.resolve();
  };
  return {
    door,
    told,
    posted,
    open,
    settle,
    isClosed: () => closed,
    async say(...messages: readonly unknown[]) {
      for (const message of messages) hear(message);
      await settle();
    },
    /** The lines of this page in the order they were opened. */
    async lose(line = 0, cached = false) {
      losses[line]!(cached);
      await settle();
    },
  };
}

const ROOM = "room of https://meet.example/room/7";
const ELSEWHERE = "https://meet.example/room/8";

/** A document at the address of this page, as the machine has it. */
function knownDoc(doc: string, callNear = false): KnownDocument {
  return { doc, frame: 0, room: ROOM, enrolled: true, callNear };
}

const kinds = (told: readonly SessionEvent[]): readonly string[] => told.map(({ type }) => type);

describe("what a document says", () => {
  test("becomes session events in its order, with the room made from the address around it", async () => {
    const page = play();
    const peer = { v: 1, kind: "peerChanged", peer: 1, state: "connected", flowing: true, loopback: false };
    await page.say(OPENED, { v: 1, kind: "captureChanged", live: true }, peer);
    expect(page.told).toEqual([
      {
        type: "documentOpened",
        doc: DOC,
        tab: 4,
        frame: 0,
        room: "room of https://meet.example/room/7",
        enrolled: true,
      },
      { type: "capture", doc: DOC, live: true },
      { type: "peer", doc: DOC, peer: "p1", state: "connected", loopback: false },
      { type: "remoteMedia", doc: DOC, peer: "p1", flowing: true },
    ]);
  });

  test("is ignored before it has announced itself", async () => {
    const page = play();
    await page.say({ v: 1, kind: "captureChanged", live: true });
    expect(page.told).toEqual([]);
  });

  test("is ignored where it is not in the table", async () => {
    const page = play();
    await page.say(OPENED, { v: 1, kind: "submitAnswers", ask: null }, "capture", null, 7);
    expect(kinds(page.told)).toEqual(["documentOpened"]);
  });

  test("is not listened to on an origin that is not enrolled", async () => {
    const page = play({ origin: "https://mail.example" });
    await page.say(OPENED);
    expect(page.told).toEqual([]);
    expect(page.isClosed()).toBe(true);
  });

  test("closes the line when it floods", async () => {
    const page = play();
    await page.say(OPENED, ...Array.from({ length: MAX_SIGNALS + 100 }, () => ({ v: 1, kind: "alive" })));
    expect(page.isClosed()).toBe(true);
    expect(page.told.length).toBeLessThanOrEqual(MAX_SIGNALS);
  });
});

test("a document that left while nobody listened is gone when the next one opens in its place", async () => {
  const elsewhere = { ...knownDoc("frame"), frame: 3 };
  const page = play({ known: [knownDoc("old"), knownDoc(DOC), elsewhere] });
  await page.say(OPENED);
  expect(page.told[0]).toEqual({ type: "documentGone", doc: "old", via: "unload" });
  expect(kinds(page.told)).toEqual(["documentGone", "documentOpened"]);
});

test("a fact that could not be kept closes the line, so that the document tells everything again", async () => {
  const page = play({ fails: true });
  await page.say(OPENED, { v: 1, kind: "captureChanged", live: true });
  expect(page.isClosed()).toBe(true);
});

describe("a lost line", () => {
  test("without a word is a crash", async () => {
    const page = play();
    await page.say(OPENED);
    await page.lose();
    expect(page.told.at(-1)).toEqual({ type: "documentGone", doc: DOC, via: "crash" });
  });

  test("of a page that went into the back-forward cache is no crash", async () => {
    const page = play();
    await page.say(OPENED);
    await page.lose(0, true);
    expect(page.told.at(-1)).toEqual({ type: "documentGone", doc: DOC, via: "bfcache" });
  });

  test("after the document said that it leaves is no crash", async () => {
    const page = play();
    await page.say(OPENED, { v: 1, kind: "documentLeaving", cached: false });
    await page.lose();
    expect(kinds(page.told)).toEqual(["documentOpened", "documentGone"]);
  });

  test("of an older observer says nothing once a newer one speaks for the document", async () => {
    const page = play();
    await page.say(OPENED);
    page.open();
    await page.say(OPENED);
    await page.lose(0);
    expect(kinds(page.told)).toEqual(["documentOpened", "documentOpened"]);
    await page.lose(1);
    expect(kinds(page.told)).toEqual(["documentOpened", "documentOpened", "documentGone"]);
  });
});

test("signs of life are asked for while they are wanted and called off after", async () => {
  const page = play();
  await page.say(OPENED);
  page.door.beat(() => true, 20_000);
  page.door.beat(() => true, 20_000);
  page.door.beat(() => false, 20_000);
  expect(page.posted).toEqual([
    { kind: "beat", everyMs: 20_000 },
    { kind: "beat", everyMs: null },
  ]);
});

describe("the room of a page that changes its address", () => {
  const ROUTE = { v: 1, kind: "routeChanged" };
  const routes = (told: readonly SessionEvent[]) =>
    told.flatMap((one) => (one.type === "routeChanged" && one.room !== undefined ? [one] : []));

  /** The page goes to the other address; `callNear`: a call goes on in its room, is in doubt or about to be. */
  async function route(facts: {
    isRoom: boolean | null;
    callNear: boolean;
    enrolled?: boolean;
    tabUrl?: string | null;
  }) {
    const { isRoom, callNear, enrolled = true, tabUrl = ELSEWHERE } = facts;
    const known = [knownDoc(DOC, callNear), { ...knownDoc("frame", callNear), frame: 2 }];
    const seen = (address: string) => (address === ELSEWHERE ? { isRoom, enrolled } : {});
    const page = play({ known, tabUrl: () => tabUrl, seen });
    await page.say(OPENED, ROUTE);
    return page.told;
  }
  const moved = (doc: string, enrolled = true) => ({
    type: "routeChanged",
    doc,
    room: `room of ${ELSEWHERE}`,
    enrolled,
  });

  test.each([
    ["a room, by data", { isRoom: true, callNear: false }, true],
    ["a room, by data, in a call", { isRoom: true, callNear: true }, true],
    ["no form of a room that is known", { isRoom: false, callNear: false }, false],
    ["no form of a room that is known, in a call", { isRoom: false, callNear: true }, false],
    ["an address nobody knows", { isRoom: null, callNear: false }, true],
    ["an address nobody knows, in a call", { isRoom: null, callNear: true }, false],
  ] as const)("%s: moves %o: %s, and its frames go along", async (_, facts, moves) => {
    expect(routes(await route(facts))).toEqual(moves ? [moved(DOC), moved("frame")] : []);
  });

  test("is not looked at where the new room was ruled out", async () =>
    expect(routes(await route({ isRoom: true, callNear: false, enrolled: false }))).toEqual([
      moved(DOC, false),
      moved("frame", false),
    ]));

  test.each([
    ["the browser does not say where the tab is", null],
    ["the tab is on another site by now", "https://bye.example/room/8"],
    ["the tab is on a site whose name begins alike", "https://meet.example.evil.example/"],
  ])("stays where %s", async (_, tabUrl) => {
    const told = await route({ isRoom: true, callNear: false, tabUrl });
    expect(routes(told)).toEqual([]);
    expect(told.at(-1)).toEqual({ type: "routeChanged", doc: DOC });
  });

  test("is the old one when it announces itself again in the call with an address nobody knows", async () => {
    const page = play({ known: [{ ...knownDoc(DOC, true), room: "the room it joined" }] });
    await page.say(OPENED);
    expect(page.told).toMatchObject([{ type: "documentOpened", room: "the room it joined", enrolled: true }]);
  });

  test("keeps its documents looked at in the call when the room was ruled out meanwhile", async () => {
    const page = play({
      known: [knownDoc(DOC, true)],
      tabUrl: () => "https://meet.example/room/7",
      seen: () => ({ isRoom: true, enrolled: false }),
    });
    await page.say(OPENED, ROUTE);
    expect(routes(page.told)).toEqual([{ type: "routeChanged", doc: DOC, room: ROOM, enrolled: true }]);
  });
});

describe("a lobby with a data channel", () => {
  const channel = (open: boolean) => ({ v: 1, kind: "channelChanged", open });
  const channels = (told: readonly SessionEvent[]) =>
    told.flatMap((one) => (one.type === "dataChannel" ? [one.open] : []));

  test("is no call: the channel is told closed", async () => {
    const page = play({ seen: () => ({ isLobby: true }) });
    await page.say(OPENED, channel(true), { v: 1, kind: "alive" });
    expect(channels(page.told)).toEqual([false]);
  });

  test("lets the channel be seen once the page has left it, and takes it back on return", async () => {
    let url = "https://meet.example/wc/1/start";
    const page = play({
      known: [knownDoc(DOC)],
      tabUrl: () => url,
      seen: (address) => ({ isRoom: true, isLobby: !address.endsWith("/start") }),
    });
    await page.say(OPENED, channel(true), { v: 1, kind: "routeChanged" });
    url = "https://meet.example/wc/1/join";
    await page.say({ v: 1, kind: "routeChanged" });
    expect(channels(page.told)).toEqual([false, true, false]);
  });
});

test("a document in a room that was ruled out is not looked at", async () => {
  const page = play({ seen: () => ({ enrolled: false }) });
  await page.say(OPENED);
  expect(page.told).toMatchObject([{ type: "documentOpened", room: ROOM, enrolled: false }]);
});
