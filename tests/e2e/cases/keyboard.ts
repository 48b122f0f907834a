import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { CHECK_IN_PAGE, type Client, SETUP_PAGE } from "../harness/client.ts";
import { acceptInvite, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";
import { startClient } from "../harness/start-client.ts";

/** More stops than the form has. */
const MOST_TABS = 60;

/** What has the focus, as a person without a pointer finds it: the name of its question, or its own words. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    return activeElement?.getAttribute("name") ?? activeElement?.textContent ?? "";
  });
}

async function tabTo(page: Page, wanted: string): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if ((await focused(page)) === wanted) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never came to "${wanted}".`);
}

/** One check-in from the toolbar page to "Saved", by the browser's own key events: no pointer, no script of the page's. */
export function playKeyboard(browser: BrowserName): void {
  let client: Client;
  let practice: Practice;
  const folder = mkdtempSync(join(tmpdir(), "aftersession-keyboard-"));
  beforeAll(async () => {
    practice = await startPractice({ folder, videoHosts: ["localhost:8123"], takeBackSeconds: 0 });
    client = await startClient(browser);
    await acceptInvite(await client.extensionPage(SETUP_PAGE), await practice.invite());
  });
  afterAll(async () => {
    await client?.stop();
    await practice?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test("a whole check-in is answered and sent with the keyboard alone", async () => {
    const page = await client.extensionPage(CHECK_IN_PAGE);
    await page.bringToFront();
    await waitForText(page, "I just had a session");
    await tabTo(page, "I just had a session");
    await page.keyboard.press("Enter");
    await waitForText(page, "Three quick questions");
    await tabTo(page, "B1");
    await page.keyboard.press("8");
    await tabTo(page, "G1");
    await page.keyboard.press("1");
    await page.keyboard.press("0");
    await tabTo(page, "T1");
    await page.keyboard.press("6");
    await page.keyboard.press("ArrowRight");
    await tabTo(page, "R1");
    await page.keyboard.press(" ");
    await page.keyboard.press("ArrowDown");
    await tabTo(page, "R2");
    await page.keyboard.press(" ");
    await tabTo(page, "V1");
    await page.keyboard.press(" ");
    await page.keyboard.press("Backspace");
    await tabTo(page, "wish");
    await page.keyboard.press(" ");
    await tabTo(page, "N1");
    await page.keyboard.type("The move");
    await tabTo(page, "Send");
    await page.keyboard.press("Enter");
    await waitForText(page, "Saved");
    expect(await focused(page)).toMatch(/^(?:Saved|Sent)$/);
    await until(async () => (await practice.files()).length === 1, "the sealed answers");
    const [response] = await practice.responses();
    expect(response?.answers).toEqual({ B1: 8, G1: 10, T1: 7, R1: "little", R2: "yes", N1: "The move" });
    expect(response).toMatchObject({ wish: "raise", skipped: 1 });
  });

  test("Esc takes a form off the screen at once", async () => {
    const page = await client.extensionPage(CHECK_IN_PAGE);
    await page.bringToFront();
    await waitForText(page, "I just had a session");
    await tabTo(page, "I just had a session");
    await page.keyboard.press("Enter");
    await tabTo(page, "B1");
    await page.keyboard.press("4");
    // The page is gone before the driver has heard that the key is up.
    await page.keyboard.press("Escape").catch(() => {});
    const isGone = (): Promise<boolean> =>
      focused(page).then(
        () => false,
        () => true,
      );
    await until(isGone, "the page gone");
  });
}
