import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { inviteByHand } from "../harness/invite-by-hand.ts";
import { click, waitForText } from "../harness/pages.ts";

let chromium: Chromium;
let practice: Practice;
let therapist: Page;
let invite: string;
const folder = mkdtempSync(join(tmpdir(), "aftersession-clients-"));

beforeAll(async () => {
  practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  chromium = await startChromium();
  therapist = await chromium.extensionPage("src/ui/therapist/index.html");
  invite = await inviteByHand(therapist, practice, folder);
});
afterAll(async () => {
  await chromium?.stop();
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("the letter speaks the client's language and is one printed page with the link and no check words", async () => {
  const words = await therapist.$$eval("ol[lang=en] li", (items) => items.map((item) => item.textContent ?? ""));
  expect(words).toHaveLength(4);
  await click(therapist, "button", "Write the letter");
  await therapist.locator(`::-p-aria([name="Language of the letter"])`).fill("de");
  await waitForText(therapist, "Ihre Sicht auf unsere Arbeit ist mir wichtig");
  for (const format of ["A4", "Letter"] as const) {
    const pdf = Buffer.from(await therapist.pdf({ format })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  }
  await therapist.emulateMediaType("print");
  const onPaper = await therapist.evaluate(() => document.body.innerText);
  await therapist.emulateMediaType();
  expect(onPaper.replace(/\s/g, "")).toContain(invite);
  expect(onPaper).toContain("Dr. Rivera");
  for (const word of words) expect(onPaper).not.toMatch(new RegExp(`\\b${word}\\b`));
  await click(therapist, "button", "Hide the letter");
});
