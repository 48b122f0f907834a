import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import type { Doc, World } from "../../../src/core/session/world.ts";
import { press, waitForState } from "../harness/pages.ts";
import { callsOf, openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";
import { OWN_WORD, playCase, SHARED_SCREEN } from "./not-playable.ts";

/** Everything that looks like a call, or like the end of one, and is none. */
export function playSilence(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser));
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());

  /** What the machine has heard of the only document there is. */
  const untilHeard = (what: string, isHeard: (doc: Doc) => boolean): Promise<World> =>
    stage.untilWorld(what, (world) => (Object.values(world.docs).some(isHeard) ? world : null));
  const hasLoopback = ({ peers }: Doc): boolean =>
    Object.values(peers).some(({ loopback, flowing }) => loopback && flowing);
  const expectNoCall = (world: World): void => expect(Object.values(world.rooms).flatMap(twoWay)).toEqual([]);

  test("a lobby with one's own picture, tests of devices, of sound, of the connection and of the echo", async () => {
    await stage.therapist("lobby");
    const page = await stage.open(`${stage.site.origin}/pages/lobby/lobby`);
    await waitForState(page, "lobby");
    expectNoCall(await untilHeard("the camera", ({ capture }) => capture));
    for (const [button, state] of [
      ["sound", "sounded"],
      ["devices", "tried"],
      ["test", "testing"],
    ] as const) {
      await press(page, `#${button}`);
      await waitForState(page, state);
    }
    expectNoCall(await untilHeard("the test with itself", hasLoopback));
    await press(page, "#echoTest");
    await waitForState(page, "echoed");
    await stage.untilIdle();
    await press(page, "#leave");
    await untilHeard("the lobby left", ({ capture }) => !capture);
  });

  test("a call that is too short", async () => {
    const { page } = await stage.call("too-short", "?leaveAfterSeconds=1.2");
    await waitForState(page, "left");
    await untilHeard("the call left", ({ capture }) => !capture);
    await stage.untilIdle();
  });

  test("connections that a library makes to see what the browser can do", async () => {
    const page = await stage.open(`${stage.site.origin}/pages/probes/load`);
    await waitForState(page, "probed");
    expectNoCall(await untilHeard("a probe", ({ peers }) => Object.keys(peers).length > 0));
  });

  test("a page that forges signals and floods the browser, which stops nothing either", async () => {
    const page = await stage.open(`${stage.site.origin}/pages/flood/loud?connections=300`);
    await waitForState(page, "done");
    expectNoCall(await stage.world());
    await page.close();
    const call = await stage.call("after-the-flood");
    await stage.talk();
    await press(call.page, "#leave");
    await stage.expectCheckIn(["hangup"]);
  });

  test("a site that is not enrolled, in a tab and in a frame of an enrolled one", async () => {
    const elsewhere = stage.site.otherOrigin;
    await stage.call("not-enrolled", "", elsewhere);
    const therapist = await stage.therapist("foreign-frame", elsewhere);
    const src = encodeURIComponent(`${elsewhere}/pages/call/foreign-frame?join=1`);
    await stage.open(`${stage.site.origin}/pages/frame/foreign-frame?src=${src}`);
    await therapist.inCall();
    const { docs } = await untilHeard("the page around the frame", ({ frame }) => frame === 0);
    expect(Object.values(docs)).toHaveLength(1);
    expect(Object.values(docs)).toMatchObject([{ capture: false, peers: {} }]);
  });

  test("all that therapist and client do while they talk, one after the other", { timeout: 120_000 }, async () => {
    const { page, therapist } = await stage.call("long-call", "?data=1");
    const { id } = await stage.talk();
    const goesOn = (): Promise<void> => stage.expectLive(id);

    // Muted, camera off, and silent on both sides.
    await press(page, "#mute");
    await therapist.order("mute");
    await goesOn();
    await press(page, "#devicesOff");
    await untilHeard("devices that are off", ({ capture }) => !capture);
    await goesOn();
    await press(page, "#swap");
    await waitForState(page, "swapped");
    await untilHeard("other devices", ({ capture }) => capture);
    await goesOn();
    await therapist.order("replaceTracks");
    await therapist.order("stopTracks");
    await therapist.order("restartIce");
    await goesOn();

    // Another tab in front, long enough to be a pause.
    await (await stage.open(`${stage.site.origin}/pages/left/other`)).bringToFront();
    await goesOn();

    // Unpublished and published again before anybody would call it an end.
    await therapist.order("unpublish");
    await stage.untilWorld("a doubt", (world) => callsOf(world).some(({ doubt }) => doubt?.cause === "remoteLeft"));
    await therapist.order("publish");
    await goesOn();

    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
  });

  playCase(browser, SHARED_SCREEN, {
    async play() {
      const { page } = await stage.call("shared-screen");
      const { id } = await stage.talk();
      await press(page, "#share");
      await waitForState(page, "shared");
      await stage.expectLive(id);
      await press(page, "#leave");
      expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
    },
    async obstacle() {
      const page = await stage.open(`${stage.site.origin}/pages/left/screen`);
      const share = (): Promise<string> =>
        navigator.mediaDevices.getDisplayMedia({ video: true }).then(
          () => "shared",
          ({ name }: Error) => name,
        );
      expect(await page.evaluate(share)).toBe("NotFoundError");
    },
  });

  playCase(browser, OWN_WORD, {
    play: null,
    async obstacle() {
      const page = await stage.open(`${stage.site.origin}/pages/lobby/own-word`);
      await waitForState(page, "lobby");
      expect(await stage.sharingTabs()).toEqual([]);
    },
  });

  test("a switch from the direct connection to one by a server, and back", async () => {
    const { page, therapist } = await stage.call("switch");
    const { id } = await stage.talk();
    for (const _ of ["to the server", "back"]) {
      await press(page, "#switch");
      await Promise.all([therapist.inCall(), waitForState(page, "switched")]);
      await stage.expectLive(id);
    }
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
  });

  test("a page that is loaded again and joins again, and a therapist's page that is", async () => {
    const { page, therapist } = await stage.call("refresh", "?rejoin=1&again=1&data=1");
    const { id } = await stage.talk();
    await page.reload();
    await Promise.all([therapist.inCall(), waitForState(page, "inCall")]);
    await stage.expectLive(id);
    await therapist.order("refresh");
    await Promise.all([therapist.inCall(), waitForState(page, "inCall")]);
    await stage.expectLive(id);
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
  });

  test("a call that moves into a window of its own", async () => {
    const { page, therapist } = await stage.call("pop-out");
    const { id } = await stage.talk();
    const window = stage.adopt(await stage.client.openedBy(page, () => press(page, "#popOut")));
    await therapist.inCall();
    await press(page, "#leave");
    await page.close();
    await stage.expectLive(id);
    await press(window, "#leave");
    expect((await stage.expectCheckIn(["hangup", "tabClosed", "navigation"])).id).toBe(id);
  });

  test("a second tab of the same room that is closed", async () => {
    const { page } = await stage.call("duplicate");
    const { id } = await stage.talk();
    const duplicate = await stage.open(page.url());
    await waitForState(duplicate, "lobby");
    await stage.untilWorld(
      "both tabs",
      ({ docs }) => Object.values(docs).filter(({ capture }) => capture).length === 2,
    );
    await duplicate.close();
    await stage.untilWorld("one tab", ({ docs }) => Object.keys(docs).length === 1);
    await stage.expectLive(id);
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
  });

  test("of two rooms back to back, the one that ends waits for the other, and each is asked about", async () => {
    const first = await stage.call("back-to-back-1");
    const { id } = await stage.talk();
    const second = await stage.call("back-to-back-2");
    await stage.untilWorld("two calls", (world) => callsOf(world).length === 2);
    await press(first.page, "#leave");
    const waits = await stage.untilWorld("the end of the first", ({ sessions }) =>
      sessions.find((one) => one.id === id),
    );
    expect(waits.offer).toBe("due");
    await stage.talk();
    await press(second.page, "#leave");
    expect((await stage.expectCheckIn(["hangup"])).id).toBe(id);
    expect((await stage.expectCheckIn(["hangup"])).id).not.toBe(id);
  });

  test("a call that comes back takes the check-in off the screen, and its real end brings it again", async () => {
    const { page } = await stage.call("comes-back");
    const { id } = await stage.talk();
    await press(page, "#leave");
    await stage.untilShown();
    await page.bringToFront();
    await press(page, "#join");
    await waitForState(page, "inCall");
    await stage.untilNotShown();
    await stage.expectLive(id);
    await press(page, "#leave");
    expect((await stage.expectCheckIn(["hangup"], { windows: 2 })).id).toBe(id);
  });
}

function twoWay({ call, twoWaySince }: World["rooms"][string]): readonly unknown[] {
  return call === null && twoWaySince === null ? [] : [{ call, twoWaySince }];
}
