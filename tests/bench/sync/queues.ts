import type { Page } from "puppeteer-core";
import { type Chromium, type ChromiumOptions, startChromium } from "../../e2e/harness/chromium.ts";
import {
  bringTools,
  countWaiting,
  fillOutbox,
  isEmpty,
  type Place,
  pairWith,
  sendNow,
  submitOne,
} from "./client-outbox.ts";
import {
  buildWorkboxExtension,
  countWorkbox,
  fillWorkbox,
  isWorkboxEmpty,
  replayWorkbox,
  WORKBOX_PAGE,
} from "./workbox-queue.ts";

export const SETUP_PAGE = "src/ui/setup/index.html";

/** A queue in a browser, and how it is filled, started and watched. */
export interface QueueKind {
  readonly extension?: string;
  /** Where it is asked from. */
  readonly page: string;
  readonly prepare: (browser: Pick<Chromium, "extensionPage">, place: Place) => Promise<void>;
  readonly fill: (page: Page, place: Place, count: number) => Promise<readonly string[]>;
  /** Begins to send, and need not wait for the end; after a restart both begin by themselves. */
  readonly start: (page: Page) => Promise<void>;
  readonly left: (page: Page) => Promise<number>;
  /** As `left`, but spares the browser the counting. */
  readonly isEmpty: (page: Page) => Promise<boolean>;
}

export const OURS: QueueKind = {
  // Small, and listens to nothing: a setup page that stands open would list all that waits.
  page: "manifest.json",
  async prepare(browser, place) {
    const setup = await browser.extensionPage(SETUP_PAGE);
    await pairWith(setup, place);
    await submitOne(setup);
    await setup.close();
  },
  fill: (page, _, count) => fillOutbox(page, count),
  start: sendNow,
  left: countWaiting,
  isEmpty,
};

export async function workboxIn(folder: string): Promise<QueueKind> {
  return {
    extension: await buildWorkboxExtension(folder),
    page: WORKBOX_PAGE,
    prepare: async () => {},
    fill: fillWorkbox,
    start: async (page) => {
      // Its end comes with the browser's.
      void replayWorkbox(page).catch(() => {});
    },
    left: countWorkbox,
    isEmpty: isWorkboxEmpty,
  };
}

export function startFor({ extension }: QueueKind, options: ChromiumOptions = {}): Promise<Chromium> {
  return startChromium(extension === undefined ? options : { ...options, extension });
}

export async function openPage(browser: Pick<Chromium, "extensionPage">, { page: path }: QueueKind): Promise<Page> {
  const page = await browser.extensionPage(path);
  await bringTools(page);
  return page;
}
