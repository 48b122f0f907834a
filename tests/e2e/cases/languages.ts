import { afterAll, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { chooseLanguage } from "../harness/choose-language.ts";
import { ask } from "../harness/chromium.ts";
import { CHECK_IN_PAGE } from "../harness/client.ts";
import { closeCheckIns, pressInCheckIn } from "../harness/looking-in.ts";
import { press, waitForText } from "../harness/pages.ts";
import { openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";

/** An English browser, whose client reads German. */
export function playLanguages(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser));
  });
  afterAll(() => stage?.close());

  test("the chosen language is spoken by the settings at once, and by the check-in and the badge after the next session", async () => {
    const { setup } = stage;
    const before = await ask(setup, "readSetup", null);
    await chooseLanguage(setup, "de");
    await waitForText(setup, "Wo Sie sich treffen");
    // What was agreed to in English still holds.
    expect(await ask(setup, "readSetup", null)).toEqual(before);

    await stage.client.killBackground();
    const { page } = await stage.call("german");
    await stage.talk();
    await press(page, "#leave");
    await stage.expectEnded(({ offer }) => offer === "open");
    await stage.untilSaid("Ihre Sitzung ist zu Ende");
    await stage.untilSaid("Wie sicher haben Sie sich heute gefühlt");
    expect(await titleOfButton()).toBe("Ein Check-in wartet");
    await pressInCheckIn(setup, "Dieses Mal auslassen");
    await stage.untilSaid("Ausgelassen");
    await closeCheckIns(setup);
    await page.close();
  });

  test("a check-in that is open says the same in other words, and keeps what was chosen", async () => {
    const { client, setup } = stage;
    const checkIn = await client.extensionPage(CHECK_IN_PAGE);
    await waitForText(checkIn, "Ich hatte gerade eine Sitzung");
    await checkIn.$eval("main button", (button) => button.click());
    await checkIn.waitForSelector('input[name="B1"][value="8"]');
    await checkIn.$eval('input[name="B1"][value="8"]', (radio) => (radio as HTMLInputElement).click());
    await chooseLanguage(setup, "", "en");
    await waitForText(checkIn, "How safe did it feel");
    const chosen = await checkIn.$eval('input[name="B1"]:checked', (radio) => (radio as HTMLInputElement).value);
    expect(chosen).toBe("8");
    await checkIn.close();
  });

  function titleOfButton(): Promise<string> {
    return stage.setup.evaluate(() =>
      (globalThis as unknown as { readonly chrome: typeof chrome }).chrome.action.getTitle({}),
    );
  }
}
