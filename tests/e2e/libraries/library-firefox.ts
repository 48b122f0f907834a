import type { Page } from "puppeteer-core";
import { CHECK_IN_PAGE, openedCheckIns, startFirefox } from "../harness/firefox.ts";
import { until } from "../harness/scene.ts";
import type { LibraryBrowser, RecordedSignal } from "./library-scene.ts";

export async function startLibraryFirefox(): Promise<LibraryBrowser> {
  const firefox = await startFirefox();
  return {
    name: "firefox",
    open: (url) => firefox.open(url),
    extensionPage: (path) => firefox.extensionPage(path),
    async skipOpenCheckIn(setup) {
      if (!(await says(setup, "Your session has ended"))) return false;
      await inCheckIn(setup, "Skip this time");
      await until(() => says(setup, "Skipped"), "the check-in skipped");
      await inCheckIn(setup, null);
      return true;
    },
    async recordSignals(setup) {
      // Any page of the extension reaches the page of its background.
      await setup.evaluate(`{
        const background = browser.extension.getBackgroundPage();
        background.recordedSignals = [];
        background.browser.runtime.onConnect.addListener((port) =>
          port.onMessage.addListener((signal) => background.recordedSignals.push(JSON.stringify(signal))));
      }`);
      const read = "browser.extension.getBackgroundPage().recordedSignals.join()";
      return async () => JSON.parse(`[${(await setup.evaluate(read)) as string}]`) as readonly RecordedSignal[];
    },
    stop: () => firefox.stop(),
  };
}

async function says(setup: Page, text: string): Promise<boolean> {
  return (await openedCheckIns(setup)).some((one) => one.text.includes(text));
}

/** Clicks this button in the check-in that is open, or closes it: the driver itself cannot reach a popup. */
function inCheckIn(setup: Page, button: string | null): Promise<void> {
  return setup.evaluate(
    (path, button) => {
      const { browser } = globalThis as unknown as {
        readonly browser: { readonly extension: { getViews(): readonly Window[] } };
      };
      for (const view of browser.extension.getViews()) {
        if (!view.location.pathname.endsWith(path)) continue;
        if (button === null) view.close();
        else [...view.document.querySelectorAll("button")].find(({ innerText }) => innerText === button)?.click();
      }
    },
    CHECK_IN_PAGE,
    button,
  );
}
