import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterEach, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { makeTherapistKey, writeKeyFile } from "../../../src/adapters/sealing/therapist-key.ts";
import { ask } from "../harness/chromium.ts";
import { SETUP_PAGE } from "../harness/client.ts";
import { chooseFile, click, PATIENCE_MS, waitForText } from "../harness/pages.ts";

const THERAPIST_PAGE = "src/ui/therapist/index.html";
const INVITE_PLACEHOLDER = "https://aftersession.example/join#A1.…";

export interface ManagedBrowser {
  extensionPage(path: string): Promise<Page>;
  stop(): Promise<void>;
}
/** Starts a browser with one of the files of docs/practice as its policy; `changes` are its placeholders. */
export type StartManaged = (
  role: "client" | "therapist",
  changes: Readonly<Record<string, string>>,
) => Promise<ManagedBrowser>;

/** A computer that a practice manages, with the policy files that docs/practice gives away. */
export function playManaged(start: StartManaged): void {
  let undo: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const step of undo.toReversed()) await step();
    undo = [];
  });

  async function manage(role: "client" | "therapist", changes: Readonly<Record<string, string>> = {}) {
    const browser = await start(role, changes);
    undo.push(() => browser.stop());
    return browser;
  }

  async function openPractice(): Promise<Practice> {
    const folder = mkdtempSync(join(tmpdir(), "aftersession-mailbox-"));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const practice = await startPractice({ folder, videoHosts: ["localhost:8123"] });
    undo.push(() => practice.close());
    return practice;
  }

  test("a client's invite stands there, locked, and nothing is agreed to before the client says so", async () => {
    const practice = await openPractice();
    const browser = await manage("client", { [INVITE_PLACEHOLDER]: await practice.invite() });
    const setup = await browser.extensionPage(SETUP_PAGE);
    await waitForText(setup, "Show me the invite");
    expect(await setup.$eval("textarea", (field) => [field.readOnly, field.value.includes("A1.")])).toEqual([
      true,
      true,
    ]);
    expect(await ask(setup, "readSetup", null)).toBeNull();
    await click(setup, "button", "Show me the invite");
    await click(setup, "radio", "Yes, open it");
    await click(setup, "button", "Agree and allow");
    await waitForText(setup, "You are all set");
    expect(await ask(setup, "readSetup", null)).not.toBeNull();
  });

  test("an invite that cannot be used is said to be so, and the client can bring another", async () => {
    const browser = await manage("client", { [INVITE_PLACEHOLDER]: "A1.not.one" });
    const setup = await browser.extensionPage(SETUP_PAGE);
    await setup.waitForSelector("textarea:not([readonly])", { timeout: PATIENCE_MS });
    expect(await setup.$eval('[role="alert"]', (alert) => alert.textContent)).not.toBe("");
  });

  test("a therapist's page holds the practice's key and crisis line, locked", async () => {
    const browser = await manage("therapist");
    const page = await browser.extensionPage(THERAPIST_PAGE);
    await takeKey(page);
    await click(page, "button", "Key");
    await waitForText(page, "New invites can be read by Harbour Practice too.");
    expect(await page.evaluate(() => document.body.innerText.includes("age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s"))).toBe(
      true,
    );
  });

  test("what a therapist's policy says in vain is named, and the rest holds", async () => {
    const browser = await manage("therapist", { "https://box.example": "http://box.example" });
    const page = await browser.extensionPage(THERAPIST_PAGE);
    await takeKey(page);
    await waitForText(page, "was left out: endpointAddress");
    await click(page, "button", "Key");
    await waitForText(page, "New invites can be read by Harbour Practice too.");
  });

  /** A key that was made elsewhere, whose file is its backup. */
  async function takeKey(page: Page): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), "aftersession-key-"));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const file = join(folder, "key.txt");
    writeFileSync(file, writeKeyFile(await makeTherapistKey("Dr. Rivera"), Date.now()));
    await chooseFile(page, ".txt", file);
    await page.waitForSelector("nav", { timeout: PATIENCE_MS });
  }
}
