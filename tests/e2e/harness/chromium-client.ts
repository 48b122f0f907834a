import { rmSync } from "node:fs";
import type { CDPSession, Page } from "puppeteer-core";
import { type Chromium, copyExtension, raiseVersion, startChromium } from "./chromium.ts";
import type { Client } from "./client.ts";

/** Chromium as the client's browser, with an extension that can be updated. */
export async function startChromiumClient(): Promise<Client> {
  const extension = copyExtension("dist/chrome-demo");
  return createClient(await startChromium({ extension }), extension);
}

function createClient(chromium: Chromium, extension: string): Client {
  const { browser, id } = chromium;
  let network: CDPSession | null = null;

  /** By the switch on the browser's own page. */
  async function switchAccess(hostAccess: string): Promise<void> {
    const page = await chromium.open(`chrome://extensions/?id=${id}`);
    await page.evaluate(
      (extensionId, access) => {
        const { developerPrivate } = (globalThis as unknown as { readonly chrome: Developer }).chrome;
        return developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access });
      },
      id,
      hostAccess,
    );
    await page.close();
  }

  return {
    name: "chromium",
    profile: chromium.profile,
    processId: browser.process()!.pid!,
    open: chromium.open,
    async openedBy(page, open) {
      const opened = new Promise<Page | null>((resolve) => page.once("popup", resolve));
      await open();
      return (await opened)!;
    },
    extensionPage: chromium.extensionPage,
    killBackground: chromium.killWorker,
    async crash(page) {
      const session = await page.createCDPSession();
      const crashed = new Promise((resolve) => page.once("error", resolve));
      // Nobody is left to answer.
      void session.send("Page.crash").catch(() => {});
      await crashed;
    },
    async setOnline(on) {
      const worker = await browser.waitForTarget(chromium.isWorker);
      network ??= await worker.createCDPSession();
      const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
      await network.send("Network.overrideNetworkState", { offline: !on, ...conditions });
      if (!on) return;
      await network.detach();
      network = null;
    },
    async update() {
      raiseVersion(extension);
      await browser.installExtension(extension);
    },
    withdrawSite: () => switchAccess("ON_CLICK"),
    grantSite: () => switchAccess("ON_ALL_SITES"),
    quit: () => browser.close(),
    killBrowser: chromium.killBrowser,
    restart: async () => createClient(await startChromium({ profile: chromium.profile, extension }), extension),
    async stop() {
      await chromium.stop();
      rmSync(extension, { recursive: true, force: true });
    },
  };
}

interface Developer {
  readonly developerPrivate: {
    updateExtensionConfiguration(change: { readonly extensionId: string; readonly hostAccess: string }): Promise<void>;
  };
}
