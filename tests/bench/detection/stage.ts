import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Practice, REHEARSAL, startPractice } from "../../../demo/practice.ts";
import { acceptInvite } from "../../e2e/harness/pages.ts";
import { type Site, startSite } from "../../e2e/site/start-site.ts";
import { type Driven, startDrivenChromium, startDrivenFirefox } from "./driven-browser.ts";

export type BrowserName = "chromium" | "firefox";
export const BROWSERS: readonly BrowserName[] = ["chromium", "firefox"];
const TITLES: Readonly<Record<BrowserName, string>> = { chromium: "Chromium", firefox: "Firefox" };

/** A browser whose client is paired, a site that is enrolled by one of its two names, and a practice. */
export interface Stage extends Driven {
  readonly browserName: BrowserName;
  readonly title: string;
  readonly site: Site;
  readonly practice: Practice;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Seconds, over those of a rehearsal. */
  readonly rehearsal?: Readonly<Record<string, number>>;
  /** Chromium: the icon stands in the toolbar, as a client may pin it. Firefox puts it there at install. */
  readonly pinned?: boolean;
}

const SETUP_PAGE = "src/ui/setup/index.html";

export async function openStage(browserName: BrowserName, options: StageOptions = {}): Promise<Stage> {
  const site = await startSite();
  const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
  const practice = await startPractice({ folder, videoHosts: [new URL(site.origin).host] });
  const driven = await (browserName === "firefox"
    ? startDrivenFirefox()
    : startDrivenChromium(options.pinned ?? false));
  async function close(): Promise<void> {
    await driven.stop();
    await Promise.all([site.close(), practice.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
  try {
    await driven.openOurs(SETUP_PAGE);
    const settings = { takeBackSeconds: 2, rehearsal: { ...REHEARSAL, ...options.rehearsal } };
    await acceptInvite(driven.ours(), await practice.invite({ settings }));
  } catch (error) {
    await close();
    throw error;
  }
  return { ...driven, browserName, title: TITLES[browserName], site, practice, close };
}

/** Opens, measures and closes, whatever happens in between. */
export async function onStage<T>(
  browserName: BrowserName,
  options: StageOptions,
  measure: (stage: Stage) => Promise<T>,
): Promise<T> {
  const stage = await openStage(browserName, options);
  try {
    return await measure(stage);
  } finally {
    await stage.close();
  }
}
