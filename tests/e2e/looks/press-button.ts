import type { Page } from "puppeteer-core";

/** The first one that says just this, as soon as it is there. */
export async function pressButton(page: Page, text: string): Promise<void> {
  await page.waitForFunction(
    (wanted) => {
      const button = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === wanted);
      button?.click();
      return button !== undefined;
    },
    { timeout: 10_000, polling: 50 },
    text,
  );
  // Its answer is a turn of the queue away.
  await page.evaluate(() => new Promise((drawn) => setTimeout(drawn, 30)));
}
