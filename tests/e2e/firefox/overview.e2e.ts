import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startPractice } from "../../../demo/practice.ts";
import { lookAgain, playOverview } from "../cases/overview.ts";
import { startFirefox } from "../harness/firefox.ts";

const THERAPIST_PAGE = "src/ui/therapist/index.html";

test("before the next session the therapist guesses, reads what to ask and why, notes and marks it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-overview-"));
  const practice = await startPractice({ folder, videoHosts: ["localhost:8123"] });
  const firefox = await startFirefox();
  onTestFinished(async () => {
    await firefox.stop();
    await practice.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const page = await firefox.extensionPage(THERAPIST_PAGE);
  await playOverview(page, practice);
  await page.close();
  await lookAgain(await firefox.extensionPage(THERAPIST_PAGE));
  expect(firefox.ownErrors()).toEqual([]);
});
