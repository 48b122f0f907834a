import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Practice, startPractice } from "../../../demo/practice.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { SETUP_PAGE } from "../harness/client.ts";
import { type Language, longWords, shippedLanguages } from "../looks/languages.ts";
import { faultsOf, lookAtAll, openLook } from "../looks/looking.ts";
import { bringUpSettings, SETTINGS_LOOKS, type SettingsLook } from "../looks/settings-states.ts";

let chromium: Chromium;
let practice: Practice;
let invite: string;
const folder = mkdtempSync(join(tmpdir(), "aftersession-setup-looks-"));

beforeAll(async () => {
  practice = await startPractice({ folder, videoHosts: ["localhost:8123"] });
  invite = await practice.invite();
  chromium = await startChromium();
});
afterAll(async () => {
  await chromium?.stop();
  await practice?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function faultsIn(look: SettingsLook, language: Language, turn: number): Promise<readonly string[]> {
  const page = await openLook(chromium, SETUP_PAGE, { language, said: look.said, turn });
  await bringUpSettings(page, look, language, invite);
  const faults = await faultsOf(page, language);
  await page.close();
  return faults.map((fault) => `${look.name}: ${fault}`);
}

/** Every state in the words it was written in; of the others each run takes every fourth, and LOOKS=all takes all. */
const EVERY = 4;
const isLookedAt = ({ name }: Language, n: number): boolean =>
  process.env.LOOKS === "all" || name === "en" || n % EVERY === 1;

test.each([...shippedLanguages(), longWords()])(
  "the settings shut nobody out at 320 pixels in $name",
  { timeout: 600_000 },
  async (language) => {
    const looks = SETTINGS_LOOKS.flatMap((look, n) =>
      isLookedAt(language, n) ? [() => faultsIn(look, language, n)] : [],
    );
    expect(await lookAtAll(looks)).toEqual([]);
  },
);
