import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import { writePracticeExport } from "../../../src/protocol/practice-export.ts";
import { pilot, pilotCheckIn } from "../../core/practice/pilots.ts";
import { readCsv } from "../../protocol/exported.ts";
import { type GivenFile, give, textFile } from "../harness/give-files.ts";
import { click, waitForText } from "../harness/pages.ts";
import type { SavedFile } from "../harness/saved-files.ts";

const PICKER = 'input[type="file"][accept*=".json"]';

/** Three therapists with eight clients each, of whom one meets on a service of its own. */
export function practiceFiles(): readonly GivenFile[] {
  const parts = pilot([8, 8, 8], (n) => ({
    platform: n === 0 ? "doxy-me" : "zoom-web",
    held: 4,
    checkIns: ["2026-W31", "2026-W32"].map((week) => pilotCheckIn({ week, tense: n < 2 })),
  }));
  return parts.map((part) => textFile(`${part.therapist}.json`, writePracticeExport(part)));
}

/** What is no practice file, or was changed on the way, is named and left out; the others count. */
export async function bringPracticeFiles(page: Page): Promise<void> {
  const [first, second, third] = practiceFiles();
  const text = Buffer.from(first!.base64, "base64").toString();
  await give(page, PICKER, [first!, second!, textFile("holiday.json", "{}"), textFile("cut.json", text.slice(0, -9))]);
  await waitForText(page, "Therapists with check-ins: 2");
  await waitForText(page, "These files were not taken.");
  expect(await textOf(page)).toContain("holiday.json");
  expect(await textOf(page)).not.toContain("Show pooled figures");
  await give(page, PICKER, [third!, first!]);
  await waitForText(page, "brought already");
  await waitForText(page, "Therapists with check-ins: 3");
}

/** Three therapists' files become one report, and what is shown and saved of it has no cell of few. */
export async function playPracticeReport(page: Page, savedFile: SavedFile): Promise<void> {
  await waitForText(page, "Figures are shown from at least 3 therapists on");
  await bringPracticeFiles(page);
  await click(page, "button", "Show pooled figures");
  await waitForText(page, "Pilot report");
  await waitForText(page, "48 of 96 (50%)");
  const platforms = await page.$$eval("section:has(#practice-platforms) tbody tr", (rows) =>
    rows.map((row) => row.textContent),
  );
  expect(platforms).toHaveLength(2);
  for (const row of platforms) expect(row).not.toMatch(/\d/);
  await click(page, "button", "Save figures and dictionary");
  const rows = readCsv((await savedFile(`pooled-${new Date().toISOString().slice(0, 10)}.csv`)).slice(1));
  expect(rows).toContainEqual(["total", "", "check_ins", "48", "", "no"]);
  expect(rows).toContainEqual(["platform", "doxy-me", "check_ins", "", "", "yes"]);
  expect(rows).toContainEqual(["platform", "zoom-web", "check_ins", "", "", "yes"]);
  expect(await savedFile("pooled-dictionary.csv")).toContain("answered_of_held");
  await click(page, "button", "Start over");
  await waitForText(page, "Figures are shown from at least 3 therapists on");
}

function textOf(page: Page): Promise<string> {
  return page.evaluate(() => document.body.innerText);
}
