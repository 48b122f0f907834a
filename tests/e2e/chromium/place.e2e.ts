import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { howToGet } from "../../../scripts/debian-programs.ts";
import { makeTherapistKey, writeKeyFile } from "../../../src/adapters/sealing/therapist-key.ts";
import { APACHE, CLIENT, startApache, THERAPIST } from "../../peers/apache.ts";
import type { Peer } from "../../peers/peer.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { acceptInvite, answerCheckIn, chooseFile, click, fill, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";

let chromium: Chromium;
const folder = mkdtempSync(join(tmpdir(), "aftersession-place-"));

beforeAll(async () => {
  chromium = await startChromium();
  await bringKey();
});
afterAll(async () => {
  await chromium?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** A therapist who has a key, and no place yet. */
async function bringKey(): Promise<void> {
  const keyFile = join(folder, "key.txt");
  writeFileSync(keyFile, writeKeyFile(await makeTherapistKey("Dr. Rivera"), Date.now()));
  const page = await chromium.extensionPage("src/ui/therapist/index.html");
  await waitForText(page, "Make my key");
  await chooseFile(page, ".txt", keyFile);
  await waitForText(page, "Where answers go");
  await page.close();
}

describe.skipIf(APACHE === null)(APACHE === null ? howToGet("apache2") : "a folder on a real Apache", () => {
  let apache: Peer;
  beforeAll(async () => {
    apache = await startApache(APACHE!);
  });
  afterAll(async () => apache?.stop());

  test("is chosen, tested and kept, and an answer goes there and comes back", async () => {
    const therapist = await chromium.extensionPage("src/ui/therapist/index.html");
    // As pages of the extension see it: invites name this machine, not its number.
    const drop = `${apache.url.replace("127.0.0.1", "localhost")}/drop`;
    await click(therapist, "button", "Set up: Nextcloud or other WebDAV folder");
    await therapist.locator("::-p-text(Template for IT: Apache)").setTimeout(PATIENCE_MS).click();
    await waitForText(therapist, "AuthUserFile");
    await fill(therapist, "Address", drop);
    await fill(therapist, "A client's user name", CLIENT.user);
    await fill(therapist, "A client's password or token", "guessed");
    await click(therapist, "checkbox", "This page fetches the answers by itself");
    await fill(therapist, "Your user name", THERAPIST.user);
    await fill(therapist, "Your password or token", THERAPIST.token);
    await click(
      therapist,
      "checkbox",
      "Each client gets a key of their own with the invite. The one above serves for the test and is not kept.",
    );

    await click(therapist, "button", "Test connection and save");
    await waitForText(therapist, "the key was refused (reply 401)");
    await waitForText(therapist, "Reading works. Letters there: 0");
    await fill(therapist, "A client's password or token", CLIENT.token);
    await click(therapist, "button", "Test connection and save");
    await waitForText(therapist, "It works, and it is saved.");
    await waitForText(therapist, "A test letter: taken and kept (reply 201)");
    await waitForText(therapist, "known already, so it lies there once (reply 412)");
    await waitForText(therapist, "Read back as it was sent. Copies there: 1");

    await click(therapist, "button", "Clients");
    await click(therapist, "button", "Invite a client");
    await waitForText(therapist, "sealed for you.");
    await fill(therapist, "A name for this client", "A. B.");
    await click(therapist, "radio", "Another address");
    await fill(therapist, "Address", "localhost:8123");
    await fill(therapist, "This client's user name", CLIENT.user);
    await fill(therapist, "This client's password or token", CLIENT.token);
    await fill(therapist, "Minutes in which an answer can be taken back", "0");
    await click(therapist, "button", "Make invite");
    const link = await therapist.waitForSelector(`::-p-aria([name="Invite link"])`, { timeout: PATIENCE_MS });
    const invite = await link!.evaluate((field) => (field as HTMLTextAreaElement).value);

    const setup = await chromium.extensionPage("src/ui/setup/index.html");
    await acceptInvite(setup, invite);
    const checkIn = await chromium.extensionPage("src/ui/checkin/index.html");
    await click(checkIn, "button", "I just had a session");
    await answerCheckIn(checkIn, { bond: 9, goals: 4, tasks: 7, text: "The letter to my brother" });
    await click(checkIn, "button", "Send");
    await waitForText(checkIn, "Saved");
    await until(async () => (await apache.stored()).size === 2, "the sealed answer beside the test letter");

    await therapist.bringToFront();
    await click(therapist, "button", "Inbox");
    await click(therapist, "button", "Refresh");
    await click(therapist, "button", "Show without guessing: A. B.");
    await waitForText(therapist, "The letter to my brother");
  });
});

test("the preview is the client's own page in a frame, to be tried: nothing of it reaches this browser's check-ins", async () => {
  const page = await chromium.extensionPage("src/ui/therapist/index.html");
  await click(page, "button", "Questions");
  await page.locator("summary").setTimeout(PATIENCE_MS).click();
  const shown = await page.waitForSelector("iframe", { timeout: PATIENCE_MS });
  const preview = (await shown!.contentFrame())!;
  await preview.waitForSelector('input[name="B1"][value="7"]', { timeout: PATIENCE_MS });
  await preview.locator('input[name="B1"][value="7"]').click();
  await preview.locator("::-p-text(Send)").click();
  // By the clock: frames come only while a page is drawn anew.
  const waiting = { timeout: PATIENCE_MS, polling: 100 };
  await preview.waitForFunction(() => document.body.innerText.includes("Saved"), waiting);

  await page.select("main select", "de");
  const inGerman = () =>
    page.evaluate(() => document.querySelector("iframe")?.contentDocument?.body?.innerText.includes("Ihre Sitzung"));
  await until(async () => (await inGerman()) === true, "the preview in German");
  const setup = await chromium.extensionPage("src/ui/setup/index.html");
  expect(await setup.evaluate(() => document.body.innerText)).not.toContain("preview");
});
