import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import type { Chromium } from "../tests/e2e/harness/chromium.ts";

export interface StageOptions {
  readonly folder: string;
  /** 0 waits for a person, without limit. */
  readonly patienceMs: number;
}

/** Says what happens, asks the person to do their part, and keeps a picture of each state. */
export function createStage({ folder, patienceMs }: StageOptions) {
  const startedAt = Date.now();
  let shots = 0;
  const stamp = (): string => `${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s`;
  return {
    patienceMs,
    say(text: string): void {
      console.log(`${stamp()}  ${text}`);
    },
    ask(text: string): void {
      console.log(`\n${stamp()}  ▶ ${text}\n`);
    },
    /** A popup is shown as it stands on the screen; a tab from top to bottom. */
    async shot(page: Page, name: string, fullPage = true): Promise<void> {
      shots += 1;
      const path = join(folder, `${String(shots).padStart(2, "0")}-${name}.png`);
      await page.screenshot({ path: path as `${string}.png`, fullPage });
    },
    /** A conversation takes its time. */
    pass(ms: number): Promise<void> {
      return new Promise((resolve) => setTimeout(resolve, ms));
    },
    async until(isThere: () => Promise<boolean>): Promise<void> {
      const deadline = Date.now() + Math.max(patienceMs, 60_000);
      while (!(await isThere())) {
        if (Date.now() > deadline) throw new Error("It did not come in time.");
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    },
    async untilClosed(browser: Browser): Promise<void> {
      console.log("\nDone. Look around as long as you like; close the browser to end.");
      await new Promise((resolve) => browser.once("disconnected", resolve));
    },
    async fail(chromium: Chromium, error: unknown): Promise<void> {
      console.error(`${stamp()}  Failed: ${error instanceof Error ? error.message : String(error)}`);
      for (const page of await chromium.browser.pages().catch(() => [])) {
        const seen = await page.evaluate(() => document.body.innerText.slice(0, 200)).catch(() => "(closed)");
        console.error(`  ${page.url()}: ${seen.replaceAll("\n", " / ")}`);
      }
    },
  };
}
export type Stage = ReturnType<typeof createStage>;
