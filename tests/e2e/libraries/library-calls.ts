import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { press, waitForState } from "../harness/pages.ts";
import { talk, until } from "../harness/scene.ts";
import { type LibraryBrowser, type LibraryScene, openLibraryScene, TALK_MS } from "./library-scene.ts";
import { type SimulatedLivekit, startSimulatedLivekit } from "./simulated-livekit.ts";

/** A call over a library, from a page of its own to somebody at the other end. */
interface LibraryCall {
  readonly page: Page;
  /** By the library's own hang-up. */
  leave(): Promise<void>;
  remoteLeaves(): Promise<void>;
  /** The line breaks, and the library or its page makes a new one. */
  reconnect(): Promise<void>;
  close(): Promise<void>;
}

/** Real client libraries, each with real media from a real other end. */
export function describeLibraryCalls(startBrowser: () => Promise<LibraryBrowser>): void {
  let scene: LibraryScene;
  let livekit: SimulatedLivekit;
  beforeAll(async () => {
    [scene, livekit] = await Promise.all([openLibraryScene(startBrowser), startSimulatedLivekit()]);
  });
  afterAll(async () => {
    await livekit?.stop();
    await scene?.close();
  });

  const libraries: Readonly<Record<string, (room: string) => Promise<LibraryCall>>> = {
    PeerJS: (room) => callOverPeerjs(scene, room),
    "simple-peer": (room) => callOverSimplePeer(scene, room),
    "livekit-client": (room) => callOverLivekit(scene, livekit, room),
  };

  describe.each(Object.entries(libraries))("a call over %s", (name, call) => {
    const room = name.toLowerCase();

    test("goes on over a broken line, and its hang-up brings the check-in", async () => {
      const { reconnect, leave, close } = await call(`${room}-again`);
      await reconnect();
      await talk(TALK_MS);
      expect(await scene.isAnythingOffered()).toBe(false);
      await leave();
      await scene.skipCheckIn();
      await close();
    });

    test("brings the check-in when the other side has left", async () => {
      const { remoteLeaves, close } = await call(`${room}-left`);
      await talk(TALK_MS);
      await remoteLeaves();
      await scene.skipCheckIn();
      await close();
    });
  });
}

async function callOverPeerjs({ open, site }: LibraryScene, room: string): Promise<LibraryCall> {
  const therapist = await open(`${site.otherOrigin}/therapist/${room}`);
  await waitForState(therapist, "joining");
  const page = await open(`${site.origin}/room/${room}`);
  await page.bringToFront();
  await waitForState(page, "lobby");
  await press(page, "#join");
  await waitForState(page, "inCall");
  return {
    page,
    leave: () => press(page, "#leave"),
    remoteLeaves: () => press(therapist, "#end"),
    async reconnect() {
      await therapist.reload();
      await waitForState(page, "ended");
      await waitForState(page, "inCall");
    },
    close: () => closeAll(page, therapist),
  };
}

async function callOverSimplePeer({ open, site }: LibraryScene, room: string): Promise<LibraryCall> {
  const therapist = await open(`${site.otherOrigin}/libraries/simple-peer/${room}`);
  await press(therapist, "#join");
  await waitForState(therapist, "waiting");
  const page = await open(`${site.origin}/libraries/simple-peer/${room}`);
  await page.bringToFront();
  await press(page, "#join");
  await waitForState(page, "inCall");
  return {
    page,
    leave: () => press(page, "#leave"),
    remoteLeaves: () => press(therapist, "#leave"),
    async reconnect() {
      await press(therapist, "#drop");
      await waitForState(page, "alone");
      await waitForState(page, "inCall");
    },
    close: () => closeAll(page, therapist),
  };
}

async function callOverLivekit(
  { open, site }: LibraryScene,
  server: SimulatedLivekit,
  room: string,
): Promise<LibraryCall> {
  const page = await open(`${site.origin}/libraries/livekit/${room}?server=${server.port}`);
  await page.bringToFront();
  await waitForState(page, "lobby");
  await press(page, "#join");
  await waitForState(page, "inCall");
  await untilData(page, "published", "2");
  return {
    page,
    leave: () => press(page, "#leave"),
    remoteLeaves: async () => server.order("therapistLeaves"),
    /** First the line alone, resumed over the same connections; then all anew, as the server asks. */
    async reconnect() {
      server.order("loseLine");
      await untilData(page, "reconnected", "1");
      server.order("askToJoinAnew");
      await untilData(page, "reconnected", "2");
    },
    close: () => closeAll(page),
  };
}

function untilData(page: Page, name: string, value: string): Promise<void> {
  const read = (): Promise<string | undefined> => page.$eval("body", ({ dataset }, name) => dataset[name], name);
  return until(async () => (await read()) === value, `${name} ${value}`);
}

async function closeAll(...pages: readonly Page[]): Promise<void> {
  await Promise.all(pages.map((page) => page.close()));
}
