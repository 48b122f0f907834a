import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, test } from "vitest";
import { startPractice } from "../../../demo/practice.ts";
import { playExport } from "../cases/export.ts";
import { playPracticeReport } from "../cases/practice.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { savedFilesIn } from "../harness/saved-files.ts";

let chromium: Chromium;
const folder = mkdtempSync(join(tmpdir(), "aftersession-practice-"));

beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function open(path: string): Promise<Page> {
  const page = await chromium.extensionPage(path);
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  return page;
}

test("three therapists' files become one report, and what is saved of it has no cell of few", async () => {
  await playPracticeReport(await open("src/ui/practice/index.html"), savedFilesIn(folder));
});

test("answers are saved as each kind of file, and deleted with everything of their client", async () => {
  const practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  await playExport(await open("src/ui/therapist/index.html"), practice, savedFilesIn(folder));
  await practice.close();
});
