import { describe, expect, test } from "vitest";
import { installHooks, UNLOAD_DOUBT_MS } from "../../src/content/hooks.ts";
import {
  FIRST_WAIT_MS,
  LONGEST_WAIT_MS,
  type ObserverLine,
  STEADY_MS,
  startObserver,
} from "../../src/content/observer.ts";
import { type ContentReply, parseContentSignal, SIGNAL_VERSION } from "../../src/protocol/content-signals.ts";
import { HELLO, type KnownObserver, QUESTION } from "../../src/protocol/handshake.ts";
import { createSimulatedPage, describedAs, SimulatedTrack, settle } from "./simulated-page.ts";

/** The background's end of the lines, with what the content door's parser lets through. */
function createBackground() {
  const told: Record<string, unknown>[] = [];
  const lines: { reply: (reply: ContentReply) => void; lose: () => void; isOpen: boolean }[] = [];
  let gone = false;
  return {
    told,
    lines,
    openLine(reply: (reply: ContentReply) => void, lose: () => void): ObserverLine | null {
      if (gone) return null;
      const line = { reply, isOpen: true, lose: () => {} };
      line.lose = () => {
        line.isOpen = false;
        lose();
      };
      lines.push(line);
      return {
        post(signal) {
          if (!line.isOpen) return false;
          const parsed = parseContentSignal({ ...signal, v: SIGNAL_VERSION });
          told.push(parsed === null ? { kind: `no signal: ${JSON.stringify(signal)}` } : { ...parsed });
          return true;
        },
        close: () => {
          line.isOpen = false;
        },
      };
    },
    beat: (everyMs: number | null) => lines.at(-1)!.reply({ kind: "beat", everyMs }),
    /** The background was stopped: nobody is at the other end. */
    die: () => lines.at(-1)!.lose(),
    /** The extension was updated or removed. */
    vanish() {
      gone = true;
      lines.at(-1)?.lose();
    },
    take: (): readonly unknown[] => told.splice(0).map(({ kind }) => kind),
    async taken() {
      await settle();
      return this.take();
    },
  };
}

function play({ hooksFirst = true } = {}) {
  const page = createSimulatedPage();
  const background = createBackground();
  const world: { known?: KnownObserver } = {};
  const observe = (): void =>
    startObserver({
      page: page.observed,
      openLine: (hear, lose) => background.openLine(hear, lose),
      knownNonce: world.known?.nonce ?? null,
      remember: (known) => {
        world.known = known;
      },
    });
  if (hooksFirst) installHooks(page.hooked);
  observe();
  if (!hooksFirst) installHooks(page.hooked);
  return { ...page, background, world, observe };
}

async function call({ createPeer, devices, background }: ReturnType<typeof play>) {
  const stream = await devices.getUserMedia({ audio: true });
  const peer = createPeer();
  await peer.setLocalDescription(describedAs("AA:01"));
  peer.receive(new SimulatedTrack());
  peer.become("connected");
  await background.taken();
  return { peer, stream };
}

