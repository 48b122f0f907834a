import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { readPracticeExport, writePracticeExport } from "../../../src/protocol/practice-export.ts";
import { pilot, pilotCheckIn } from "../../core/practice/pilots.ts";
import { readCsv } from "../../protocol/exported.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { inviteByHand } from "../harness/invite-by-hand.ts";
import { acceptInvite, answerCheckIn, click, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";

let chromium: Chromium;
let practice: Practice;
const folder = mkdtempSync(join(tmpdir(), "aftersession-export-"));

beforeAll(async () => {
  practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.stop();
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The file in the downloads whose name ends so, once it is whole. */
async function savedFile(ending: string): Promise<string> {
  const find = (): string | undefined => readdirSync(folder).find((name) => name.endsWith(ending));
  await until(async () => find() !== undefined, `a file ${ending}`);
  return readFileSync(join(folder, find()!), "utf8");
}

async function sendOneAnswer(invite: string): Promise<void> {
  const setup = await chromium.extensionPage("src/ui/setup/index.html");
  await acceptInvite(setup, invite);
  const checkIn = await chromium.extensionPage("src/ui/checkin/index.html");
  await click(checkIn, "button", "I just had a session");
  await answerCheckIn(checkIn, { bond: 9, goals: 4, tasks: 7, text: "=The letter to my brother" });
  await click(checkIn, "button", "Send");
  await waitForText(checkIn, "Saved");
  await until(async () => (await practice.files()).length === 1, "the sealed answers");
}

/** Names and keys of everything that the therapist page has kept. */
function keptIn(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open("aftersession-therapist");
      request.onsuccess = () => resolve(request.result);
    });
    const keysOf = (store: string): Promise<readonly IDBValidKey[]> =>
      new Promise((resolve) => {
        const request = database.transaction(store).objectStore(store).getAllKeys();
        request.onsuccess = () => resolve(request.result);
      });
    const kept = await Promise.all(["clients", "files"].map(keysOf));
    database.close();
    return kept.map((keys) => JSON.stringify(keys));
  });
}

test("a response is saved as files that hold it, and deleted with everything of its client", async () => {
  const page = await chromium.extensionPage("src/ui/therapist/index.html");
  await sendOneAnswer(await inviteByHand(page, practice, folder));
  await page.bringToFront();
  await click(page, "button", "Inbox");
  await click(page, "button", "Refresh");
  await click(page, "button", "Show without guessing: A. B.");
  await waitForText(page, "The letter to my brother");

  await click(page, "button", "Export");
  await click(page, "checkbox", "With what clients wrote in their own words");
  await click(page, "button", "Save file");
  const [head = [], row = []] = readCsv((await savedFile(".csv")).slice(1));
  expect(row[head.indexOf("afs-core|1:B1")]).toBe("9");
  expect(row[head.indexOf("afs-core|1:N1")]).toBe("'=The letter to my brother");
  await click(page, "button", "Save practice file");
  const reading = readPracticeExport(await savedFile("practice-" + new Date().toISOString().slice(0, 10) + ".json"));
  expect(reading).toMatchObject({ kind: "read", part: { clients: [{ held: null, checkIns: [{ dip: null }] }] } });

  const [clients, files] = await keptIn(page);
  expect([clients, files]).not.toContain("[]");
  await page.select(`::-p-aria([name="Client to delete"])`, JSON.parse(clients!)[0] as string);
  await click(page, "button", "See what would be deleted");
  await waitForText(page, "Sealed responses: 1");
  await click(page, "button", "Save everything first");
  expect(await savedFile(".jsonl")).toContain("The letter to my brother");
  await click(page, "button", "Delete for good");
  await waitForText(page, "Deleted. Sealed responses: 1");
  expect(await keptIn(page)).toEqual(["[]", "[]"]);

  // It still lies in the mailbox, and is not fetched again.
  await page.reload();
  await click(page, "button", "Inbox");
  await click(page, "button", "Refresh");
  await page.waitForFunction(() => !document.body.innerText.includes("Looking"), { timeout: PATIENCE_MS });
  expect(await practice.files()).toHaveLength(1);
  expect(await keptIn(page)).toEqual(["[]", "[]"]);
});

test("three therapists' files become one report, and what is saved of it has no cell of few", async () => {
  const parts = pilot([8, 8, 8], (n) => ({
    platform: n === 0 ? "doxy-me" : "zoom-web",
    held: 4,
    checkIns: ["2026-W31", "2026-W32"].map((week) => pilotCheckIn({ week, tense: n < 2 })),
  }));
  const files = parts.map((part) => {
    const file = join(folder, `brought-${part.therapist}.json`);
    writeFileSync(file, writePracticeExport(part));
    return file;
  });
  expect(files.every(existsSync)).toBe(true);
  const page = await chromium.extensionPage("src/ui/practice/index.html");
  const session = await page.createCDPSession();
  await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  const picker = await page.waitForSelector('input[type="file"][accept*=".json"]', { timeout: PATIENCE_MS });
  await (picker as ElementHandle<HTMLInputElement>).uploadFile(...files);
  await waitForText(page, "Therapists with check-ins: 3");
  await click(page, "button", "Show pooled figures");
  await waitForText(page, "Pilot report");
  await waitForText(page, "48 of 96 (50%)");
  await click(page, "button", "Save figures and dictionary");
  const rows = readCsv((await savedFile(`pooled-${new Date().toISOString().slice(0, 10)}.csv`)).slice(1));
  expect(rows).toContainEqual(["total", "", "check_ins", "48", "", "no"]);
  expect(rows).toContainEqual(["platform", "doxy-me", "check_ins", "", "", "yes"]);
  expect(rows).toContainEqual(["platform", "zoom-web", "check_ins", "", "", "yes"]);
  expect(await savedFile("pooled-dictionary.csv")).toContain("answered_of_held");
});
