import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { practiceFiles } from "../cases/practice.ts";
import { chooseLanguage } from "../harness/choose-language.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { lookFaults } from "../harness/faults.ts";
import { give, textFile } from "../harness/give-files.ts";
import { PATIENCE_MS } from "../harness/pages.ts";
import { shippedLanguages } from "../looks/languages.ts";
import { pressWords } from "../looks/press-words.ts";

const USUAL = ["en", "de", "ar"];
const LANGUAGES = shippedLanguages().filter(({ name }) => process.env.LOOKS === "all" || USUAL.includes(name));

let chromium: Chromium;
let page: Page;
beforeAll(async () => {
  chromium = await startChromium();
  page = await chromium.extensionPage("src/ui/practice/index.html");
  await page.setViewport({ width: 320, height: 900 });
});
afterAll(() => chromium?.stop());

describe.each(LANGUAGES.map((language) => [language.name, language] as const))("in %s, 320 wide", (_, language) => {
  test("the practice page shuts nobody out: empty, with files it refused, with its report", async () => {
    await page.reload();
    await chooseLanguage(page, language.name);
    const faults = [...(await lookFaults(page, language.name, "empty"))];
    await give(page, 'input[type="file"][accept*=".json"]', [...practiceFiles(), textFile("holiday.json", "{}")]);
    await page.waitForSelector("main [role=status] li", { timeout: PATIENCE_MS });
    await pressWords(page, language, "practiceSealedTitle");
    await give(page, 'details input[accept*=".txt"]', [textFile("key.txt", "no key")]);
    await give(page, 'details input[accept=".age"]', [textFile("one.age", "no answer")]);
    await page.waitForSelector("details [role=alert]", { timeout: PATIENCE_MS });
    faults.push(...(await lookFaults(page, language.name, "refused")));
    await pressWords(page, language, "practiceCount");
    await page.waitForSelector("#practice-total", { timeout: PATIENCE_MS });
    faults.push(...(await lookFaults(page, language.name, "report")));
    expect(faults).toEqual([]);
  });
});
