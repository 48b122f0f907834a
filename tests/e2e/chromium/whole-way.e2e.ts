import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { inviteByHand } from "../harness/invite-by-hand.ts";
import { acceptInvite, answerCheckIn, click, waitForText } from "../harness/pages.ts";
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

test("an invite made on the therapist page brings a response back to it", async () => {
  const therapist = await chromium.extensionPage("src/ui/therapist/index.html");
  const invite = await inviteByHand(therapist, practice, folder);
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
  await click(therapist, "button", "Inbox");
  await click(therapist, "button", "Refresh");
  await click(therapist, "button", "Show without guessing: A. B.");
  await waitForText(therapist, "The letter to my brother");
  await waitForText(therapist, "A. B.");
});
