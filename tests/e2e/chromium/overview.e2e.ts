import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { lookAgain, openOverview, playOverview } from "../cases/overview.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { faultsOf } from "../harness/faults.ts";
import { waitForText } from "../harness/pages.ts";

const THERAPIST_PAGE = "src/ui/therapist/index.html";
const A4 = { width: 794, height: 1123 };

let chromium: Chromium;
let practice: Practice;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), "aftersession-overview-"));

beforeAll(async () => {
  practice = await startPractice({ folder: join(folder, "mailbox"), videoHosts: ["localhost:8123"] });
  chromium = await startChromium();
  page = await chromium.extensionPage(THERAPIST_PAGE);
});
afterAll(async () => {
  await chromium?.stop();
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

test("before the next session the therapist guesses, reads what to ask and why, notes and marks it", async () => {
  await playOverview(page, practice);
  await page.reload();
  await lookAgain(page);
});

test("a client is printed on one sheet: chart, table and what to ask, and nothing else of the page", async () => {
  await waitForText(page, "Sessions as a table");
  const printed = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
  expect(printed.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  await page.emulateMediaType("print");
  const text = await page.evaluate(() => document.body.innerText);
  expect(text).toContain("Sessions as a table");
  expect(text).toContain("Printed on");
  for (const hidden of ["My notes", "Slow down", "All clients", "Mailbox", "Print one page"])
    expect(text).not.toContain(hidden);
  await page.emulateMediaType("screen");
});

test.each(["light", "dark"])(
  "in %s, list and client are readable and nothing is clipped at 320 pixels",
  async (scheme) => {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const [name, viewport] of [
      ["wide", A4],
      ["narrow", { width: 320, height: 640 }],
    ] as const) {
      await page.setViewport(viewport);
      await page.reload();
      await openOverview(page);
      expect(await faultsOf(page, { colours: true }), `${name} list`).toEqual([]);
      await page.locator("[data-client]").click();
      await waitForText(page, "Sessions as a table");
      expect(await faultsOf(page, { colours: true }), `${name} client`).toEqual([]);
    }
  },
);
