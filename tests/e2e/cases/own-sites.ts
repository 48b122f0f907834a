import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { closeCheckIns, pressInCheckIn } from "../harness/looking-in.ts";
import { click, fill, press, waitForText } from "../harness/pages.ts";
import { openStage, type Stage } from "../harness/stage.ts";
import { startClient } from "../harness/start-client.ts";

/** The invite names a site where nobody meets. */
export function playOwnSites(browser: BrowserName): void {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage(() => startClient(browser), { videoHosts: ["localhost:8123"] });
  });
  afterEach(() => stage.clear());
  afterAll(() => stage?.close());

  test("a site the client adds brings the check-in, and brings none once it is removed", async () => {
    const { setup, site } = stage;
    await click(setup, "button", "Add a place");
    await click(setup, "radio", "Another address");
    await fill(setup, "Address", site.origin);
    await click(setup, "button", "Allow and add");
    await waitForText(setup, "Added:");
    const { page } = await stage.call("own-site");
    await stage.talk();
    await press(page, "#leave");
    await stage.expectEnded(({ offer }) => offer === "open");
    // Whether that site is for sessions only, nobody has said.
    await stage.untilSaid("Was this a session with Dr. Rivera?");
    await pressInCheckIn(setup, "Yes, just this once");
    await stage.untilShown();
    await pressInCheckIn(setup, "Skip this time");
    await stage.untilSaid("Skipped");
    await closeCheckIns(setup);
    await page.close();

    await setup.bringToFront();
    // Its name for screen readers says what is removed, with marks around it that no test should spell.
    await setup.$$eval("button", (all) => all.find(({ textContent }) => textContent === "Remove")?.click());
    await waitForText(setup, "Removed:");
    await stage.call("removed-site");
    expect(Object.keys((await stage.world()).docs)).toEqual([]);
  });
}
