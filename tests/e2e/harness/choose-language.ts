import type { Page } from "puppeteer-core";
import { PATIENCE_MS } from "./pages.ts";

/** By the list on the page; a language that is not in it, such as the pseudo one, is put there first. */
export async function chooseLanguage(page: Page, language: string, code = language.replace("_", "-")): Promise<void> {
  const list = await page.waitForSelector("select", { timeout: PATIENCE_MS });
  await list!.evaluate((select, chosen) => {
    if (![...select.options].some(({ value }) => value === chosen)) select.add(new Option(chosen, chosen));
    select.value = chosen;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }, language);
  await page.waitForFunction(
    (wanted) => document.documentElement.lang.startsWith(wanted),
    // Not by frames: the page need not be in front.
    { timeout: PATIENCE_MS, polling: 50 },
    code,
  );
}
