import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page, type Target } from "puppeteer-core";
import { needBrowser } from "../../../scripts/browsers.ts";
import { ROOT } from "../../../scripts/run-command.ts";
import type { Answer, Ask, PageRequestKind } from "../../../src/protocol/page-requests.ts";
import { CHECK_IN_PAGE } from "./client.ts";

export { CHECK_IN_PAGE } from "./client.ts";

const FLAGS = [
  "--no-sandbox",
  "--use-fake-device-for-media-stream",
  "--use-fake-ui-for-media-stream",
  "--autoplay-policy=no-user-gesture-required",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
];

export interface ChromiumOptions {
  readonly profile?: string;
  readonly headless?: boolean;
  readonly extension?: string;
  readonly flags?: readonly string[];
  /** False: spoken to over a port instead, so that the driver can let go of the browser and come back. */
  readonly pipe?: boolean;
}

/** A real Chromium with the built extension on a profile of its own. */
export async function startChromium(options: ChromiumOptions = {}): Promise<Chromium> {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), "aftersession-chromium-"));
  const folder = options.extension ?? join(ROOT, "dist/chrome-demo");
  const browser = await puppeteer.launch({
    executablePath: needBrowser("chromium"),
    pipe: options.pipe ?? true,
    headless: options.headless ?? true,
    // Leaves extensions switched on; which one is said below, so that a restart on the same profile loads it by itself.
    enableExtensions: true,
    userDataDir: profile,
    defaultViewport: null,
    // The driver switches the cache off, and sound, which must then be taken for heard.
    ignoreDefaultArgs: ["--disable-back-forward-cache", "--mute-audio"],
    args: [`--load-extension=${folder}`, ...FLAGS, ...(options.flags ?? [])],
  });
  return createChromium(browser, profile, extensionId(folder));
}

/** The built extension in a folder of its own, so that a newer version can be put there. */
export function copyExtension(built: string): string {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-extension-"));
  cpSync(join(ROOT, built), folder, { recursive: true });
  return folder;
}

export function raiseVersion(folder: string): void {
  const file = join(folder, "manifest.json");
  const built = JSON.parse(readFileSync(file, "utf8")) as { version: string };
  const [major = "0", minor = "0"] = built.version.split(".");
  writeFileSync(file, JSON.stringify({ ...built, version: `${major}.${Number(minor) + 1}.0` }));
}

/** Chromium names an unpacked extension after its folder. */
export function extensionId(folder: string): string {
  const digest = createHash("sha256").update(folder).digest("hex").slice(0, 32);
  return [...digest].map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16))).join("");
}

export type Chromium = ReturnType<typeof createChromium>;

export function createChromium(browser: Browser, profile: string, id: string) {
  const isWorker = (target: Target): boolean => target.type() === "service_worker" && target.url().includes(id);
  const isCheckIn = (target: Target): boolean => target.url().startsWith(`chrome-extension://${id}/${CHECK_IN_PAGE}`);

  async function extensionPage(path: string): Promise<Page> {
    const page = await browser.newPage();
    await page.goto(`chrome-extension://${id}/${path}`);
    return page;
  }

  return {
    browser,
    id,
    profile,
    extensionPage,
    async open(url: string): Promise<Page> {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    /** A page of its own, without the extension: private windows do not have it. */
    async openElsewhere(url: string): Promise<Page> {
      const context = await browser.createBrowserContext();
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    /** The check-in that opened by itself. */
    async checkIn(timeoutMs: number): Promise<Page> {
      const target = await browser.waitForTarget(isCheckIn, { timeout: timeoutMs });
      return target.asPage();
    },
    checkInTargets(): readonly Target[] {
      return browser.targets().filter(isCheckIn);
    },
    async killWorker(): Promise<void> {
      const target = await browser.waitForTarget(isWorker, { timeout: 10_000 });
      // The driver says goodbye to a worker that may be gone by then.
      await (await target.worker())?.close().catch(() => {});
    },
    isWorker,
    /** Power cut: nothing of the browser gets a chance to tidy up. */
    async killBrowser(): Promise<void> {
      const gone = new Promise((resolve) => browser.process()!.once("exit", resolve));
      browser.process()!.kill("SIGKILL");
      await gone;
    },
    async stop(): Promise<void> {
      await browser.close().catch(() => {});
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Asks the background as a page of the extension does. By text: Firefox's driver drops what stands twice in an answer. */
export async function ask<K extends PageRequestKind>(page: Page, kind: K, question: Ask<K>): Promise<Answer<K>> {
  const text = await page.evaluate(
    async (message) =>
      JSON.stringify(await (globalThis as unknown as { chrome: typeof chrome }).chrome.runtime.sendMessage(message)),
    { v: 1, kind, ask: question },
  );
  return JSON.parse(text) as Answer<K>;
}
