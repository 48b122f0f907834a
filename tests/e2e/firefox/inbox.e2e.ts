import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { ElementHandle, Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Firefox, startFirefox } from "../harness/firefox.ts";
import { PATIENCE_MS, waitForText } from "../harness/pages.ts";
import { until } from "../harness/scene.ts";
import { seedFor, takeOver } from "../harness/seeded-therapist.ts";

let firefox: Firefox;
let page: Page;
let seeded: Awaited<ReturnType<typeof seedFor>>;

beforeAll(async () => {
  seeded = await seedFor(3, 20);
  firefox = await startFirefox();
  page = await firefox.extensionPage("src/ui/therapist/index.html");
  await takeOver(page, seeded);
});
afterAll(async () => {
  await firefox?.stop();
  seeded?.remove();
});

async function add(...files: readonly string[]): Promise<void> {
  const picker = await page.waitForSelector('input[type="file"][multiple]', { timeout: PATIENCE_MS });
  await (picker as ElementHandle<HTMLInputElement>).uploadFile(...files);
}

test("sealed files that were chosen are opened in a worker and listed", async () => {
  const complaints: string[] = [];
  page.on("console", (message) => void complaints.push(message.text()));
  const files = readdirSync(seeded.answers).map((name) => join(seeded.answers, name));
  await add(...files);
  await waitForText(page, `Files added: ${files.length}`);
  await until(async () => (await page.$$("main ul li time")).length > 0, "the answers");
  expect(complaints.filter((text) => /worker/i.test(text))).toEqual([]);
});

test("a file that somebody changed is shown as such", async () => {
  const name = readdirSync(seeded.answers)[0] ?? "";
  const bytes = readFileSync(join(seeded.answers, name));
  bytes[bytes.length - 1]! ^= 1;
  writeFileSync(join(seeded.out, name), bytes);
  await add(join(seeded.out, name));
  await waitForText(page, "Set aside: 1");
});
