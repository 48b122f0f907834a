import { array, assert, asyncProperty, constantFrom, nat, tuple } from "fast-check";
import { describe, expect, test } from "vitest";
import { installHooks, UNLOAD_DOUBT_MS } from "../../src/content/hooks.ts";
import { createObserverChannel } from "../../src/content/observer-channel.ts";
import { isKey } from "../../src/protocol/content-signals.ts";
import {
  createLookalike,
  createSimulatedPage,
  describedAs,
  SimulatedChannel,
  SimulatedTrack,
  settle,
} from "./simulated-page.ts";

/** A page with hooks, and all they tell. */
function play() {
  const page = createSimulatedPage();
  const heard: unknown[] = [];
  installHooks(page.hooked);
  const channel = createObserverChannel({
    page: page.observed,
    listen: (target, type, handle) => target.addEventListener(type, handle),
    knownNonce: null,
    hear: (word) => heard.push(isKey(word) ? "document" : JSON.parse(word)),
  });
  channel.start();
  const take = async (): Promise<unknown[]> => {
    await settle();
    return heard.splice(0);
  };
  return { ...page, channel, take };
}

async function connect({ createPeer, take }: Pick<ReturnType<typeof play>, "createPeer" | "take">) {
  const peer = createPeer();
  await peer.setLocalDescription(describedAs("AA:01"));
  await peer.setRemoteDescription(describedAs("BB:02"));
  const track = new SimulatedTrack();
  track.muted = true;
  peer.receive(track);
  peer.become("connected");
  track.become({ muted: false });
  await take();
  return { peer, track };
}

const peerIs = (state: string, flowing: boolean, fields: object = {}) => ({
  kind: "peerChanged",
  peer: 1,
  state,
  flowing,
  loopback: false,
  ...fields,
});

describe("connections", () => {
  test("a call is told from its first description to its end", async () => {
    const page = play();
    expect(await page.take()).toEqual(["document"]);
    const peer = page.createPeer();
    await peer.setRemoteDescription(describedAs("BB:02"));
    expect(await page.take()).toEqual([peerIs("connecting", false)]);
    const track = new SimulatedTrack();
    track.muted = true;
    peer.receive(track);
    await peer.setLocalDescription(describedAs("AA:01"));
    peer.become("connected");
    expect(await page.take()).toEqual([peerIs("connected", false)]);
    track.become({ muted: false });
    expect(await page.take()).toEqual([peerIs("connected", true)]);
    peer.close();
    expect(await page.take()).toEqual([peerIs("closedByPage", false)]);
  });

  test.each(["disconnected", "failed"] as const)("a connection that is %s says so", async (state) => {
    const page = play();
    const { peer } = await connect(page);
    peer.become(state);
    expect(await page.take()).toEqual([peerIs(state, true)]);
  });

  test("remote media that stops, by mute or by end, flows no more", async () => {
    const page = play();
    const { peer, track } = await connect(page);
    track.become({ muted: true });
    expect(await page.take()).toEqual([peerIs("connected", false)]);
    const second = new SimulatedTrack();
    peer.receive(second);
    expect(await page.take()).toEqual([peerIs("connected", true)]);
    second.become({ readyState: "ended" });
    expect(await page.take()).toEqual([peerIs("connected", false)]);
  });

  test("a probe that is never described is never told", async () => {
    const page = play();
    await page.take();
    const probe = page.createPeer();
    probe.createDataChannel("probe").become("open");
    probe.close();
    expect(await page.take()).toEqual([]);
  });

  test("a call on something that only looks like a connection is not told, and those after it are", async () => {
    const page = play();
    await page.take();
    await createLookalike(page)
      .setLocalDescription()
      .catch(() => {});
    await page.createPeer().setLocalDescription();
    expect(await page.take()).toEqual([peerIs("connecting", false)]);
  });

  test("two connections of this page with each other are a loopback", async () => {
    const page = play();
    await page.take();
    const [one, other] = [page.createPeer(), page.createPeer()];
    await one.setLocalDescription(describedAs("AA:01"));
    await page.take();
    await other.setRemoteDescription(describedAs("aa:01"));
    expect(await page.take()).toEqual([
      peerIs("connecting", false, { loopback: true }),
      peerIs("connecting", false, { loopback: true, peer: 2 }),
    ]);
    one.createDataChannel("test").become("open");
    expect(await page.take()).toEqual([]);
  });

  test("two connections to the same server, with one certificate each way, are no loopback", async () => {
    const page = play();
    await page.take();
    for (const peer of [page.createPeer(), page.createPeer()]) {
      await peer.setLocalDescription(describedAs("AA:01"));
      await peer.setRemoteDescription(describedAs("BB:02"));
    }
    expect(await page.take()).toEqual([peerIs("connecting", false), peerIs("connecting", false, { peer: 2 })]);
  });

  test("a flood of closed connections is told once and then forgotten but for the latest", async () => {
    const page = play();
    await page.take();
    for (let count = 0; count < 100; count++) {
      const peer = page.createPeer();
      void peer.setLocalDescription();
      peer.close();
    }
    expect(await page.take()).toHaveLength(100);
    page.channel.ask();
    page.channel.ask();
    expect((await page.take()).slice(-35)).toMatchObject([
      "document",
      { kind: "captureChanged" },
      ...Array.from({ length: 32 }, (_, i) => ({ peer: 69 + i })),
      { kind: "channelChanged" },
    ]);
  });
});

