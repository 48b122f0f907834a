import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import type { Clinic } from "../../../demo/clinic/server.ts";
import { REHEARSAL, startPractice } from "../../../demo/practice.ts";
import { ask } from "../harness/chromium.ts";
import { acceptInvite } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";
import { startLibrarySite } from "./library-site.ts";

/** What the cases need of a browser with the extension; each browser's own test file brings it. */
export interface LibraryBrowser {
  readonly name: "chromium" | "firefox";
  open(url: string): Promise<Page>;
  extensionPage(path: string): Promise<Page>;
  /** The check-in that opened by itself answered with "Skip this time" and closed; false while none says so. */
  skipOpenCheckIn(setup: Page): Promise<boolean>;
  /**
   * All that documents say from now on, as it arrives in the background: heard by a second listener beside the product's
   * own, which the driver puts there. Returns how to read it.
   */
  recordSignals(setup: Page): Promise<() => Promise<readonly RecordedSignal[]>>;
  stop(): Promise<void>;
}

export type RecordedSignal = Readonly<Record<string, unknown>>;

/** Shorter still than the rehearsal, as each library is played twice. */
const BRIEF = { ...REHEARSAL, establish: 1, minimumLive: 2 };

/** Long enough to count as a session then. */
export const TALK_MS = 3_000;

/** `site.origin` is enrolled, `site.otherOrigin` is the same server without the extension. */
export interface LibraryScene {
  readonly browser: LibraryBrowser;
  readonly site: Clinic;
  open(url: string): Promise<Page>;
  skipCheckIn(): Promise<void>;
  isAnythingOffered(): Promise<boolean>;
  recordSignals(): Promise<() => Promise<readonly RecordedSignal[]>>;
  close(): Promise<void>;
}

export async function openLibraryScene(startBrowser: () => Promise<LibraryBrowser>): Promise<LibraryScene> {
  const site = await startLibrarySite();
  const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
  const practice = await startPractice({ folder, videoHosts: [new URL(site.origin).host] });
  const browser = await startBrowser();
  const setup = await browser.extensionPage("src/ui/setup/index.html");
  await acceptInvite(setup, await practice.invite({ settings: { takeBackSeconds: 2, rehearsal: BRIEF } }));
  return {
    browser,
    site,
    open: (url) => browser.open(url),
    skipCheckIn: () => until(() => browser.skipOpenCheckIn(setup), "the check-in"),
    isAnythingOffered: async () => (await ask(setup, "openCheckIn", null)) !== null,
    recordSignals: () => browser.recordSignals(setup),
    async close() {
      await browser.stop();
      await Promise.all([site.close(), practice.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
