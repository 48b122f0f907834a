import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chooseLanguage } from "../harness/choose-language.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { dropOn } from "../harness/drop.ts";
import { lookFaults } from "../harness/faults.ts";
import { click, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { seedFor, takeOver } from "../harness/seeded-therapist.ts";
import { shippedLanguages } from "../looks/languages.ts";
import { pressWords } from "../looks/press-words.ts";
import { DIALOGS } from "../looks/therapist-dialogs.ts";

/** As for the sections; LOOKS=all takes all. */
const USUAL = ["en", "de", "ar"];
const LANGUAGES = shippedLanguages().filter(({ name }) => process.env.LOOKS === "all" || USUAL.includes(name));
const THERAPIST_PAGE = "src/ui/therapist/index.html";

let chromium: Chromium;
let page: Page;
let seeded: Awaited<ReturnType<typeof seedFor>>;

beforeAll(async () => {
  seeded = await seedFor(2, 8);
  chromium = await startChromium();
  page = await chromium.extensionPage(THERAPIST_PAGE);
  await takeOver(page, seeded);
  await dropOn(page, seeded.answers);
  await waitForText(page, `Files added: ${seeded.files}`);
  await click(page, "button", "Place");
  await click(page, "button", "Set up: By hand");
  await click(page, "button", "Use this way");
  await waitForText(page, "See all places");
  await page.setViewport({ width: 320, height: 900 });
});
afterAll(async () => {
  await chromium?.stop();
  seeded?.remove();
});

async function showSection(n: number): Promise<void> {
  await page.waitForSelector("header nav button", { timeout: PATIENCE_MS });
  await page.$$eval("header nav button", (all, wanted) => (all[wanted] as HTMLElement).click(), n);
  await page.waitForSelector("main h1", { timeout: PATIENCE_MS });
}

describe.each(LANGUAGES.map((language) => [language.name, language] as const))("in %s, 320 wide", (_, language) => {
  test("nothing that the therapist page asks or refuses shuts anybody out", { timeout: 300_000 }, async () => {
    await chooseLanguage(page, language.name);
    const press = (key: string, nth?: number) => pressWords(page, language, key, nth);
    const faults: string[] = [];
    for (const { name, section, open, close } of DIALOGS) {
      // Another section first, so that this one begins anew.
      await showSection(1);
      await showSection(section);
      await open(page, press);
      faults.push(...(await lookFaults(page, language.name, name)));
      await close?.(page, press);
    }
    expect(faults).toEqual([]);
  });

  test("an own view shuts nobody out", async () => {
    const own = await chromium.extensionPage(`${THERAPIST_PAGE}#own-view=${Date.now() - 60_000}`);
    await own.setViewport({ width: 320, height: 900 });
    const whose = "#own-view-whose option:nth-child(2)";
    await own.waitForSelector(whose, { timeout: PATIENCE_MS });
    await own.select("#own-view-whose", await own.$eval(whose, (option) => (option as HTMLOptionElement).value));
    await own.waitForSelector('input[name$="-B1"]', { timeout: PATIENCE_MS });
    expect(await lookFaults(own, language.name, "own view")).toEqual([]);
    await own.close();
  });
});
