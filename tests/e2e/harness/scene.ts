import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type Practice, type PracticeOptions, REHEARSAL, startPractice } from "../../../demo/practice.ts";
import type { InviteFacts } from "../../../src/adapters/sealing/invite.ts";
import { type Site, startSite } from "../site/start-site.ts";
import type { ScriptedTherapist } from "../site/therapist-peer.ts";
import { type Chromium, startChromium } from "./chromium.ts";
import { acceptInvite, click, PATIENCE_MS, waitForText } from "./pages.ts";

export interface Scene {
  readonly site: Site;
  readonly practice: Practice;
  readonly chromium: Chromium;
  /** The setup page, paired; stands for "a page of ours" when the test asks the background something. */
  readonly setup: Page;
  close(): Promise<void>;
}

/** A site, a practice with its mailbox, and a Chromium whose client has accepted the invite by its own buttons. */
export async function openScene(
  options: Partial<PracticeOptions> & { readonly profile?: string; readonly invite?: Partial<InviteFacts> } = {},
): Promise<Scene> {
  const site = await startSite();
  const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
  const practice = await startPractice({ folder, videoHosts: [new URL(site.origin).host], ...options });
  const chromium = await startChromium();
  const setup = await chromium.extensionPage("src/ui/setup/index.html");
  await acceptInvite(setup, await practice.invite(options.invite));
  return {
    site,
    practice,
    chromium,
    setup,
    async close() {
      await chromium.stop();
      await Promise.all([site.close(), practice.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Call {
  readonly page: Page;
  readonly therapist: ScriptedTherapist;
}

/** Long enough to count as a session in a rehearsal. */
export function talk(ms = (REHEARSAL.minimumLive! + 1.5) * 1_000): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Answers the check-in with "Skip this time" and waits until it is gone, so that the next test begins clean. */
export async function skip(checkIn: Page): Promise<void> {
  await click(checkIn, "button", "Skip this time");
  await waitForText(checkIn, "Skipped");
  await checkIn.close().catch(() => {});
}

export async function until(isThere: () => Promise<boolean>, what: string, limitMs = PATIENCE_MS): Promise<void> {
  const deadline = Date.now() + limitMs;
  while (!(await isThere())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${limitMs / 1_000} s`);
    await pause(100);
  }
}
