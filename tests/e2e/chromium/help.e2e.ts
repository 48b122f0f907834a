import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES } from "../../../src/ui/help/help-topics.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { clippedTexts } from "../harness/clipped.ts";
import { type Language, longWords, shippedLanguages } from "../looks/languages.ts";
import { pretend } from "../looks/pretend.ts";

/** What it was written in, the longest words, what is printed besides, and what runs the other way; LOOKS=all takes all. */
const USUAL = ["en", "de", "ar", "long"];
const LANGUAGES = [...shippedLanguages(), longWords()].filter(
  ({ name }) => process.env.LOOKS === "all" || USUAL.includes(name),
);
/** Nobody prints words made longer to try the screen. */
const PRINTED = LANGUAGES.filter(({ name }) => name !== "long");

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium?.stop());

async function open(role: string, language: Language): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: 320, height: 640 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: role === "therapist" ? "dark" : "light" }]);
  await pretend(page, language, {});
  await page.goto(`chrome-extension://${chromium.id}/src/ui/help/index.html?for=${role}`);
  await page.waitForSelector("h1");
  return page;
}

const named = (languages: readonly Language[]) => languages.map((language) => [language.name, language] as const);

describe.each(named(LANGUAGES))("help in %s", (name, language) => {
  test.each(ROLES)("shuts nobody out at 320 pixels: for a %s", async (role) => {
    const page = await open(role, language);
    await page.evaluate(axe.source);
    const options: axe.RunOptions = { rules: { "color-contrast": { enabled: name === "en" } } };
    const violations = await page.evaluate(async (chosen) => {
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      return (await axe.run(chosen)).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
      );
    }, options);
    expect([...violations, ...(await clippedTexts(page))]).toEqual([]);
    await page.close();
  });
});

describe.each(named(PRINTED))("printed in %s", (_, language) => {
  test.each(ROLES)("it is one page of A4: for a %s", async (role) => {
    const page = await open(role, language);
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    // In points: 210 by 297 millimetres.
    const [, width, height] = /\/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf)!.map(Number);
    expect([Math.round(width!), Math.round(height!)]).toEqual([595, 842]);
    await page.close();
  });
});

test("the settings, the therapist page and the page for practices each lead to their own", async () => {
  for (const [path, role] of [
    ["setup", "client"],
    ["therapist", "therapist"],
    ["practice", "practice"],
  ]) {
    const page = await chromium.extensionPage(`src/ui/${path}/index.html`);
    const link = await page.waitForSelector('a[href^="/src/ui/help/"]');
    const address = await link!.evaluate((found) => (found as HTMLAnchorElement).href);
    const help = await chromium.open(address);
    await help.waitForSelector(`a[aria-current="page"][href="?for=${role}"]`);
    await Promise.all([help.close(), page.close()]);
  }
});
