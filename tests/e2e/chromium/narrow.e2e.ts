import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { readTranslations } from "../../../scripts/translations.ts";
import { chooseLanguage } from "../harness/choose-language.ts";
import { type Chromium, copyExtension, startChromium } from "../harness/chromium.ts";
import { CHECK_IN_PAGE, SETUP_PAGE } from "../harness/client.ts";
import { clippedTexts } from "../harness/clipped.ts";
import { inviteByHand } from "../harness/invite-by-hand.ts";
import { acceptInvite, click, waitForText } from "../harness/pages.ts";
import { addPseudoLocale, PSEUDO } from "../harness/pseudo-locale.ts";

/** A phone held upright, or a page zoomed to four times its size. */
const NARROW = { width: 320, height: 640 };
const LANGUAGES = [PSEUDO, ...readTranslations().keys()];

let chromium: Chromium;
let practice: Practice;
const folder = mkdtempSync(join(tmpdir(), "aftersession-narrow-"));
const extension = copyExtension("dist/chrome-demo");

beforeAll(async () => {
  addPseudoLocale(extension);
  practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  chromium = await startChromium({ extension });
});
afterAll(async () => {
  await chromium?.stop();
  await practice?.close();
  for (const path of [folder, extension]) rmSync(path, { recursive: true, force: true });
});

async function open(path: string): Promise<Page> {
  const page = await chromium.extensionPage(path);
  await page.setViewport(NARROW);
  return page;
}

/** In every language, chosen on `chooser`; English again afterwards. What is clipped, by language. */
async function lookAt(page: Page, chooser: Page = page): Promise<Readonly<Record<string, readonly string[]>>> {
  const found: Record<string, readonly string[]> = {};
  for (const language of LANGUAGES) {
    await chooseLanguage(chooser, language, language === PSEUDO ? "en" : undefined);
    await untilSpoken(page, language);
    const clipped = await clippedTexts(page);
    if (clipped.length > 0) found[language] = clipped;
  }
  await chooseLanguage(chooser, "", "en");
  await untilSpoken(page, "en");
  return found;
}

/** The check-in hears of it from the background; the page where it was chosen has changed by then. */
async function untilSpoken(page: Page, language: string): Promise<void> {
  const code = language === PSEUDO ? "en" : language.replace("_", "-");
  const pseudo = language === PSEUDO;
  await page.waitForFunction(
    (wanted, accents) =>
      document.documentElement.lang.startsWith(wanted) && document.body.innerText.includes("\u0302") === accents,
    { polling: 50 },
    code,
    pseudo,
  );
}

test("no text of the therapist page is clipped", async () => {
  const page = await open("src/ui/therapist/index.html");
  await waitForText(page, "Make my key");
  expect(await lookAt(page)).toEqual({});
  await inviteByHand(page, practice, folder);
  expect(await lookAt(page)).toEqual({});
  for (const section of ["Overview", "Inbox", "Questions", "Place", "Export", "Key"]) {
    await click(page, "button", section);
    expect(await lookAt(page), section).toEqual({});
  }
  await click(page, "button", "Clients");
  await click(page, "button", "Invite a client");
  expect(await lookAt(page)).toEqual({});
});

test("no text of settings and check-in is clipped", async () => {
  const setup = await open(SETUP_PAGE);
  await waitForText(setup, "Show me the invite");
  expect(await lookAt(setup), "first run").toEqual({});
  await acceptInvite(setup, await practice.invite({}), async (page) => {
    expect(await lookAt(page), "consent").toEqual({});
  });
  expect(await lookAt(setup), "ready").toEqual({});

  const checkIn = await open(CHECK_IN_PAGE);
  await waitForText(checkIn, "No check-in is waiting");
  expect(await lookAt(checkIn, setup), "idle").toEqual({});
  await click(checkIn, "button", "I just had a session");
  await checkIn.locator('input[name="R1"][value="yes"]').click();
  expect(await lookAt(checkIn, setup), "form").toEqual({});
  await click(checkIn, "button", "Send");
  await waitForText(checkIn, "Saved");
  expect(await lookAt(checkIn, setup), "saved").toEqual({});
});
