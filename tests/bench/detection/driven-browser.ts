import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { ROOT } from "../../../scripts/run-command.ts";
import { extensionId, startChromium } from "../../e2e/harness/chromium.ts";
import { startFirefox } from "../../e2e/harness/firefox.ts";
import { pause } from "../../e2e/harness/scene.ts";

/** A browser that a bench drives, and leaves alone while it measures. */
export interface Driven {
  /** The page of ours through which a bench asks and looks. */
  readonly ours: () => Page;
  readonly openOurs: (path: string) => Promise<void>;
  readonly open: (url: string) => Promise<Page>;
  /** In a window of its own where the driver can make one; a tab in front otherwise. */
  readonly openWindow: (url: string) => Promise<Page>;
  /** Nobody looks: no debugger is attached to anything. Pages of before are found again by `find`. */
  readonly alone: (ms: number) => Promise<void>;
  readonly find: (partOfUrl: string) => Promise<Page>;
  readonly stop: () => Promise<void>;
}

const EXTENSION = join(ROOT, "dist/chrome-demo");

/** A new target waits for an attached debugger before it loads, so Chromium is let go of while it is measured. */
export async function startDrivenChromium(pinned: boolean): Promise<Driven> {
  const id = extensionId(EXTENSION);
  const profile = mkdtempSync(join(tmpdir(), "aftersession-chromium-"));
  if (pinned) pin(profile, id);
  const started = await startChromium({ profile, extension: EXTENSION, pipe: false });
  const endpoint = started.browser.wsEndpoint();
  const process = started.browser.process();
  let browser: Browser = started.browser;
  let ours: Page | null = null;
  let path = "";

  async function find(part: string): Promise<Page> {
    const page = (await browser.pages()).find((one) => one.url().includes(part));
    if (page === undefined) throw new Error(`No page of ${part} is open.`);
    return page;
  }
  return {
    ours: () => ours!,
    async openOurs(wanted) {
      path = wanted;
      ours = await started.extensionPage(wanted);
    },
    open: (url) => openPage(browser, url),
    openWindow: (url) => openWindow(browser, url),
    find,
    async alone(ms) {
      await browser.disconnect();
      await pause(ms);
      browser = await puppeteer.connect({ browserWSEndpoint: endpoint, defaultViewport: null });
      ours = await find(path);
    },
    async stop() {
      await browser.close().catch(() => {});
      process?.kill("SIGKILL");
      await started.stop();
    },
  };
}

/** As the client's click on the pin does. */
function pin(profile: string, id: string): void {
  mkdirSync(join(profile, "Default"));
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify({ extensions: { pinned_extensions: [id] } }));
}

/** Full clock resolution: Firefox rounds what pages read of it. Its driver sees nothing of a popup and delays none. */
export async function startDrivenFirefox(): Promise<Driven> {
  const firefox = await startFirefox({ preferences: { "privacy.reduceTimerPrecision": false } });
  let ours: Page | null = null;
  return {
    ours: () => ours!,
    async openOurs(path) {
      ours = await firefox.extensionPage(path);
    },
    open: (url) => openPage(firefox.browser, url),
    openWindow: (url) => openPage(firefox.browser, url),
    alone: pause,
    async find(part) {
      const page = (await firefox.browser.pages()).find((one) => one.url().includes(part));
      if (page === undefined) throw new Error(`No page of ${part} is open.`);
      return page;
    },
    stop: () => firefox.stop(),
  };
}

async function openPage(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  await page.bringToFront();
  return page;
}

async function openWindow(browser: Browser, url: string): Promise<Page> {
  const session = await browser.target().createCDPSession();
  await session.send("Target.createTarget", { url, newWindow: true });
  await session.detach();
  const target = await browser.waitForTarget((one) => one.type() === "page" && one.url() === url);
  return (await target.page())!;
}
