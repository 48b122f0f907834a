import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { CHECK_IN_PAGE } from "../harness/client.ts";
import { bringUp, CHECK_IN_LOOKS, type CheckInLook } from "../looks/check-in-states.ts";
import { type Language, longWords, shippedLanguages } from "../looks/languages.ts";
import { faultsOf, lookAtAll, MEDIA, openLook } from "../looks/looking.ts";

const LONGEST_SEEN = ["form, filled in", "form with questions about harm, one yes", "saved"];

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium?.stop());

async function faultsIn(look: CheckInLook, language: Language, turn: number): Promise<readonly string[]> {
  const page = await openLook(chromium, CHECK_IN_PAGE, { language, said: look.said, turn });
  await bringUp(page, look, language);
  const faults = await faultsOf(page, language);
  await page.close();
  return faults.map((fault) => `${look.name}: ${fault}`);
}

const LANGUAGES = [...shippedLanguages(), longWords()];
/**
 * Looked at in every state each time: the words it was written in, the longest, and those that run the other way. Of the
 * others each run takes every fourth state and those longest seen; LOOKS=all takes all, for a change of the page or of words.
 */
const WHOLE = ["en", "long", "ar"];
const EVERY = 4;
const isLookedAt = ({ name }: Language, look: string, n: number): boolean =>
  process.env.LOOKS === "all" || WHOLE.includes(name) || LONGEST_SEEN.includes(look) || n % EVERY === 0;

describe.each(LANGUAGES.map((language) => [language.name, language] as const))("the check-in in %s", (_, language) => {
  // What is on the screen longest, in each of light, dark and forced colours; the rest in turns.
  const looks = CHECK_IN_LOOKS.flatMap((look, n) => {
    if (!isLookedAt(language, look.name, n)) return [];
    const turns = LONGEST_SEEN.includes(look.name) ? [...MEDIA.keys()] : [n];
    return turns.map((turn) => ({ look, turn }));
  });
  test(`nobody is shut out at 320 pixels, in ${looks.length} looks`, { timeout: 600_000 }, async () => {
    const each = looks.map(
      ({ look, turn }) =>
        () =>
          faultsIn(look, language, turn),
    );
    expect(await lookAtAll(each)).toEqual([]);
  });
});

test.each(LANGUAGES)("the therapist's page before a key in $name", async (language) => {
  const page = await openLook(chromium, "src/ui/therapist/index.html", { language, said: {}, turn: 0 });
  await page.waitForSelector("h1");
  const faults = await faultsOf(page, language);
  await page.close();
  expect(faults).toEqual([]);
});
