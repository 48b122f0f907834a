import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ask } from "../harness/chromium.ts";
import { acceptInvite, click, PATIENCE_MS, press, waitForText } from "../harness/pages.ts";
import {
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

/** A site where the client has other calls, too. The tests follow one client through their days. */
beforeAll(async () => {
  scene = await openScene({ invite: { dedicatedHosts: [] } });
});
afterAll(() => scene?.close());

async function session(room: string): Promise<void> {
  const { page, therapist } = await startCall(scene, room);
  await talk();
  await press(page, "#leave");
  await page.close();
  await therapist.stop();
}

const QUESTION = "Was this a session with Dr. Rivera?";

async function expectQuestion(): Promise<Page> {
  const page = await scene.chromium.checkIn(PATIENCE_MS);
  await waitForText(page, QUESTION);
  return page;
}

async function expectNoWindow(): Promise<void> {
  await pause(QUIET_MS);
  expect(scene.chromium.checkInTargets()).toHaveLength(0);
}

test("an unknown room is asked about once; always means that the next call there brings the check-in", async () => {
  await session("therapy");
  const question = await expectQuestion();
  await click(question, "button", "Yes, always ask here");
  await waitForText(question, "Your session has ended");
  await skip(question);
  await session("therapy");
  const checkIn = await expectCheckIn(scene);
  expect(await checkIn.evaluate(() => document.body.innerText)).not.toContain(QUESTION);
  await skip(checkIn);
});

test("a room that was ruled out is silent for good", async () => {
  await session("work");
  const question = await expectQuestion();
  await click(question, "button", "No, never here");
  await waitForText(question, "Calls in this room are left alone");
  await question.close();
  await session("work");
  await expectNoWindow();
  expect(await isAnythingOffered(scene)).toBe(false);
});

test("forgotten in the settings it is asked about again; closed unanswered, after that by the badge only", async () => {
  const { setup, site } = scene;
  await setup.bringToFront();
  await waitForText(setup, "Never asks");
  await setup.$$eval("li", (lines) =>
    lines
      .find(({ innerText }) => innerText.includes("Never asks"))
      ?.querySelector("button")
      ?.click(),
  );
  await waitForText(setup, "Forgotten");
  await session("work");
  await (await expectQuestion()).close();
  await session("work");
  await expectNoWindow();
  await until(() => isAnythingOffered(scene), "the check-in in the badge");
  expect(await ask(setup, "openCheckIn", null)).toMatchObject({ roomQuestion: true, site: new URL(site.origin).host });
});

test("who says so is not asked about any other room on the site", async () => {
  const question = await scene.chromium.extensionPage("src/ui/checkin/index.html");
  await click(question, "button", "No, and don't ask about other rooms on this site");
  await waitForText(question, "On this site you are only asked");
  await question.close();
  await session("lunch");
  await expectNoWindow();
  expect(await isAnythingOffered(scene)).toBe(false);
});

test("a room that the invite names counts without a question", async () => {
  const { setup, practice, site } = scene;
  await setup.bringToFront();
  await click(setup, "button", "I have a new invite");
  const rooms = [`${site.origin}/pages/call/named`];
  await acceptInvite(setup, await practice.invite({ update: 2, dedicatedHosts: [], rooms }));
  await session("named");
  await skip(await expectCheckIn(scene));
});
