import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ROOT } from "../../../scripts/run-command.ts";
import { CHECK_IN_PAGE } from "../harness/chromium.ts";
import { click, PATIENCE_MS, press, waitForState, waitForText } from "../harness/pages.ts";
import { expectCheckIn, openScene, type Scene, skip, startCall, talk, until } from "../harness/scene.ts";

let scene: Scene;
const folder = mkdtempSync(join(tmpdir(), "aftersession-reports-"));

beforeAll(async () => {
  scene = await openScene();
});
afterAll(async () => {
  await scene?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The tab that a check-in's "Why did this open?" opens. A popup closes as its tab comes to the front. */
async function askWhy(checkIn: Page): Promise<Page> {
  await checkIn.evaluate(() => {
    const buttons = [...document.querySelectorAll("button")];
    buttons.find(({ textContent }) => textContent === "Why did this open?")?.click();
  });
  const target = await scene.chromium.browser.waitForTarget((one) => one.url().endsWith("#noticed"), {
    timeout: PATIENCE_MS,
  });
  return (await target.page())!;
}

/** As `npm run scenarios -- FILE` does. */
function playScenario(file: string): string {
  const args = [join(ROOT, "node_modules/tsx/dist/cli.mjs"), join(ROOT, "scripts/scenarios.ts"), file];
  return spawnSync(process.execPath, args, { encoding: "utf8" }).stdout;
}

test("a check-in says why it opened, and what was seen can be saved and played again", async () => {
  const { page, therapist } = await startCall(scene, "why");
  await talk();
  await press(page, "#leave");
  const checkIn = await expectCheckIn(scene);
  const why = await askWhy(checkIn);
  await waitForText(why, "Then the page closed it and switched the camera and the microphone off.");
  await checkIn.close().catch(() => {});
  await skip(await scene.chromium.extensionPage(CHECK_IN_PAGE));

  const session = await why.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await why.bringToFront();
  await why.locator(`button[aria-label^="Save as a file for a report"]`).setTimeout(PATIENCE_MS).click();
  await click(why, "radio", "Something else");
  await waitForText(why, "This is all that is in the file:");
  await click(why, "button", "Save the file");
  const file = join(folder, "reported-as-it-was-1.json");
  await until(async () => existsSync(file), "the report");
  expect(playScenario(file)).toMatch(/1 passed, 0 failed\s*$/);
  expect(readdirSync(folder)).toHaveLength(1);
  await Promise.all([page.close(), why.close(), therapist.stop()]);
});

test("a camera that was on without a call opens nothing, and the popup offers a check-in", async () => {
  const page = await scene.chromium.open(`${scene.site.origin}/pages/lobby/alone`);
  await page.bringToFront();
  await waitForState(page, "lobby");
  await talk();
  await press(page, "#leave");
  await waitForState(page, "left");
  const popup = await scene.chromium.extensionPage(CHECK_IN_PAGE);
  await waitForText(popup, "Was this a session?");
  await waitForText(popup, "It did not look like a call to us.");
  await click(popup, "button", "Yes, a few questions");
  await waitForText(popup, "Three quick questions");
  await click(popup, "button", "Skip this time");
  await popup.reload();
  await waitForText(popup, "No check-in is waiting.");
  await Promise.all([page.close(), popup.close()]);
});
