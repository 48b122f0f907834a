import { once } from "node:events";
import { rmSync } from "node:fs";
import type { Page } from "puppeteer-core";
import { copyExtension, raiseVersion } from "./chromium.ts";
import type { Client } from "./client.ts";
import { type Firefox, GECKO_ID, startFirefox } from "./firefox.ts";

/** Firefox as the client's browser, with an extension that can be updated. */
export async function startFirefoxClient(): Promise<Client> {
  const extension = copyExtension("dist/firefox-demo");
  return createClient(await startFirefox({ extension }), extension);
}

function createClient(firefox: Firefox, extension: string): Client {
  const { browser, chrome } = firefox;

  return {
    name: "firefox",
    profile: firefox.profile,
    processId: browser.process()!.pid!,
    open: firefox.open,
    async openedBy(_, open) {
      const before = new Set(await browser.pages());
      await open();
      for (;;) {
        const opened = (await browser.pages()).find((page) => !before.has(page));
        if (opened !== undefined) return opened;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    extensionPage: firefox.extensionPage,
    async killBackground() {
      await chrome(
        `WebExtensionPolicy.getByID("${GECKO_ID}").extension.terminateBackground({ disableResetIdleForTest: true })`,
      );
    },
    async crash(page) {
      process.kill(Number(await chrome(processOf(page))), "SIGKILL");
    },
    async setOnline(on) {
      await chrome(`void (Services.io.offline = ${!on})`);
    },
    async update() {
      raiseVersion(extension);
      await browser.installExtension(extension);
    },
    async withdrawSite(ours) {
      await ours.evaluate(() => {
        const { permissions } = (globalThis as unknown as { readonly browser: Permitted }).browser;
        return permissions.remove({ origins: ["http://localhost/*"] });
      });
    },
    /** On the browser's own side: a page would need a click that no driver can give here. */
    async grantSite() {
      await chrome(`(async () => {
        const { ExtensionPermissions } = ChromeUtils.importESModule("resource://gre/modules/ExtensionPermissions.sys.mjs");
        const { extension } = WebExtensionPolicy.getByID("${GECKO_ID}");
        const given = { permissions: [], origins: ["http://localhost/*"], data_collection: ["healthInfo"] };
        await ExtensionPermissions.add("${GECKO_ID}", given, extension);
      })()`);
    },
    quit: () => browser.close(),
    async killBrowser() {
      const gone = once(browser.process()!, "exit");
      browser.process()!.kill("SIGKILL");
      await gone;
    },
    restart: async () => createClient(await startFirefox({ profile: firefox.profile, extension }), extension),
    async stop() {
      await firefox.stop();
      rmSync(extension, { recursive: true, force: true });
    },
  };
}

interface Permitted {
  readonly permissions: { remove(permissions: { readonly origins: readonly string[] }): Promise<boolean> };
}

function processOf(page: Page): string {
  return `[...gBrowser.browsers].find((one) => one.currentURI.spec === ${JSON.stringify(page.url())})
    .browsingContext.currentWindowGlobal.osPid`;
}