describe("data channels", () => {
  test("an open channel of either side counts until it closes", async () => {
    const page = play();
    const { peer } = await connect(page);
    const own = peer.createDataChannel("chat");
    own.become("open");
    expect(await page.take()).toEqual([{ kind: "channelChanged", open: true }]);
    const theirs = new SimulatedChannel();
    theirs.readyState = "open";
    peer.dispatchEvent(Object.assign(new Event("datachannel"), { channel: theirs }));
    own.become("closed");
    expect(await page.take()).toEqual([]);
    theirs.become("closed");
    expect(await page.take()).toEqual([{ kind: "channelChanged", open: false }]);
  });

  test("a channel goes with its connection", async () => {
    const page = play();
    const { peer } = await connect(page);
    peer.createDataChannel("chat").become("open");
    await page.take();
    peer.close();
    expect(await page.take()).toEqual([peerIs("closedByPage", false), { kind: "channelChanged", open: false }]);
  });
});

describe("capture", () => {
  const live = (on: boolean) => ({ kind: "captureChanged", live: on });

  test("microphone and camera count until the last of them stops", async () => {
    const page = play();
    await page.take();
    const stream = await page.devices.getUserMedia({ audio: true, video: true });
    expect(await page.take()).toEqual([live(true)]);
    const [audio, video] = stream.getTracks();
    audio!.stop();
    expect(await page.take()).toEqual([]);
    video!.stop();
    expect(await page.take()).toEqual([live(false)]);
  });

  test("a device that is unplugged or forbidden is released", async () => {
    const page = play();
    const stream = await page.devices.getUserMedia({ audio: true });
    await page.take();
    stream.getTracks()[0]!.become({ readyState: "ended" });
    expect(await page.take()).toEqual([live(false)]);
  });

  test("a swap of devices within one task is not told", async () => {
    const page = play();
    const stream = await page.devices.getUserMedia({ audio: true });
    await page.take();
    const next = await page.devices.getUserMedia({ audio: true });
    stream.getTracks()[0]!.stop();
    expect(await page.take()).toEqual([]);
    next.getTracks()[0]!.stop();
    expect(await page.take()).toEqual([live(false)]);
  });

  test.each([
    ["track", (stream: Stream) => stream.getTracks()[0]!.clone()],
    ["stream", (stream: Stream) => stream.clone().getTracks()[0]!],
  ])("a copy of a captured %s keeps the device", async (_, copyOf) => {
    const page = play();
    await page.take();
    const stream = await page.devices.getUserMedia({ audio: true });
    const copy = copyOf(stream);
    stream.getTracks()[0]!.stop();
    expect(await page.take()).toEqual([live(true)]);
    copy.stop();
    expect(await page.take()).toEqual([live(false)]);
  });

  test("screen sharing is no capture, nor is a copy of it", async () => {
    const page = play();
    await page.take();
    (await page.devices.getDisplayMedia()).clone().getTracks()[0]!.clone();
    expect(await page.take()).toEqual([]);
  });

  type Stream = Awaited<ReturnType<ReturnType<typeof createSimulatedPage>["devices"]["getUserMedia"]>>;
});

