import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { unlockKeyFile } from "../../../src/adapters/sealing/locked-key.ts";
import { readKeyFile } from "../../../src/adapters/sealing/therapist-key.ts";
import { modulesOf, readQrCode } from "../../ui/therapist/read-qr-code.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { chooseFile, click, fill, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";

let chromium: Chromium;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), "aftersession-copies-"));

beforeEach(async () => {
  chromium = await startChromium();
  page = await chromium.extensionPage("src/ui/therapist/index.html");
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  await fill(page, "Your name, as your clients know you", "Dr. Müller");
  await click(page, "button", "Make my key");
  await waitForText(page, "Save your key, then test it");
});
afterEach(async () => {
  await chromium?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What Chromium writes of a printed page: one object for each. */
function countPages(pdf: Uint8Array): number {
  return (
    Buffer.from(pdf)
      .toString("latin1")
      .match(/\/Type\s*\/Page\b/g)?.length ?? 0
  );
}

test("a key sheet is one page, alone; typed in small letters it proves the backup; its code holds the whole key", async () => {
  await click(page, "button", "Show the sheet");
  await waitForText(page, "Opens answers");
  for (const format of ["A4", "Letter"] as const) expect(countPages(await page.pdf({ format }))).toBe(1);
  await page.emulateMediaType("print");
  const onPaper = await page.evaluate(() => document.body.innerText);
  await page.emulateMediaType();
  expect(onPaper).toContain("Aftersession key of Dr. Müller");
  expect(onPaper).not.toMatch(/Save your key, then test it|Print this sheet|Language/);

  const path = await page.$eval("article svg path", (drawn) => drawn.getAttribute("d") ?? "");
  const side = await page.$eval("article svg rect", (ground) => Number(ground.getAttribute("width")));
  const { text } = readQrCode(side - 8, modulesOf(path));
  expect(await readKeyFile(text)).toMatchObject({ kind: "ok", key: { name: "Dr. Müller" } });

  const lines = await page.$$eval("article p[dir=ltr]", (drawn) => drawn.map((line) => line.textContent ?? ""));
  expect(lines).toHaveLength(2);
  await page.$eval("summary", (summary) => (summary as HTMLElement).click());
  await fill(page, "The lines of the sheet", lines.join("\n\n").toLowerCase().replaceAll(" ", "  \n"));
  await click(page, "button", "Use this key");
  await waitForText(page, "Where answers go");
});

test("a file behind a passphrase asks for it, refuses another, and proves the backup", async () => {
  await click(page, "button", "Choose a passphrase");
  const field = await page.waitForSelector(`::-p-aria([name="Passphrase"][role="textbox"])`, { timeout: PATIENCE_MS });
  const passphrase = await field!.evaluate((input) => (input as HTMLInputElement).value);
  await fill(page, "The passphrase again", passphrase);
  await click(page, "button", "Save locked file");
  const file = join(folder, "aftersession-key.age");
  await until(async () => existsSync(file), "the locked file");
  const unlocked = await unlockKeyFile(readFileSync(file, "utf8"), passphrase);
  expect(unlocked).toMatchObject({ kind: "unlocked" });
  // One field of that name is enough for a driver.
  await click(page, "button", "Cancel");

  await chooseFile(page, ".age", file);
  await waitForText(page, "This file asks for its passphrase");
  await fill(page, "Passphrase", "another passphrase altogether");
  await click(page, "button", "Unlock");
  await waitForText(page, "does not open the file");
  await fill(page, "Passphrase", passphrase);
  await click(page, "button", "Unlock");
  await waitForText(page, "Where answers go");
});
