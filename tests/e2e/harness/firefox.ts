import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Page } from "puppeteer-core";
import manifest from "../../../manifest.json" with { type: "json" };
import { needBrowser } from "../../../scripts/browsers.ts";
import { ROOT } from "../../../scripts/run-command.ts";
import { CHECK_IN_PAGE } from "./client.ts";
import { createChromeScope } from "./firefox-chrome.ts";
import type { ChosenAnswers } from "./pages.ts";

export { CHECK_IN_PAGE } from "./client.ts";

/** Fixed, so that the addresses of our pages are known: Firefox draws one per installation. */
export const UUID = "11111111-2222-4333-8444-555555555555";
export const GECKO_ID = manifest.browser_specific_settings.gecko.id;
/** Hooks run in the page's world, where Firefox gives their file no name. */
const OUR_ERROR = /^JavaScript error: (?:moz-extension:|<anonymous code>).*/gm;

export interface FirefoxOptions {
  /** The event page is stopped after this much idleness. */
  readonly idleMs?: number;
  readonly profile?: string;
  /** Another than the one that is installed. */
  readonly executable?: string;
  readonly extension?: string;
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** A real Firefox with the built extension on a fresh profile. */
export async function startFirefox({ idleMs = 30_000, preferences = {}, ...options }: FirefoxOptions = {}) {
  const profile = options.profile ?? mkdtempSync(join(tmpdir(), "aftersession-firefox-"));
  // The driver would put back its copies of these when a run has ended, which the next one may have begun to read.
  for (const file of ["user.js", "prefs.js"]) rmSync(join(profile, file), { force: true });
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: options.executable ?? needBrowser("firefox"),
    headless: true,
    userDataDir: profile,
    args: ["--remote-allow-system-access"],
    extraPrefsFirefox: {
      "media.navigator.streams.fake": true,
      "media.navigator.permission.disabled": true,
      "media.peerconnection.ice.obfuscate_host_addresses": false,
      "media.peerconnection.ice.loopback": true,
      "media.autoplay.default": 0,
      "extensions.webextensions.uuids": JSON.stringify({ [GECKO_ID]: UUID }),
      "extensions.webextOptionalPermissionPrompts": false,
      "extensions.background.idle.timeout": idleMs,
      // A test extension is installed anew in each run; what it has stored stays.
      "extensions.webextensions.keepStorageOnUninstall": true,
      "extensions.webextensions.keepUuidOnUninstall": true,
      ...preferences,
    },
  });
  let printed = "";
  browser.process()?.stderr?.on("data", (text: Buffer) => {
    printed += text.toString();
  });
  await browser.installExtension(options.extension ?? join(ROOT, "dist/firefox-demo"));

  return {
    browser,
    profile,
    /** The browser's own side, where a test does what no page may. */
    chrome: createChromeScope(browser),
    async open(url: string): Promise<Page> {
      const page = await browser.newPage();
      await page.goto(url);
      return page;
    },
    /** `goto` to a page of an extension never resolves here, but the page does load in that tab. */
    async extensionPage(path: string, uuid = UUID): Promise<Page> {
      const page = await browser.newPage();
      void page.goto(`moz-extension://${uuid}/${path}`, { timeout: 3_000 }).catch(() => {});
      await untilReady(page, path);
      return page;
    },
    /** What the browser's console says of our scripts: nothing, if all is well. */
    ownErrors: (): readonly string[] => printed.match(OUR_ERROR) ?? [],
    async stop(): Promise<void> {
      await browser.close().catch(() => {});
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
export type Firefox = Awaited<ReturnType<typeof startFirefox>>;

/** Asks the page itself until it stands: the driver is not told when it has loaded. */
async function untilReady(page: Page, path: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    const ready = await page
      .evaluate((wanted) => location.pathname.endsWith(wanted) && document.readyState === "complete", path)
      .catch(() => false);
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`${path} did not load`);
}

interface Extension {
  readonly extension: { getViews(filter?: { type: "popup" }): readonly Window[] };
  readonly runtime: { getContexts(filter: { contextTypes: readonly string[] }): Promise<readonly unknown[]> };
}

/** Whether the event page runs. Looking does not wake it. */
export function isBackgroundRunning(ours: Page): Promise<boolean> {
  return ours.evaluate(async () => {
    const { browser } = globalThis as unknown as { readonly browser: Extension };
    return (await browser.runtime.getContexts({ contextTypes: ["BACKGROUND"] })).length > 0;
  });
}

/** The driver cannot reach a window that the extension opened; any page of ours can look into it. */
export interface OpenedCheckIn {
  readonly where: "popup" | "tab";
  readonly text: string;
}

export function openedCheckIns(ours: Page): Promise<readonly OpenedCheckIn[]> {
  return ours.evaluate((path) => {
    const { extension } = (globalThis as unknown as { readonly browser: Extension }).browser;
    const popups = extension.getViews({ type: "popup" });
    return extension
      .getViews()
      .filter((view) => view.location.pathname.endsWith(path))
      .map((view) => ({
        where: popups.includes(view) ? ("popup" as const) : ("tab" as const),
        text: view.document.body.innerText,
      }));
  }, CHECK_IN_PAGE);
}

/** Answers in the toolbar popup, by its own controls, and sends. */
export function answerInPopup(ours: Page, { bond, goals, tasks }: ChosenAnswers): Promise<void> {
  return ours.evaluate(
    (answers) => {
      const { extension } = (globalThis as unknown as { readonly browser: Extension }).browser;
      const [popup] = extension.getViews({ type: "popup" });
      const click = (element: HTMLElement | null | undefined): void => {
        if (!element) throw new Error("The popup has no such control.");
        element.click();
      };
      for (const [item, value] of Object.entries(answers))
        click(popup?.document.querySelector<HTMLElement>(`input[name="${item}"][value="${value}"]`));
      click([...(popup?.document.querySelectorAll("button") ?? [])].find(({ innerText }) => innerText === "Send"));
    },
    { B1: bond, G1: goals, T1: tasks },
  );
}
