import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { startPractice } from "../../../demo/practice.ts";
import { playExport } from "../cases/export.ts";
import { playPracticeReport } from "../cases/practice.ts";
import { type Firefox, startFirefox } from "../harness/firefox.ts";
import { savedFilesIn } from "../harness/saved-files.ts";

let firefox: Firefox;
const folder = mkdtempSync(join(tmpdir(), "aftersession-practice-"));

beforeAll(async () => {
  const preferences = { "browser.download.folderList": 2, "browser.download.dir": folder };
  firefox = await startFirefox({ preferences });
});
afterEach(() => expect(firefox.ownErrors()).toEqual([]));
afterAll(async () => {
  await firefox?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test("three therapists' files become one report, and what is saved of it has no cell of few", async () => {
  await playPracticeReport(await firefox.extensionPage("src/ui/practice/index.html"), savedFilesIn(folder));
});

test("answers are saved as each kind of file, and deleted with everything of their client", async () => {
  const practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  await playExport(await firefox.extensionPage("src/ui/therapist/index.html"), practice, savedFilesIn(folder));
  await practice.close();
});
