import { afterAll, afterEach, beforeAll, expect } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { processTree } from "../harness/client.ts";
import { press } from "../harness/pages.ts";
import { pause } from "../harness/scene.ts";
import { callsOf, openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";
import { CLOCK_CHANGE, playCase } from "./not-playable.ts";

/** Longer than the machine takes for a delay: nothing ran meanwhile, so the computer slept. */
const SLEEP_MS = 22_000;

/** Lines that drop, pages that die or are put away, computers that sleep, in the middle of a call. */
export function playInterruptions(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser));
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());
  const play = (title: string, body: (() => Promise<void>) | null): void =>
    playCase(browser, title, { play: body, timeout: 120_000 });

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
}
