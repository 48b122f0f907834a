import { afterAll, beforeAll, expect, test } from "vitest";
import { click, fill, press, waitForText } from "../harness/pages.ts";
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
} from "../harness/scene.ts";

let scene: Scene;

/** The invite names a site where nobody meets. */
beforeAll(async () => {
  scene = await openScene({ videoHosts: ["localhost:8123"] });
});
afterAll(() => scene?.close());

/** One call on the site, long enough to count, hung up. */
async function meet(room: string): Promise<void> {
  const { page, therapist } = await startCall(scene, room);
  await talk();
  await press(page, "#leave");
  await therapist.stop();
}

test("a site the client adds brings the check-in, and brings none once it is removed", async () => {
  const { setup, site } = scene;
  await click(setup, "button", "Add a place");
  await click(setup, "radio", "Another address");
  await fill(setup, "Address", site.origin);
  await click(setup, "button", "Allow and add");
  await waitForText(setup, "Added:");
  await meet("own-site");
  await skip(await expectCheckIn(scene));

  await setup.bringToFront();
  // Its name for screen readers says what is removed, with marks around it that no test should spell.
  await setup.$$eval("button", (all) => all.find(({ textContent }) => textContent === "Remove")?.click());
  await waitForText(setup, "Removed:");
  await meet("removed-site");
  await pause(QUIET_MS);
  expect(await isAnythingOffered(scene)).toBe(false);
});
