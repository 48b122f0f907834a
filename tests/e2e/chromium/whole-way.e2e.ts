import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BOX, type Practice, startPractice } from "../../../demo/practice.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { acceptInvite, answerCheckIn, chooseFile, click, fill, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";

let chromium: Chromium;
let practice: Practice;
const folder = mkdtempSync(join(tmpdir(), "aftersession-whole-"));

beforeAll(async () => {
  practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.stop();
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Key, tested backup, mailbox, invite: by the therapist page's own buttons. */
async function inviteByHand(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await fill(page, "Your name, as your clients know you", "Dr. Rivera");
  await click(page, "button", "Make my key");
  await click(page, "button", "Save key file");
  const keyFile = join(folder, "aftersession-key.txt");
  await until(async () => existsSync(keyFile), "the key file");
  await chooseFile(page, ".txt", keyFile);
  await click(page, "button", "Mailbox");
  await fill(page, "Address", `${practice.mailboxOrigin}/m/${BOX}`);
  await fill(page, "Your reading token", practice.readToken);
  await click(page, "button", "Test connection and save");
  await waitForText(page, "It works, and it is saved.");
  await click(page, "button", "Clients");
  await click(page, "button", "Invite a client");
  await fill(page, "A name for this client", "A. B.");
  await click(page, "radio", "Another address");
  await fill(page, "Address", "localhost:8123");
  await fill(page, "This client's writing token", practice.writeToken);
  await fill(page, "Minutes in which an answer can be taken back", "0");
  await click(page, "button", "Make invite");
  const link = await page.waitForSelector(`::-p-aria([name="Invite link"])`, { timeout: PATIENCE_MS });
  return link!.evaluate((field) => (field as HTMLInputElement | HTMLTextAreaElement).value);
}

test("an invite made on the therapist page brings a response back to it", async () => {
  const therapist = await chromium.extensionPage("src/ui/therapist/index.html");
  const invite = await inviteByHand(therapist);
  expect(invite).toContain("#A1.");

  const setup = await chromium.extensionPage("src/ui/setup/index.html");
  await acceptInvite(setup, invite);
  const checkIn = await chromium.extensionPage("src/ui/checkin/index.html");
  await click(checkIn, "button", "I just had a session");
  await answerCheckIn(checkIn, { bond: 9, goals: 4, tasks: 7, text: "The letter to my brother" });
  await click(checkIn, "button", "Send");
  await waitForText(checkIn, "Saved");
  await until(async () => (await practice.files()).length === 1, "the sealed answers");

  await therapist.bringToFront();
  await click(therapist, "button", "Responses");
  await click(therapist, "button", "Refresh");
  await waitForText(therapist, "The letter to my brother");
  await waitForText(therapist, "A. B.");
});
