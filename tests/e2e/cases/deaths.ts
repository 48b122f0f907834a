import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import type { Call, Doc } from "../../../src/core/session/world.ts";
import { ask } from "../harness/chromium.ts";
import { HASTE } from "../harness/haste.ts";
import { press, waitForState } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";
import { callsOf, openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";
import { playCase } from "./not-playable.ts";

/** Where nobody is left to wake the background, only an alarm does, in half a minute at the earliest. */
const ALARM_PATIENCE_MS = 70_000;

/** Backgrounds, versions, browsers and permissions that go in the middle of a call. */
export function playDeaths(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser));
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());
  const play = (title: string, body: () => Promise<void>): void =>
    playCase(browser, title, { play: body, timeout: 120_000 });

  /** A session that shows a sign of life when it is long enough: without one, it would have ended with the last. */
  async function talkOfLate(page: Page): Promise<Call> {
    const call = await stage.talk();
    await press(page, "#swap");
    const isRecent = ({ seenAt }: Doc): boolean => seenAt - call.startedAt > HASTE.minimumLive * 1_000;
    await stage.untilWorld("a sign of life", ({ docs }) => Object.values(docs).some(isRecent));
    return call;
  }

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

  play("a new version in the middle of a call", async () => {
    const { page } = await stage.call("update");
    const { id } = await stage.talk();
    await stage.update();
    await stage.expectLive(id);
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
  });

  play("a new version while an answer waits and a check-in is open", async () => {
    await ask(stage.setup, "setSending", { on: false });
    const byHand = await ask(stage.setup, "startCheckIn", null);
    const answers = { checkInId: byHand!.checkInId, answers: { B1: 4 }, wish: null, seconds: 30, skipped: 0 };
    expect(await ask(stage.setup, "submitAnswers", answers)).toMatchObject({ kind: "saved" });
    const { entries } = await ask(stage.setup, "readOutbox", null);
    const { page } = await stage.call("update-open");
    const { id } = await stage.talk();
    await press(page, "#leave");
    await stage.untilShown();
    await stage.update();
    expect(await ask(stage.setup, "readOutbox", null)).toMatchObject({ entries, sending: false });
    // Its window went with the old version; the check-in waits behind the badge.
    await stage.expectEnded((one) => one.id === id);
    expect(await ask(stage.setup, "openCheckIn", null)).toMatchObject({ checkInId: id });
    await ask(stage.setup, "putOff", { checkInId: id, how: "skip" });
    await ask(stage.setup, "setSending", { on: true });
    await until(async () => {
      const [sent] = (await ask(stage.setup, "readOutbox", null)).entries;
      return sent?.id === entries[0]?.id && sent?.state === "delivered";
    }, "the answer that waited is delivered");
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
    // The settings were open all the while, behind the call, where a page that is not drawn has no frames to wait for.
    const shown = (): Promise<string> => stage.setup.evaluate(() => document.body.innerText);
    await until(async () => (await shown()).includes("Your browser holds something back"), "what the settings say");
  });
}
