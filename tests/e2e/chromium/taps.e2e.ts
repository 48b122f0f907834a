import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANSWER_TAPS, TAPS } from "../../../scripts/answering-time.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { CHECK_IN_PAGE } from "../harness/client.ts";
import { PATIENCE_MS } from "../harness/pages.ts";
import { CHECK_IN_LOOKS } from "../looks/check-in-states.ts";
import { type Language, shippedLanguages, textOf } from "../looks/languages.ts";
import { pretend } from "../looks/pretend.ts";

/** The narrowest phone, with a finger on it. */
const PHONE = { width: 320, height: 640, hasTouch: true, isMobile: true };
/** Every closed question of the core set, and the answer that is tapped. */
const ANSWERS: readonly (readonly [question: string, value: string])[] = [
  ["B1", "8"],
  ["G1", "10"],
  ["T1", "0"],
  ["R1", "no"],
  ["V1", "no"],
];

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium?.stop());

async function openForm(language: Language): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport(PHONE);
  const saved = CHECK_IN_LOOKS.find(({ name }) => name === "saved")!;
  const form = CHECK_IN_LOOKS.find(({ name }) => name === "form")!;
  await pretend(page, language, { ...saved.said, ...form.said });
  await page.goto(`chrome-extension://${chromium.id}/${CHECK_IN_PAGE}`);
  await page.waitForSelector('input[name="V1"]', { timeout: PATIENCE_MS });
  return page;
}

/** Where each question begins, from the top of the page. */
function placesOf(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => {
    const questions = [...document.querySelectorAll("fieldset")];
    return questions.map((one) => Math.round(one.getBoundingClientRect().top + scrollY));
  });
}

describe.each(shippedLanguages().map((language) => [language.name, language] as const))("in %s", (_, language) => {
  test(`${ANSWER_TAPS} taps answer every closed question, the next one sends it`, { timeout: 60_000 }, async () => {
    const page = await openForm(language);
    let taps = 0;
    for (const [question, value] of ANSWERS) {
      await page.locator(`input[name="${question}"][value="${value}"]`).wait();
      await (await page.$(`label:has(input[name="${question}"][value="${value}"])`))!.tap();
      taps += 1;
    }
    const answered = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>("input:checked")].map(({ name, value }) => [name, value]),
    );
    expect(answered).toEqual(ANSWERS);
    expect(
      await page.$$eval(
        'input[type="radio"][name]:not([name="wish"])',
        (all) => new Set(all.map((one) => one.name)).size,
      ),
    ).toBe(taps);
    const send = await page.evaluateHandle(
      (text) => [...document.querySelectorAll("button")].find(({ textContent }) => textContent === text)!,
      textOf(language, "checkinSend"),
    );
    await send.tap();
    taps += 1;
    await page.waitForFunction(
      (text) => document.querySelector("h1")?.textContent === text,
      { timeout: PATIENCE_MS },
      textOf(language, "checkinSaved"),
    );
    expect(taps).toBe(TAPS);
    await page.close();
  });

  test("an answer moves nothing under the finger", { timeout: 60_000 }, async () => {
    const page = await openForm(language);
    const before = await placesOf(page);
    for (const [question, value] of ANSWERS)
      await (await page.$(`label:has(input[name="${question}"][value="${value}"])`))!.tap();
    expect(await placesOf(page)).toEqual(before);
    await page.close();
  });
});
