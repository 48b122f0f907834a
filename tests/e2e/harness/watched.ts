import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import type { BrowserName } from "../../../scripts/browsers.ts";
import { type Site, startSite } from "../site/start-site.ts";
import { SETUP_PAGE } from "./client.ts";
import { HASTE } from "./haste.ts";
import { acceptInvite } from "./pages.ts";
import { type RecordingProxy, startRecordingProxy } from "./recording-proxy.ts";
import { startWatchedChromium } from "./watched-chromium.ts";
import { startWatchedFirefox } from "./watched-firefox.ts";

export interface Visit {
  readonly url: string;
  readonly title: string | null;
}

/** A browser that can reach nobody but through the proxy, with another extension beside ours. */
export interface WatchedBrowser {
  /** Address of our pages, with its trailing slash. */
  readonly base: string;
  /** What names this installation. */
  readonly id: string;
  readonly profile: string;
  /** By what another extension calls ours. */
  readonly addressee: string;
  /** A page of the other extension, which may do all that an extension may ask for. */
  readonly neighbour: Page;
  /** What the browser asks of its maker by itself, and no switch ends. */
  readonly makersHosts: RegExp;
  open(url: string): Promise<Page>;
  extensionPage(path: string): Promise<Page>;
  /** Addresses that our background and our pages asked for, as the browser itself says. */
  ownRequests(): Promise<readonly string[]>;
  history(): Promise<readonly Visit[]>;
  /** As a person does: the browser writes down what it wants to keep. The profile stays. */
  quit(): Promise<void>;
  stop(): Promise<void>;
}

const START: Readonly<Record<BrowserName, (proxyPort: number) => Promise<WatchedBrowser>>> = {
  chromium: startWatchedChromium,
  firefox: startWatchedFirefox,
};

export interface Watched {
  readonly proxy: RecordingProxy;
  readonly site: Site;
  readonly practice: Practice;
  readonly browser: WatchedBrowser;
  /** The setup page, paired. */
  readonly setup: Page;
  close(): Promise<void>;
}

/** A site to meet on, a practice with its mailbox, and a watched browser whose client has accepted the invite. */
export async function openWatched(name: BrowserName): Promise<Watched> {
  const [proxy, site] = await Promise.all([startRecordingProxy(), startSite()]);
  const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
  const practice = await startPractice({ folder, videoHosts: [new URL(site.origin).host] });
  const browser = await START[name](proxy.port);
  const setup = await browser.extensionPage(SETUP_PAGE);
  await acceptInvite(setup, await practice.invite({ settings: { takeBackSeconds: 0, rehearsal: HASTE } }));
  return {
    proxy,
    site,
    practice,
    browser,
    setup,
    async close() {
      await browser.stop();
      await Promise.all([proxy.close(), site.close(), practice.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
