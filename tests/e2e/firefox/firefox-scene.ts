import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import {
  type Firefox,
  type FirefoxOptions,
  isBackgroundRunning,
  type OpenedCheckIn,
  openedCheckIns,
  startFirefox,
} from "../harness/firefox.ts";
import { acceptInvite, waitForState } from "../harness/pages.ts";
import { type Call, until } from "../harness/scene.ts";
import { type Site, startSite } from "../site/start-site.ts";
import { startTherapist } from "../site/therapist-peer.ts";

/** Where the event page is stopped, only an alarm is left to wake it, and no alarm comes sooner than in 30 s. */
export const ALARM_PATIENCE_MS = 60_000;

export interface FirefoxScene {
  readonly site: Site;
  readonly practice: Practice;
  readonly firefox: Firefox;
  /** The setup page, paired; the test asks and looks through it. */
  readonly setup: Page;
  close(): Promise<void>;
}

/** A site, a practice with its mailbox, and a Firefox whose client has accepted the invite by its own buttons. */
export async function openFirefoxScene(options: FirefoxOptions = {}): Promise<FirefoxScene> {
  const site = await startSite();
  const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
  const practice = await startPractice({ folder, videoHosts: [new URL(site.origin).host] });
  const firefox = await startFirefox(options);
  const setup = await firefox.extensionPage("src/ui/setup/index.html");
  await acceptInvite(setup, await practice.invite());
  return {
    site,
    practice,
    firefox,
    setup,
    async close() {
      await firefox.stop();
      await Promise.all([site.close(), practice.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The client joins a scripted therapist on a page of nothing but the browser's own means. */
export async function startCall({ site, firefox }: FirefoxScene, room: string, query = ""): Promise<Call> {
  const therapist = await startTherapist(site.origin, room);
  const page = await firefox.open(`${site.origin}/pages/call/${room}${query}`);
  await page.bringToFront();
  await waitForState(page, "lobby");
  await page.click("#join");
  await Promise.all([therapist.inCall(), waitForState(page, "inCall")]);
  return { page, therapist };
}

/** The check-in that opened by itself, once it says this. */
export async function expectOpened({ setup }: FirefoxScene, text: string, limitMs?: number): Promise<OpenedCheckIn> {
  let found: OpenedCheckIn | undefined;
  await until(
    async () => {
      found = (await openedCheckIns(setup)).find((one) => one.text.includes(text));
      return found !== undefined;
    },
    `a check-in that says "${text}"`,
    limitMs,
  );
  return found!;
}

export async function untilStopped({ setup }: FirefoxScene): Promise<void> {
  await until(async () => !(await isBackgroundRunning(setup)), "the event page stopped");
}

export async function untilDelivered({ practice }: FirefoxScene, count: number): Promise<void> {
  await until(async () => (await practice.files()).length >= count, "the answers in the mailbox", ALARM_PATIENCE_MS);
}
