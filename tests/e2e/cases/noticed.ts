import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { ROOT } from "../../../scripts/run-command.ts";
import { ask } from "../harness/chromium.ts";
import { CHECK_IN_PAGE, SETUP_PAGE } from "../harness/client.ts";
import { HASTE } from "../harness/haste.ts";
import { closeCheckIns } from "../harness/looking-in.ts";
import { click, press, waitForState, waitForText } from "../harness/pages.ts";
import { pause } from "../harness/scene.ts";
import { openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";

/** As `npm run scenarios -- FILE` does. */
function playScenario(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-report-"));
  const file = join(folder, "report.json");
  writeFileSync(file, text);
  const args = [join(ROOT, "node_modules/tsx/dist/cli.mjs"), join(ROOT, "scripts/scenarios.ts"), file];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  rmSync(folder, { recursive: true, force: true });
  return stdout;
}

/** What the client is told of what was seen, and what is offered where no call was. */
export function playNoticed(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser));
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());

  /** The report about the last session, as the client reads it before saving. */
  async function readReport(settings: Page): Promise<string> {
    await settings.$eval('button[aria-label^="Save as a file for a report"]', (button) =>
      (button as HTMLButtonElement).click(),
    );
    await click(settings, "radio", "Something else");
    await waitForText(settings, "This is all that is in the file:");
    return settings.$eval("pre", ({ textContent }) => textContent ?? "");
  }

  test("the settings say why a check-in opened, and what was seen can be played again", async () => {
    const { page } = await stage.call("my-own-room");
    await stage.talk();
    await press(page, "#leave");
    await stage.expectCheckIn(["hangup"]);
    const settings = await stage.client.extensionPage(`${SETUP_PAGE}`);
    await waitForText(settings, "What it noticed");
    // The list comes after its title.
    await waitForText(settings, "Why did this open?");
    await settings.$$eval("details", (all) => {
      for (const one of all) one.open = true;
    });
    await waitForText(settings, "Then the page closed it and switched the camera and the microphone off.");
    const report = await readReport(settings);
    expect(report).not.toMatch(/localhost|127\.0\.0\.1|my-own-room/);
    expect(playScenario(report)).toMatch(/1 passed, 0 failed\s*$/);
    await settings.close();
  });

  test("a camera that was on without a call opens nothing, and the popup offers a check-in", async () => {
    const page = await stage.open(`${stage.site.origin}/pages/lobby/alone`);
    await waitForState(page, "lobby");
    await pause((HASTE.minimumLive + 1) * 1_000);
    await press(page, "#leave");
    await waitForState(page, "left");
    expect(await ask(stage.setup, "openCheckIn", null)).toBeNull();
    const popup = await stage.client.extensionPage(CHECK_IN_PAGE);
    await waitForText(popup, "Was this a session?");
    await waitForText(popup, "It did not look like a call to us.");
    await click(popup, "button", "Yes, a few questions");
    await waitForText(popup, "Three quick questions");
    await click(popup, "button", "Skip this time");
    await waitForText(popup, "Skipped");
    expect(await ask(stage.setup, "readUse", null)).toBeNull();
    await popup.close().catch(() => {});
    await closeCheckIns(stage.setup);
  });
}
