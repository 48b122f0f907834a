import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chooseLanguage } from "../harness/choose-language.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { dropOn } from "../harness/drop.ts";
import { lookFaults } from "../harness/faults.ts";
import { PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { seedFor, takeOver } from "../harness/seeded-therapist.ts";
import { shippedLanguages } from "../looks/languages.ts";

/** A window beside the next session's tab in light, and the narrowest there is in dark. */
const WIDTHS = [
  [1280, "light"],
  [320, "dark"],
] as const;
/** One word each for what is written from left to right, in long words, and from right to left; LOOKS=all takes all. */
const USUAL = ["en", "de", "ar"];

let chromium: Chromium;
let page: Page;
let seeded: Awaited<ReturnType<typeof seedFor>>;

beforeAll(async () => {
  seeded = await seedFor(4, 12);
  chromium = await startChromium();
  page = await chromium.extensionPage("src/ui/therapist/index.html");
  await takeOver(page, seeded);
  await dropOn(page, seeded.answers);
  await waitForText(page, `Files added: ${seeded.files}`);
});
afterAll(async () => {
  await chromium?.stop();
  seeded?.remove();
});

async function press(selector: string, n: number): Promise<void> {
  await page.waitForSelector(selector, { timeout: PATIENCE_MS });
  await page.$$eval(selector, (all, wanted) => (all[wanted] as HTMLElement).click(), n);
  await page.waitForSelector("main h1", { timeout: PATIENCE_MS });
}

const LANGUAGES = shippedLanguages()
  .map(({ name }) => name)
  .filter((name) => process.env.LOOKS === "all" || USUAL.includes(name));

describe.each(LANGUAGES)("the therapist's page in %s", (language) => {
  test.each(WIDTHS)("%i pixels wide, no section shuts anybody out", { timeout: 300_000 }, async (width, scheme) => {
    await page.setViewport({ width, height: 900 });
    await chooseLanguage(page, language);
    const sections = await page.$$eval("header nav button", (all) => all.map(({ textContent }) => textContent));
    expect(sections).toHaveLength(7);
    const faults: string[] = [];
    for (const [n, section] of sections.entries()) {
      await press("header nav button", n);
      faults.push(...(await lookFaults(page, language, section, [scheme])));
    }
    await press("header nav button", 0);
    await press("main button[data-client]", 0);
    faults.push(...(await lookFaults(page, language, "client", [scheme])));
    expect(faults).toEqual([]);
  });
});
