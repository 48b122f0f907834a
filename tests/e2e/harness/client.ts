import { readdirSync, readFileSync } from "node:fs";
import type { Page } from "puppeteer-core";
import type { BrowserName } from "../../../scripts/browsers.ts";

export const CHECK_IN_PAGE = "src/ui/checkin/index.html";
export const SETUP_PAGE = "src/ui/setup/index.html";

/** The client's browser, and everything that may happen to it, whichever it is. */
export interface Client {
  readonly name: BrowserName;
  readonly profile: string;
  /** Of the browser itself. */
  readonly processId: number;
  open(url: string): Promise<Page>;
  /** A window that a page opened by script. */
  openedBy(page: Page, open: () => Promise<unknown>): Promise<Page>;
  extensionPage(path: string): Promise<Page>;
  /** The background stops where it is, as when it was idle for too long. */
  killBackground(): Promise<void>;
  /** The process of this page dies. */
  crash(page: Page): Promise<void>;
  setOnline(on: boolean): Promise<void>;
  /** A newer version is put in the place of the running one. Pages of ours go with the old one. */
  update(): Promise<void>;
  /** The client takes back that the extension may look at sites on this machine. */
  withdrawSite(ours: Page): Promise<void>;
  /** And gives it again. */
  grantSite(): Promise<void>;
  /** Closed as a person does; the profile stays. */
  quit(): Promise<void>;
  /** Power cut: nothing of the browser gets a chance to tidy up. */
  killBrowser(): Promise<void>;
  /** The same profile again, after the browser was killed. */
  restart(): Promise<Client>;
  stop(): Promise<void>;
}

/** A process with all that it has started, and they in turn. */
export function processTree(root: number): readonly number[] {
  const parents = new Map<number, number>();
  for (const entry of readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    const parent = parentOf(Number(entry));
    if (parent !== null) parents.set(Number(entry), parent);
  }
  const tree = [root];
  for (let at = 0; at < tree.length; at += 1)
    for (const [child, parent] of parents) if (parent === tree[at]) tree.push(child);
  return tree;
}

function parentOf(id: number): number | null {
  try {
    // The name of the program stands in brackets and may hold anything.
    const [, parent] = readFileSync(`/proc/${id}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return Number(parent);
  } catch {
    // It ended while we looked.
    return null;
  }
}
