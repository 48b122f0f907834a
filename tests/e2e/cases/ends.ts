import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { ask } from "../harness/chromium.ts";
import { click, press, waitForState } from "../harness/pages.ts";
import { callsOf, openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";
import { playCase, STOPPED_LINES } from "./not-playable.ts";

/** Every way in which a session is over, each with its check-in, once. The letters are those of the end patterns. */
export function playEnds(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser));
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());

  test("P-a: the page hangs up and stays as it is", async () => {
    const { page } = await stage.call("hang-up");
    await stage.talk();
    await press(page, "#leave");
    await stage.expectCheckIn(["hangup"]);
  });

  test("P-b: the page hangs up by a change of its route", async () => {
    const { page } = await stage.call("route");
    await stage.talk();
    await press(page, "#route");
    await stage.expectCheckIn(["hangup"]);
  });

  test("P-c: the page hangs up and goes to its own page for feedback", async () => {
    const { page } = await stage.call("own-page", "?then=/pages/left");
    await stage.talk();
    await press(page, "#leave");
    await stage.expectCheckIn(["hangup", "navigation"]);
  });

  test("P-d: the page goes to somebody else's page in the call", async () => {
    const { page } = await stage.call("third-party", `?then=${stage.site.otherOrigin}/bye`);
    await stage.talk();
    await press(page, "#go");
    await stage.expectCheckIn(["navigation"]);
  });

  test("P-e: the window of the call closes itself", async () => {
    const therapist = await stage.therapist("own-window");
    const opener = await stage.open(`${stage.site.origin}/pages/opener/own-window`);
    await waitForState(opener, "ready");
    const page = await stage.client.openedBy(opener, () => press(opener, "#open"));
    await therapist.inCall();
    await stage.talk();
    await press(page, "#leave");
    await stage.expectCheckIn(["hangup", "tabClosed", "navigation"]);
  });

  for (const how of ["remove", "empty"])
    test(`P-f: the vendor's frame that holds the call goes (${how}), and the page around it stays`, async () => {
      const room = `frame-${how}`;
      const therapist = await stage.therapist(room, stage.vendor.origin);
      const src = encodeURIComponent(`${stage.vendor.origin}/pages/call/${room}?join=1`);
      const page = await stage.open(`${stage.site.origin}/pages/frame/${room}?src=${src}`);
      await therapist.inCall();
      await stage.talk();
      await press(page, `#${how}`);
      await stage.expectCheckIn(["navigation"]);
    });

  test("P-f: a blank frame that holds the call goes", async () => {
    const therapist = await stage.therapist("blank-frame");
    const page = await stage.open(`${stage.site.origin}/pages/frame/blank-frame`);
    await therapist.inCall();
    await stage.talk();
    await press(page, "#remove");
    await stage.expectCheckIn(["navigation"]);
  });

  test("P-g: the therapist stops sending, and the client's page stays", async () => {
    const { therapist } = await stage.call("unpublished", "?data=1");
    await stage.talk();
    await therapist.order("unpublish");
    await stage.expectCheckIn(["remoteLeft"]);
  });

  playCase(browser, STOPPED_LINES, {
    async play() {
      const { therapist } = await stage.call("stopped", "?data=1");
      await stage.talk();
      await therapist.order("stopTransceivers");
      await stage.expectCheckIn(["remoteLeft"]);
    },
    async obstacle() {
      const { page, therapist } = await stage.call("stopped", "?data=1");
      await stage.talk();
      await expect(therapist.order("stopTransceivers")).rejects.toThrow("failed");
      await press(page, "#leave");
      await stage.expectCheckIn(["hangup"]);
    },
  });

  test("P-g: the therapist leaves, and the client's page stays", async () => {
    const { therapist } = await stage.call("left-alone");
    await stage.talk();
    await therapist.leave();
    await stage.expectCheckIn(["network", "remoteLeft"]);
  });

  test("P-g: the therapist's computer dies, which leaves every channel open", async () => {
    const { therapist } = await stage.call("vanished", "?data=1");
    await stage.talk();
    await therapist.vanish();
    await stage.expectCheckIn(["network"]);
  });

  test("P-h: a feedback form over a call that is still connected is no end, its own end is", async () => {
    const { page } = await stage.call("feedback", `?then=${stage.site.otherOrigin}/bye`);
    const { id } = await stage.talk();
    await press(page, "#feedback");
    await press(page, "#cancel");
    await stage.expectLive(id);
    await press(page, "#feedback");
    await press(page, "#go");
    expect((await stage.expectCheckIn(["navigation"])).id).toBe(id);
  });

  test("P-i: a call without media connections ends when its devices and its channel go", async () => {
    const { page } = await stage.call("no-media", "?media=none");
    const { evidence } = await stage.talk();
    expect(evidence).toBe("channel");
    await press(page, "#leave");
    await stage.expectCheckIn(["hangup"]);
  });

  test("P-j: a session without any media is not seen; the client starts the check-in by hand", async () => {
    const page = await stage.open(`${stage.site.origin}/pages/left/chat`);
    await waitForState(page, "left");
    expect(callsOf(await stage.world())).toEqual([]);
    expect(await ask(stage.setup, "startCheckIn", null)).toMatchObject({ endedAt: null });
  });

  test("a closed tab", async () => {
    const { page } = await stage.call("tab-closed");
    await stage.talk();
    await page.close();
    await stage.expectCheckIn(["tabClosed"]);
  });

  test("a call over a real client library, by its own Leave button", async () => {
    // On an origin that is not enrolled: two ends in one extension would be two documents of one call.
    await stage.open(`${stage.site.otherOrigin}/therapist/peerjs`);
    const page = await stage.open(`${stage.site.origin}/room/peerjs`);
    await waitForState(page, "lobby");
    await click(page, "button", "Join");
    await waitForState(page, "inCall");
    await stage.talk();
    await click(page, "button", "Leave");
    await stage.expectCheckIn(["hangup"]);
  });

  test("one session is asked about once, whatever becomes of its page", async () => {
    const { page } = await stage.call("once");
    await stage.talk();
    await press(page, "#leave");
    await stage.expectCheckIn(["hangup"]);
    await page.reload();
  });
}
