import { afterAll, beforeAll, expect, test } from "vitest";
import { click, press, waitForState } from "../harness/pages.ts";
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
  until,
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
afterAll(async () => {
  await Promise.all(calls.map(({ therapist }) => therapist.stop()));
  await scene?.close();
});

test("a hang-up in the page brings the check-in", async () => {
  const { page } = await call("hang-up");
  await talk();
  await press(page, "#leave");
  await skip(await expectCheckIn(scene));
  await page.close();
});

test("a closed tab brings the check-in", async () => {
  const { page } = await call("tab-closed");
  await talk();
  await page.close();
  await skip(await expectCheckIn(scene));
});

test("a therapist who leaves while the client's page stays brings the check-in after its grace", async () => {
  const { page, therapist } = await call("left-alone");
  await talk();
  await therapist.leave();
  await skip(await expectCheckIn(scene));
  await page.close();
});

test("another site in the same tab brings the check-in", async () => {
  const { page } = await call("navigation");
  await talk();
  await page.goto(`${scene.site.otherOrigin}/bye`);
  await skip(await expectCheckIn(scene));
  await page.close();
});

test("a call over a real client library ends with its Leave button", async () => {
  const therapist = await scene.chromium.openElsewhere(`${scene.site.otherOrigin}/therapist/peerjs`);
  const page = await scene.chromium.open(`${scene.site.origin}/room/peerjs`);
  await page.bringToFront();
  await waitForState(page, "lobby");
  await click(page, "button", "Join");
  await waitForState(page, "inCall");
  await talk();
  await click(page, "button", "Leave");
  await skip(await expectCheckIn(scene));
  await Promise.all([page.close(), therapist.browserContext().close()]);
});

test("a worker that dies between hang-up and check-in delays it and no more", async () => {
  const { page } = await call("worker-dies");
  await talk();
  await press(page, "#leave");
  await pause(200);
  await scene.chromium.killWorker();
  await until(async () => isAnythingOffered(scene), "the check-in after the worker died", 60_000);
  await skip(await expectCheckIn(scene));
  await page.close();
});

test("a call that comes back takes the check-in off the screen, and its real end brings it again", async () => {
  const { page } = await call("comes-back");
  await talk();
  await press(page, "#leave");
  const checkIn = await expectCheckIn(scene);
  const closed = new Promise((resolve) => checkIn.once("close", resolve));
  await page.bringToFront();
  await press(page, "#join");
  await waitForState(page, "inCall");
  await closed;
  expect(scene.chromium.checkInTargets()).toHaveLength(0);
  await talk();
  await press(page, "#leave");
  await skip(await expectCheckIn(scene));
  expect(await isAnythingOffered(scene)).toBe(false);
  await page.close();
});

test("one session is asked about once", async () => {
  const { page } = await call("once");
  await talk();
  await press(page, "#leave");
  await skip(await expectCheckIn(scene));
  await page.reload();
  await page.close();
  await pause(QUIET_MS);
  expect(await isAnythingOffered(scene)).toBe(false);
});
