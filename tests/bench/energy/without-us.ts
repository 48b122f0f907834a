import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { startChromium } from "../../e2e/harness/chromium.ts";
import { startFirefox } from "../../e2e/harness/firefox.ts";
import type { BrowserName } from "../detection/stage.ts";

export interface WithoutUs {
  readonly browser: Browser;
  readonly open: (url: string) => Promise<Page>;
  readonly stop: () => Promise<void>;
}

/** The same browser, started in the same way, with an extension that is and does nothing. */
export async function startWithoutUs(name: BrowserName): Promise<WithoutUs> {
  const extension = mkdtempSync(join(tmpdir(), "aftersession-nothing-"));
  writeFileSync(join(extension, "manifest.json"), '{ "manifest_version": 3, "name": "nothing", "version": "1" }');
  const started = await (name === "chromium" ? startChromium({ extension }) : startFirefox({ extension }));
  return {
    browser: started.browser,
    open: (url) => started.open(url),
    async stop() {
      await started.stop();
      rmSync(extension, { recursive: true, force: true });
    },
  };
}
