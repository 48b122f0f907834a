import type { Page } from "puppeteer-core";
import { expect } from "vitest";
import type { Practice } from "../../../demo/practice.ts";
import { readPracticeExport } from "../../../src/protocol/practice-export.ts";
import { readCsv } from "../../protocol/exported.ts";
import { click, waitForText } from "../harness/pages.ts";
import type { SavedFile } from "../harness/saved-files.ts";
import { bringSessions } from "./overview.ts";

const WORDS = "It went too fast for me";

/** Seven answers of one client as each kind of file, without words until they are asked for; then all of it is deleted. */
export async function playExport(page: Page, practice: Practice, savedFile: SavedFile): Promise<void> {
  const day = new Date().toISOString().slice(0, 10);
  await bringSessions(page, practice);
  await click(page, "button", "Export");
  await waitForText(page, "Responses: 7");
  await choose(page, "redcap");
  await click(page, "button", "Save both files");
  expect(readCsv(await savedFile("redcap-dictionary.csv")).length).toBeGreaterThan(3);

  await click(page, "checkbox", "With what clients wrote in their own words");
  await choose(page, "csv");
  await click(page, "button", "Save file");
  const [head = [], ...rows] = readCsv((await savedFile(`aftersession-${day}.csv`)).slice(1));
  expect(rows.map((row) => row[head.indexOf("afs-core|1:B1")]).toSorted()).toEqual(["5", ...Array(6).fill("9")]);
  await choose(page, "fhir");
  await click(page, "button", "Save file");
  const bundle = JSON.parse(await savedFile("fhir-bundle.json")) as { readonly entry: readonly unknown[] };
  expect(JSON.stringify(bundle)).toContain(WORDS);
  await choose(page, "json");
  await click(page, "button", "Save file");
  expect((await savedFile(".jsonl")).trim().split("\n")).toHaveLength(7);
  await click(page, "button", "Save practice file");
  const part = await savedFile(`practice-${day}.json`);
  expect(readPracticeExport(part)).toMatchObject({ kind: "read", part: { clients: [{ held: null }] } });
  expect(part).not.toContain(WORDS);

  await page.select('[aria-labelledby="delete-client"] select', practice.client);
  await click(page, "button", "See what would be deleted");
  await waitForText(page, "Sealed responses: 7");
  await click(page, "button", "Delete for good");
  await waitForText(page, "Deleted. Sealed responses: 7");
}

async function choose(page: Page, format: string): Promise<void> {
  await page.$eval(`input[name="format"][value="${format}"]`, (radio) => (radio as HTMLInputElement).click());
}
