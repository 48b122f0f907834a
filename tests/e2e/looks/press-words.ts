import type { Page } from "puppeteer-core";
import { PATIENCE_MS } from "../harness/pages.ts";
import { type Language, textOf } from "./languages.ts";

/** Presses what begins with this string in the language of the page: a button, or what unfolds. Waits until it is there. */
export async function pressWords(page: Page, language: Language, key: string, nth = 0): Promise<void> {
  await page.waitForFunction(
    (text, wanted) => {
      const pressable = [...document.querySelectorAll<HTMLElement>("main button, main summary")];
      const found = pressable.filter(({ textContent }) => textContent.trim().startsWith(text))[wanted];
      found?.click();
      return found !== undefined;
    },
    { timeout: PATIENCE_MS, polling: 50 },
    textOf(language, key),
    nth,
  );
  // What it draws is a turn of the queue away.
  await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 50)));
}
