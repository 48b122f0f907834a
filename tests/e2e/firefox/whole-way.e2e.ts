import { expect, onTestFinished, test } from "vitest";
import { ask } from "../harness/chromium.ts";
import { answerInPopup, CHECK_IN_PAGE, type FirefoxOptions } from "../harness/firefox.ts";
import { answerCheckIn, click, waitForText } from "../harness/pages.ts";
import { type Call, talk } from "../harness/scene.ts";
import {
  ALARM_PATIENCE_MS,
  expectOpened,
  type FirefoxScene,
  openFirefoxScene,
  startCall,
  untilDelivered,
  untilStopped,
} from "./firefox-scene.ts";

const ENDED = "Your session has ended";

async function open(options: FirefoxOptions = {}): Promise<FirefoxScene> {
  const scene = await openFirefoxScene(options);
  onTestFinished(() => scene.close());
  return scene;
}
async function join(scene: FirefoxScene, room: string, query = ""): Promise<Call> {
  const call = await startCall(scene, room, query);
  onTestFinished(() => call.therapist.stop());
  return call;
}

test("answers go the whole way from the hang-up, by the popup that opens itself, to the therapist", async () => {
  const scene = await open();
  const { page } = await join(scene, "whole-way");
  await talk();
  await page.click("#leave");
  expect(await expectOpened(scene, ENDED)).toMatchObject({ where: "popup" });
  await answerInPopup(scene.setup, { bond: 7, goals: 6, tasks: 5 });
  await expectOpened(scene, "Saved");
  await untilDelivered(scene, 1);
  expect(await scene.practice.responses()).toMatchObject([{ answers: { B1: 7, G1: 6, T1: 5 } }]);
  expect(await ask(scene.setup, "openCheckIn", null)).toBeNull();
  expect(scene.firefox.ownErrors()).toEqual([]);
});

test("answers arrive once although the event page is stopped between all steps", { timeout: 140_000 }, async () => {
  const scene = await open({ idleMs: 500 });
  await untilStopped(scene);
  const { page } = await join(scene, "stopped");
  await untilStopped(scene);
  await talk();
  await untilStopped(scene);
  await page.click("#leave");
  await expectOpened(scene, ENDED, ALARM_PATIENCE_MS);
  await untilStopped(scene);
  const checkIn = await scene.firefox.extensionPage(CHECK_IN_PAGE);
  await waitForText(checkIn, ENDED);
  await untilStopped(scene);
  await answerCheckIn(checkIn, { bond: 2, goals: 3, tasks: 4 });
  await untilStopped(scene);
  await click(checkIn, "button", "Send");
  await waitForText(checkIn, "Saved");
  await untilStopped(scene);
  await untilDelivered(scene, 1);
  await untilStopped(scene);
  await ask(scene.setup, "retryNow", null);
  expect(await scene.practice.responses()).toMatchObject([{ answers: { B1: 2, G1: 3, T1: 4 } }]);
  expect(await ask(scene.setup, "openCheckIn", null)).toBeNull();
  expect(scene.firefox.ownErrors()).toEqual([]);
});