describe("leaving", () => {
  test.each(["beforeunload", "pagehide"])("what a site closes at %s is no hang-up", async (event) => {
    const page = play();
    const { peer } = await connect(page);
    page.happen(event);
    peer.close();
    page.pass(UNLOAD_DOUBT_MS - 1);
    expect(await page.take()).toEqual([]);
  });

  test("it is one after all in a document that still lives a second later", async () => {
    const page = play();
    const { peer } = await connect(page);
    page.happen("beforeunload");
    peer.close();
    page.pass(UNLOAD_DOUBT_MS);
    expect(await page.take()).toEqual([peerIs("closedByPage", false)]);
    expect(page.hasTimers()).toBe(false);
  });
});

test("an observer that asks anew hears everything, what is off, too", async () => {
  const page = play();
  await connect(page);
  await page.devices.getUserMedia({ audio: true });
  await page.take();
  page.channel.ask();
  expect(await page.take()).toEqual([
    "document",
    { kind: "captureChanged", live: true },
    peerIs("connected", true),
    { kind: "channelChanged", open: false },
  ]);
});

test("hooks injected a second time stay quiet", async () => {
  const page = play();
  installHooks(page.hooked);
  await page.take();
  const peer = page.createPeer();
  await peer.setLocalDescription();
  expect(await page.take()).toEqual([peerIs("connecting", false)]);
});

test("hooks run no timer while nobody leaves", async () => {
  const page = play();
  await connect(page);
  await page.devices.getUserMedia({ audio: true });
  expect(page.hasTimers()).toBe(false);
});

test("whatever a page does, what was told bit by bit is what a full count says", async () => {
  const action = tuple(
    constantFrom(
      "open",
      "describe",
      "answer",
      "connect",
      "lose",
      "media",
      "mute",
      "close",
      "channel",
      "capture",
      "stop",
    ),
    nat(5),
  );
  await assert(
    asyncProperty(array(action, { maxLength: 40 }), async (actions) => {
      const page = play();
      const bitByBit = new Map<unknown, unknown>([
        ["captureChanged", { kind: "captureChanged", live: false }],
        ["channelChanged", { kind: "channelChanged", open: false }],
      ]);
      const count = new Map(bitByBit);
      const perform = createActor(page);
      for (const [name, which] of actions) {
        await perform(name, which);
        for (const fact of await page.take()) keep(bitByBit, fact);
      }
      page.channel.ask();
      for (const fact of await page.take()) keep(count, fact);
      expect(bitByBit).toEqual(count);
    }),
    { numRuns: 60 },
  );
});

function keep(facts: Map<unknown, unknown>, fact: unknown): void {
  if (typeof fact !== "object" || fact === null || !("kind" in fact)) return;
  facts.set("peer" in fact ? fact.peer : fact.kind, fact);
}

function createActor({ createPeer, devices }: ReturnType<typeof play>) {
  const peers = [createPeer()];
  const tracks = [new SimulatedTrack()];
  const captured: { stop(): void }[] = [];
  return async (name: string, which: number): Promise<void> => {
    const peer = peers[which % peers.length]!;
    const isOpen = peer.connectionState !== "closed";
    if (name === "open") peers.push(createPeer());
    if (name === "describe" && isOpen) await peer.setLocalDescription(describedAs(`AA:${which}`));
    if (name === "answer" && isOpen) await peer.setRemoteDescription(describedAs(`AA:${which}`));
    if (name === "connect" && isOpen) peer.become("connected");
    if (name === "lose" && isOpen) peer.become("disconnected");
    if (name === "media" && isOpen) peer.receive(tracks[tracks.push(new SimulatedTrack()) - 1]!);
    if (name === "mute") tracks[which % tracks.length]!.become({ muted: true });
    if (name === "close") peer.close();
    if (name === "channel" && isOpen) peer.createDataChannel("x").become("open");
    if (name === "capture") captured.push(...(await devices.getUserMedia({ audio: true })).getTracks());
    if (name === "stop") captured[which]?.stop();
  };
}
