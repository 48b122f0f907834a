import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { ATTRIBUTED } from "../../core/alliance/add-ons.ts";
import { heldFor } from "../../core/alliance/dummy.ts";
import { english } from "../../english.ts";
import { ask, CHECK_IN_PAGE, type Chromium, startChromium } from "../harness/chromium.ts";
import { inviteByHand } from "../harness/invite-by-hand.ts";
import { acceptInvite, chooseFile, click, fill, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";

const TITLE = "Rift In-Session Questionnaire (4 items, 2023)";

let chromium: Chromium;
let practice: Practice;
let sent = 0;
const folder = mkdtempSync(join(tmpdir(), "aftersession-add-ons-"));

beforeAll(async () => {
  practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.stop();
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The practice's file, with words that are nobody's, and somebody outside. */
async function bringRisq(page: Page): Promise<void> {
  const file = join(folder, "risq.json");
  writeFileSync(file, JSON.stringify({ ready: "risq", ...heldFor("risq", { licence: ATTRIBUTED }) }));
  await click(page, "button", "Questions");
  await chooseFile(page, ".json", file);
  await click(page, "button", "Keep these questions");
  await waitForText(page, "Kept. You can choose them");
  await fill(page, "Licensing board", "The board, 030 111");
  await click(page, "button", "Keep");
  await waitForText(page, "It goes with the next invite that asks RISQ");
}

const seen = (page: Page): Promise<string> => page.evaluate(() => document.body.innerText);
const choose = (page: Page, name: string, value: string) =>
  page.locator(`input[name="${name}"][value="${value}"]`).setTimeout(PATIENCE_MS).click();

/** A check-in without the page, so that the next one's turn comes. */
async function answerInPassing(setup: Page): Promise<void> {
  const view = await ask(setup, "startCheckIn", null);
  expect(view?.addOn).toBeUndefined();
  const usual = { answers: { B1: 8, G1: 8, T1: 8 }, wish: null, seconds: 30, skipped: 0 };
  expect(await ask(setup, "submitAnswers", { checkInId: view!.checkInId, ...usual })).toMatchObject({ kind: "saved" });
  await arrived();
}

async function arrived(): Promise<void> {
  sent += 1;
  await until(async () => (await practice.files()).length === sent, `answer ${sent}`);
}

/** The therapist's list, once all that was sent is in it. */
async function refreshed(therapist: Page): Promise<string> {
  await therapist.bringToFront();
  await click(therapist, "button", "Inbox");
  await click(therapist, "button", "Refresh");
  await therapist.waitForFunction((count) => document.querySelectorAll("li time").length === count, {}, sent);
  return seen(therapist);
}

test("RISQ is brought, switched on, agreed to, asked the fourth time, and reaches the therapist only by choice", async () => {
  const therapist = await chromium.extensionPage("src/ui/therapist/index.html");
  const invite = await inviteByHand(therapist, practice, folder, {
    prepare: bringRisq,
    choose: (page) => click(page, "checkbox", TITLE),
  });

  const setup = await chromium.extensionPage("src/ui/setup/index.html");
  await acceptInvite(setup, invite, async (page) => {
    const consent = await seen(page);
    for (const words of [english("setupConsentHarm"), "Item 4, test text", "The board, 030 111", ATTRIBUTED.line])
      expect(consent).toContain(words);
  });

  for (const _ of [1, 2, 3]) await answerInPassing(setup);
  const fourth = await chromium.extensionPage(CHECK_IN_PAGE);
  await click(fourth, "button", "I just had a session");
  await choose(fourth, "B1", "7");
  await waitForText(fourth, english("checkinAddOnTitle"));
  expect(await seen(fourth)).not.toContain(english("checkinOutside"));
  for (const item of ["i1", "i2", "i3"]) await choose(fourth, `risq:${item}`, "0");
  await choose(fourth, "risq:i4", "1");
  await waitForText(fourth, english("checkinOutside"));
  await waitForText(fourth, "The board, 030 111");
  await click(fourth, "button", "Send");
  await waitForText(fourth, "Saved");
  await arrived();
  await fourth.close();
  const unshared = await refreshed(therapist);
  expect(unshared).not.toContain(english("therapistFlagRisq"));

  for (const _ of [5, 6, 7]) await answerInPassing(setup);
  const eighth = await chromium.extensionPage(CHECK_IN_PAGE);
  await click(eighth, "button", "I just had a session");
  await choose(eighth, "B1", "7");
  for (const item of ["i1", "i2", "i3"]) await choose(eighth, `risq:${item}`, "0");
  await choose(eighth, "risq:i4", "1");
  await choose(eighth, "risq:share", "send");
  await click(eighth, "button", "Send");
  await waitForText(eighth, "Saved");
  await arrived();
  // The others stay covered until they are guessed; a yes does not wait for that.
  expect(await refreshed(therapist)).toContain(english("therapistFlagRisq"));
  await click(therapist, "button", "A. B.");
  await waitForText(therapist, english("therapistAnswersTitle"));
  await therapist.locator(`::-p-text(${english("therapistAnswersTitle")})`).click();
  await therapist.locator("details details > summary").click();
  await waitForText(therapist, "Item 4, test text");
  expect(await seen(therapist)).toContain(ATTRIBUTED.line);
});
