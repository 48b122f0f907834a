import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { readPracticeExport } from "../../../src/protocol/practice-export.ts";
import { readCsv } from "../../protocol/exported.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { inviteByHand } from "../harness/invite-by-hand.ts";
import { acceptInvite, answerCheckIn, click, PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { savedFilesIn } from "../harness/saved-files.ts";
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

const savedFile = savedFilesIn(folder);

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
