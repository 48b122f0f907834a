import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { REHEARSAL } from "../../../demo/practice.ts";
import { press, waitForState } from "../harness/pages.ts";
import {
  type Call,
  expectCheckIn,
  isAnythingOffered,
  openScene,
  pause,
  QUIET_MS,
  type Scene,
  skip,
  startCall,
  talk,
} from "../harness/scene.ts";

let scene: Scene;
const calls: Call[] = [];
async function call(room: string, query = ""): Promise<Call> {
  const started = await startCall(scene, room, query);
  calls.push(started);
  return started;
}

beforeAll(async () => {
  scene = await openScene();
});
afterEach(async () => {
  for (const { page, therapist } of calls.splice(0))
    await Promise.all([page.close().catch(() => {}), therapist.stop()]);
});
afterAll(() => scene?.close());

async function expectSilence(): Promise<void> {
  await pause(QUIET_MS);
  expect(await isAnythingOffered(scene)).toBe(false);
}

test("a reload that joins again is no end", async () => {
  const { page } = await call("reload", "?rejoin=1");
  await talk();
  await page.reload();
  await waitForState(page, "inCall");
  await expectSilence();
  // And the session that went on ends as one.
  await press(page, "#leave");
  await skip(await expectCheckIn(scene));
});

test("a lobby with a test of one's own devices is no session", async () => {
  const page = await scene.chromium.open(`${scene.site.origin}/pages/lobby/waiting?test=1`);
  await page.bringToFront();
  await waitForState(page, "testing");
  await talk();
  await press(page, "#leave");
  await expectSilence();
  await page.close();
});

test("a call that is too short is no session", async () => {
  const { page } = await call("too-short");
  await pause((REHEARSAL.establish! + 0.5) * 1_000);
  await press(page, "#leave");
  await expectSilence();
});

test("connections that a library makes to see what the browser can do are no session", async () => {
  const page = await scene.chromium.open(`${scene.site.origin}/pages/probes/load`);
  await waitForState(page, "probed");
  await talk();
  await page.close();
  await expectSilence();
});

test("of two calls in two tabs, the one that ends waits for the other", async () => {
  const first = await call("back-to-back-1");
  const second = await call("back-to-back-2");
  await talk();
  await press(first.page, "#leave");
  await pause(QUIET_MS);
  expect(scene.chromium.checkInTargets()).toHaveLength(0);
  await second.page.bringToFront();
  await press(second.page, "#leave");
  await skip(await expectCheckIn(scene));
  await skip(await expectCheckIn(scene));
});

test("a page that forges signals and floods the browser gets no check-in and stops nothing", async () => {
  const page = await scene.chromium.open(`${scene.site.origin}/pages/flood/loud`);
  await waitForState(page, "done");
  await page.close();
  await expectSilence();
  const { page: after } = await call("after-the-flood");
  await talk();
  await press(after, "#leave");
  await skip(await expectCheckIn(scene));
});

test("a call on a site that is not enrolled is not looked at", async () => {
  const elsewhere = scene.site.otherOrigin;
  const { therapist } = await startCall({ ...scene, site: { ...scene.site, origin: elsewhere } }, "not-enrolled");
  await talk();
  await therapist.leave();
  await expectSilence();
  await therapist.stop();
});
