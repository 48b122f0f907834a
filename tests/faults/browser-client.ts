import type { Page } from "puppeteer-core";
import type { BrowserName } from "../../scripts/browsers.ts";
import type { Answer, Ask, PageRequestKind } from "../../src/protocol/page-requests.ts";
import { ask as askPage } from "../e2e/harness/chromium.ts";
import { type Client, SETUP_PAGE } from "../e2e/harness/client.ts";
import { acceptInvite } from "../e2e/harness/pages.ts";
import { startClient } from "../e2e/harness/start-client.ts";
import type { Row } from "./oracle.ts";

/** A background that was stopped never answers what it was asked. */
const ANSWER_MS = 8_000;

/** The client's browser, started again whenever somebody needs it. */
export interface BrowserClient {
  readonly name: BrowserName;
  /** As the setup page asks; rejects when nobody answers. */
  ask<K extends PageRequestKind>(kind: K, question: Ask<K>): Promise<Answer<K>>;
  /** A second window of ours asks. */
  askElsewhere<K extends PageRequestKind>(kind: K, question: Ask<K>): Promise<Answer<K>>;
  /** Of these clients alone: after some hundred runs there are thousands. */
  rows(clients: readonly string[]): Promise<readonly (Row & { readonly nextAt: number })[]>;
  clearAlarms(): Promise<void>;
  kill(): Promise<void>;
  stopBackground(): Promise<void>;
  update(): Promise<void>;
  setOnline(on: boolean): Promise<void>;
  withdrawSite(): Promise<void>;
  /** Leaving gives the permission back; whoever accepts an invite again gives it again. */
  giveSite(): Promise<void>;
  /** The browser runs, is online, and may reach the endpoint. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** A browser whose client has accepted this invite by its own buttons. */
export async function openBrowserClient(name: BrowserName, invite: string): Promise<BrowserClient> {
  let client: Client = await startClient(name);
  let page: Page = await client.extensionPage(SETUP_PAGE);
  let elsewhere: Page | null = null;
  let alive = true;
  let offline = false;
  let forbidden = false;
  await acceptInvite(page, invite);

  async function need(): Promise<Page> {
    if (!alive) {
      client = await client.restart();
      alive = true;
      [offline, elsewhere] = [false, null];
      // Both browsers write down late what was allowed, and forget it when they are killed seconds after: the outbox is held
      // with that reason, and whoever is asked allows it again.
      if (name === "firefox" || !forbidden) await client.grantSite();
      page = await client.extensionPage(SETUP_PAGE);
    }
    return page;
  }
  async function setOnline(on: boolean): Promise<void> {
    if (on !== offline) return;
    // Whoever is asked must be awake.
    if (!on) await withLimit(askPage(await need(), "readSetup", null)).catch(() => null);
    await client.setOnline(on).catch(() => {});
    offline = !on;
  }

  return {
    name,
    ask: async (kind, question) => withLimit(askPage(await need(), kind, question)),
    async askElsewhere(kind, question) {
      await need();
      elsewhere ??= await client.extensionPage(SETUP_PAGE);
      return withLimit(askPage(elsewhere, kind, question));
    },
    rows: async (clients) => withLimit((await need()).evaluate(readRows, clients)),
    async clearAlarms() {
      await (await need()).evaluate(() =>
        (globalThis as unknown as { readonly chrome: typeof chrome }).chrome.alarms.clearAll(),
      );
    },
    async kill() {
      if (!alive) return;
      alive = false;
      await client.killBrowser();
    },
    async stopBackground() {
      if (alive) await withLimit(client.killBackground()).catch(() => {});
    },
    async update() {
      await need();
      await client.update();
      elsewhere = null;
      page = await client.extensionPage(SETUP_PAGE);
    },
    setOnline,
    async withdrawSite() {
      forbidden = true;
      await client.withdrawSite(await need());
    },
    async giveSite() {
      await need();
      // What the manifest of a test build grants, Chromium does not take back.
      if (name === "firefox") await client.grantSite();
    },
    async mend() {
      await need();
      await setOnline(true);
      if (forbidden) await client.grantSite();
      forbidden = false;
    },
    close: () => client.stop(),
  };
}

export function withLimit<T>(work: Promise<T>, limitMs = ANSWER_MS): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("Nobody answered.")), limitMs);
  });
  return Promise.race([work, limit]).finally(() => clearTimeout(timer));
}

/** Runs in the page: the outbox as it lies on the disk. */
function readRows(clients: readonly string[]): Promise<readonly (Row & { readonly nextAt: number })[]> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open("aftersession");
    opening.addEventListener("error", () => reject(new Error("The database does not open.")));
    opening.addEventListener("success", () => {
      const reading = opening.result.transaction("outbox").objectStore("outbox").getAll();
      reading.addEventListener("error", () => reject(new Error("The outbox cannot be read.")));
      reading.addEventListener("success", () => {
        opening.result.close();
        const rows = reading.result as readonly (Row & { readonly nextAt: number })[];
        resolve(rows.filter(({ client }) => clients.includes(client)));
      });
    });
  });
}
