import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import type { Call, Doc } from "../../../src/core/session/world.ts";
import { processTree } from "../harness/client.ts";
import { HASTE } from "../harness/haste.ts";
import { press, waitForState } from "../harness/pages.ts";
import { pause } from "../harness/scene.ts";
import { callsOf, openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";
import { CLOCK_CHANGE, playCase } from "./not-playable.ts";

/** Longer than the machine takes for a delay: nothing ran meanwhile, so the computer slept. */
const SLEEP_MS = 22_000;
/** Where nobody is left to wake the background, only an alarm does, in half a minute at the earliest. */
const ALARM_PATIENCE_MS = 70_000;

/** Lines, pages, backgrounds, versions, permissions and browsers that die in a call, and what comes of it. */
export function playDeaths(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser));
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());
  const play = (title: string, body: (() => Promise<void>) | null): void =>
    playCase(browser, title, { play: body, timeout: 120_000 });

  /** A session that shows a sign of life when it is long enough: without one, it would have ended with the last. */
  async function talkOfLate(page: Page): Promise<Call> {
    const call = await stage.talk();
    await press(page, "#swap");
    const isRecent = ({ seenAt }: Doc): boolean => seenAt - call.startedAt > HASTE.minimumLive * 1_000;
    await stage.untilWorld("a sign of life", ({ docs }) => Object.values(docs).some(isRecent));
    return call;
  }

  play("a line that is cut and restored soon is no end; cut for long it is one, and restored it is not", async () => {
    const { page, therapist } = await stage.call("line");
    const { id } = await stage.talk();
    therapist.freeze();
    await stage.untilWorld("a dropped line", (world) => callsOf(world).some(({ doubt }) => doubt?.cause === "network"));
    therapist.thaw();
    await stage.expectLive(id);
    therapist.freeze();
    await stage.untilShown();
    therapist.thaw();
    await stage.untilNotShown();
    await stage.expectLive(id);
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"], { windows: 2 })).id).toBe(id);
  });

  play("a browser that is offline waits for the network", async () => {
    const { therapist } = await stage.call("offline");
    await stage.talk();
    await stage.client.setOnline(false);
    await stage.untilWorld("offline", ({ offlineSince }) => offlineSince !== null);
    therapist.freeze();
    await stage.untilWorld("a dropped line", (world) => callsOf(world).some(({ doubt }) => doubt?.cause === "network"));
    await stage.client.setOnline(true);
    await stage.untilWorld("online", ({ offlineSince }) => offlineSince === null);
    await stage.expectCheckIn(["network"]);
  });

  play("a page whose process dies", async () => {
    const { page } = await stage.call("crash");
    await stage.talk();
    await stage.client.crash(page);
    await stage.expectCheckIn(["crash"]);
  });

  play("a page that goes into the cache, and Back", async () => {
    const therapist = await stage.therapist("cache");
    const page = await stage.open(`${stage.site.origin}/pages/call/cache?join=1`);
    await therapist.inCall();
    const { id } = await stage.talk();
    await page.goto(`${stage.site.otherOrigin}/bye`);
    await stage.untilWorld("a doubt", (world) => callsOf(world).some(({ doubt }) => doubt?.cause === "navigation"));
    await page.goBack();
    await stage.expectLive(id);
    await page.goto(`${stage.site.otherOrigin}/bye`);
    expect((await stage.expectCheckIn(["navigation"], { windows: "any" })).id).toBe(id);
  });

  play("a background that is stopped at every step of a session", async () => {
    const stop = (): Promise<void> => stage.client.killBackground();
    await stop();
    const { page } = await stage.call("stopped-at-every-step");
    await stop();
    const { id } = await stage.talk();
    await stop();
    await stage.expectLive(id);
    await press(page, "#leave");
    await stage.untilWorld("an end or a doubt", (world) => callsOf(world).every(({ doubt }) => doubt !== null));
    await stop();
    await stage.untilWorld("the end", ({ sessions }) => sessions.some((one) => one.id === id), ALARM_PATIENCE_MS);
    await stop();
    expect((await stage.expectCheckIn(["hangup"], { limitMs: ALARM_PATIENCE_MS })).id).toBe(id);
  });

  play("a background that is stopped when nobody is left to wake it", async () => {
    const { page } = await stage.call("stopped-and-alone");
    await stage.talk();
    await page.close();
    await stage.untilWorld("a doubt", (world) => callsOf(world).some(({ doubt }) => doubt !== null));
    await stage.client.killBackground();
    await stage.expectCheckIn(["tabClosed"], { limitMs: ALARM_PATIENCE_MS });
  });

  play("a computer that sleeps in the call", async () => {
    const { page, therapist } = await stage.call("sleep");
    const { id, startedAt } = await stage.talk();
    const processes = processTree(stage.client.processId);
    therapist.freeze();
    for (const one of processes) process.kill(one, "SIGSTOP");
    await pause(SLEEP_MS);
    for (const one of processes) process.kill(one, "SIGCONT");
    therapist.thaw();
    await stage.expectLive(id);
    await press(page, "#leave");
    const session = await stage.expectCheckIn(["hangup", "sleep", "network"]);
    expect(session.id).toBe(id);
    expect(session.liveMs).toBeLessThan(session.endedAt - startedAt - SLEEP_MS / 2);
  });

  play(CLOCK_CHANGE, null);

  play("a new version in the middle of a call", async () => {
    const { page } = await stage.call("update");
    const { id } = await stage.talk();
    await stage.update();
    await stage.expectLive(id);
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
  });

  play("a browser that is killed in the call, started again, and the client joins again", async () => {
    const { page: before } = await stage.call("killed-and-back");
    const { id } = await talkOfLate(before);
    await stage.killBrowser();
    await stage.restart();
    const page = await stage.open(`${stage.site.origin}/pages/call/killed-and-back?join=1`);
    await waitForState(page, "inCall");
    await stage.expectLive(id);
    await stage.talk();
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
  });

  play("a browser that is killed in the call and started again without it", async () => {
    const { page } = await stage.call("killed");
    const { id } = await talkOfLate(page);
    await stage.killBrowser();
    await stage.restart();
    expect((await stage.expectCheckIn(["quit"])).id).toBe(id);
  });

  play("a permission that the client takes back in the call is not asked about", async () => {
    await stage.call("withdrawn");
    const { id } = await stage.talk();
    await stage.client.withdrawSite(stage.setup);
    const session = await stage.untilWorld("the session closed", ({ sessions }) =>
      sessions.find((one) => one.id === id),
    );
    expect(session).toMatchObject({ cause: "revoked", offer: "done" });
    stage.expectNothingOf(session);
  });
}
