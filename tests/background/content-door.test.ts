import { describe, expect, test } from "vitest";
import { createContentDoor, MAX_SIGNALS, type ObserverLine } from "../../src/background/content-door.ts";
import type { SessionEvent } from "../../src/core/session/events.ts";

const DOC = "0".repeat(32);
const NONCE = "1".repeat(32);
const OPENED = { v: 1, kind: "documentOpened", documentKey: DOC, navigation: "navigate", nonce: NONCE };

/** A document's side of the line, played by the test. */
function play(
  overrides: { readonly origin?: string; readonly known?: readonly string[]; readonly fails?: boolean } = {},
) {
  const told: SessionEvent[] = [];
  const posted: unknown[] = [];
  let closed = false;
  let hear: (message: unknown) => void = () => {};
  const losses: ((cached: boolean) => void)[] = [];
  const door = createContentDoor({
    ours: { id: "abc", baseUrl: "chrome-extension://abc/" },
    enrolledOrigins: async () => ["https://meet.example"],
    roomOf: async (address) => `room of ${address}`,
    tell: async (...events) => {
      if (overrides.fails && events[0]?.type === "capture") throw new Error("The disk is full.");
      told.push(...events);
    },
    monotonicMs: () => 0,
    keepNonce: async () => {},
    knownAt: async () => overrides.known ?? [],
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
  const page = play({ known: ["old", DOC] });
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
