import type { Target } from "puppeteer-core";
import { startChromium } from "../harness/chromium.ts";
import { waitForText } from "../harness/pages.ts";
import { skip } from "../harness/scene.ts";
import type { LibraryBrowser, RecordedSignal } from "./library-scene.ts";

export async function startLibraryChromium(): Promise<LibraryBrowser> {
  const chromium = await startChromium();
  return {
    name: "chromium",
    open: (url) => chromium.open(url),
    extensionPage: (path) => chromium.extensionPage(path),
    async skipOpenCheckIn() {
      const [target] = chromium.checkInTargets();
      if (target === undefined) return false;
      const checkIn = await target.asPage();
      await waitForText(checkIn, "Your session has ended");
      await skip(checkIn);
      return true;
    },
    async recordSignals() {
      const isWorker = (target: Target): boolean =>
        target.type() === "service_worker" && target.url().includes(chromium.id);
      const worker = await (await chromium.browser.waitForTarget(isWorker)).worker();
      if (worker === null) throw new Error("The worker is gone.");
      await worker.evaluate(`
        globalThis.recordedSignals = [];
        chrome.runtime.onConnect.addListener((port) =>
          port.onMessage.addListener((signal) => recordedSignals.push(signal)));
        null`);
      return async () => (await worker.evaluate("recordedSignals")) as readonly RecordedSignal[];
    },
    stop: () => chromium.stop(),
  };
}