describe("the handshake", () => {
  test.each([
    ["hooks first", true],
    ["observer first", false],
  ])("opens one line per document: %s", async (_, hooksFirst) => {
    const { background } = play({ hooksFirst });
    await settle();
    expect(background.lines).toHaveLength(1);
    expect(background.told).toEqual([
      {
        kind: "documentOpened",
        documentKey: expect.stringMatching(/^[0-9a-f]{32}$/),
        navigation: "reload",
        nonce: expect.stringMatching(/^[0-9a-f]{32}$/),
      },
    ]);
  });

  test("is over before page script runs: whoever listens or asks later learns nothing", () => {
    const { document, background, world } = play();
    const overheard: unknown[] = [];
    document.addEventListener(HELLO, (event) => overheard.push((event as CustomEvent<unknown>).detail));
    document.dispatchEvent(new CustomEvent(HELLO + QUESTION));
    document.dispatchEvent(new CustomEvent(HELLO, { detail: "f".repeat(32) }));
    document.dispatchEvent(new CustomEvent("f".repeat(32), { detail: "e".repeat(32) }));
    document.dispatchEvent(new CustomEvent("f".repeat(32), { detail: '{"kind":"captureChanged","live":true}' }));
    expect(overheard).not.toContain(world.known!.nonce);
    expect(background.take()).toEqual(["documentOpened"]);
  });

  test("leaves nothing to observe without hooks", () => {
    const page = createSimulatedPage();
    const background = createBackground();
    startObserver({ page: page.observed, openLine: background.openLine, knownNonce: null, remember: () => {} });
    page.goTo("https://meet.example/other");
    page.happen("pagehide", { persisted: false });
    expect(background.lines).toEqual([]);
  });

  test("with one the document had no answer to goes on as in a new one", async () => {
    const page = createSimulatedPage();
    const background = createBackground();
    installHooks(page.hooked);
    startObserver({
      page: page.observed,
      openLine: background.openLine,
      knownNonce: "0".repeat(32),
      remember: () => {},
    });
    expect(await background.taken()).toEqual(["documentOpened"]);
  });
});

describe("facts", () => {
  test("pass in their order", async () => {
    const setting = play();
    const { peer, stream } = await call(setting);
    peer.close();
    stream.getTracks()[0]!.stop();
    expect(await setting.background.taken()).toEqual(["captureChanged", "peerChanged"]);
  });

  test.each([
    ["an unsigned event", HELLO, JSON.stringify({ kind: "captureChanged", live: true })],
    ["a guessed name", "a".repeat(32), JSON.stringify({ kind: "captureChanged", live: true })],
  ])("of %s are not heard", async (_, type, detail) => {
    const { document, background } = play();
    background.take();
    document.dispatchEvent(new CustomEvent(type, { detail }));
    expect(await background.taken()).toEqual([]);
  });

  test.each([[{ kind: "captureChanged" }], [7], ["x".repeat(301)], ["{not JSON"], [undefined]])(
    "that are no short text, or none of ours, are not heard: %s",
    async (detail) => {
      const { document, background, world } = play();
      background.take();
      document.dispatchEvent(new CustomEvent(world.known!.nonce, { detail }));
      expect((await background.taken()).filter((kind) => kind !== "documentOpened")).toEqual([]);
    },
  );

  test("a route is told without its address, once, and not where the address stays", async () => {
    const { goTo, background } = play();
    background.take();
    goTo("https://meet.example/room/ended");
    goTo("https://meet.example/room/ended");
    expect(background.told).toEqual([{ kind: "routeChanged" }]);
  });
});

describe("a line lost because the background was stopped", () => {
  test("is opened again at once in a call, from the beginning", async () => {
    const setting = play();
    await call(setting);
    const { background } = setting;
    background.beat(20_000);
    setting.pass(STEADY_MS);
    background.die();
    expect(await background.taken()).toEqual(["documentOpened", "captureChanged", "peerChanged", "channelChanged"]);
  });

  test("stays closed outside calls until there is something to tell", async () => {
    const setting = play();
    const { background, devices, pass, goTo } = setting;
    background.take();
    pass(STEADY_MS);
    background.die();
    pass(10 * 60_000);
    goTo("https://meet.example/lobby");
    expect(setting.hasTimers()).toBe(false);
    expect(await background.taken()).toEqual([]);
    await devices.getUserMedia({ audio: true });
    expect(await background.taken()).toEqual(["documentOpened", "captureChanged", "channelChanged"]);
  });

  test("keeps its heartbeat until it is told otherwise", async () => {
    const setting = play();
    await call(setting);
    const { background, pass } = setting;
    background.beat(20_000);
    pass(40_000);
    expect(background.take()).toEqual(["alive", "alive"]);
    background.die();
    await background.taken();
    pass(20_000);
    expect(background.take()).toEqual(["alive"]);
    background.beat(null);
    pass(100_000);
    expect(background.take()).toEqual([]);
    expect(setting.hasTimers()).toBe(false);
  });

  test("that is lost again and again is opened less and less often", () => {
    const { background, pass } = play();
    background.beat(1000);
    const waits: number[] = [];
    for (let round = 0; round < 9; round++) {
      const before = background.lines.length;
      background.die();
      let waited = 0;
      for (; background.lines.length === before; waited += 1000) pass(1000);
      waits.push(waited);
    }
    expect(waits).toEqual([
      FIRST_WAIT_MS,
      2000,
      4000,
      8000,
      16_000,
      32_000,
      ...Array.from({ length: 3 }, () => LONGEST_WAIT_MS),
    ]);
  });

  test("is noticed at the next post when its end is not told", async () => {
    const setting = play();
    const { stream } = await call(setting);
    const { background } = setting;
    setting.pass(STEADY_MS);
    background.lines.at(-1)!.isOpen = false;
    stream.getTracks()[0]!.stop();
    expect(await background.taken()).toEqual(["documentOpened", "captureChanged", "peerChanged", "channelChanged"]);
  });
});

describe("a document that goes", () => {
  test("says so and falls silent", async () => {
    const setting = play();
    const { peer } = await call(setting);
    const { background, happen, pass } = setting;
    background.beat(20_000);
    happen("pagehide", { persisted: false });
    peer.close();
    pass(60_000);
    expect(background.told).toEqual([{ kind: "documentLeaving", cached: false }]);
  });

  test("into the browser's cache lets its line go, and is announced again under its key when it comes back", async () => {
    const { background, happen, world } = play();
    const [opened] = background.told.splice(0);
    happen("pagehide", { persisted: true });
    expect(background.lines[0]!.isOpen).toBe(false);
    background.take();
    happen("pageshow", { persisted: true });
    expect(background.told).toEqual([{ ...opened, navigation: "back_forward" }]);
    expect(opened).toMatchObject({ nonce: world.known!.nonce });
  });
});

test("the late end of an old line does not cut the one that took its place", async () => {
  const { background, happen, devices, pass } = play();
  happen("pagehide", { persisted: true });
  happen("pageshow", { persisted: true });
  pass(UNLOAD_DOUBT_MS);
  background.lines[0]!.lose();
  await background.taken();
  await devices.getUserMedia({ audio: true });
  expect(await background.taken()).toEqual(["captureChanged"]);
});

describe("an extension that was updated", () => {
  test("leaves an observer that says and does nothing more", async () => {
    const setting = play();
    const { peer } = await call(setting);
    const { background, pass, happen } = setting;
    background.beat(20_000);
    pass(STEADY_MS);
    background.vanish();
    peer.close();
    happen("pagehide", { persisted: false });
    pass(600_000);
    expect(await background.taken()).toEqual([]);
    expect(setting.hasTimers()).toBe(false);
  });

  test("brings a new one that goes on where the old one was, under the same key", async () => {
    const setting = play();
    const [opened] = setting.background.told;
    await call(setting);
    const fresh = createBackground();
    setting.background.vanish();
    startObserver({
      page: setting.observed,
      openLine: fresh.openLine,
      knownNonce: String(opened!.nonce),
      remember: () => {},
    });
    expect(fresh.told[0]).toEqual(opened);
    expect(await fresh.taken()).toEqual(["documentOpened", "captureChanged", "peerChanged", "channelChanged"]);
    expect(await setting.background.taken()).toEqual([]);
  });
});

test("a second observer of the same extension takes the place of the first", async () => {
  const setting = play();
  const { background, world, observe } = setting;
  const { peer } = await call(setting);
  world.known!.retire!();
  observe();
  expect(background.lines.map(({ isOpen }) => isOpen)).toEqual([false, true]);
  await background.taken();
  peer.close();
  expect(await background.taken()).toEqual(["peerChanged"]);
});
