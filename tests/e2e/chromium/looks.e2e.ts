import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { USUAL_SETUP } from "../../ui/setup/usual-setup.ts";
import { type Chromium, startChromium } from "../harness/chromium.ts";
import { CHECK_IN_PAGE, SETUP_PAGE } from "../harness/client.ts";
import { bringUp, CHECK_IN_LOOKS, type CheckInLook } from "../looks/check-in-states.ts";
import { type Language, longWords, shippedLanguages } from "../looks/languages.ts";
import { pretend, type Said } from "../looks/pretend.ts";

/** The narrowest phone; 640 pixels at a zoom of 200 % are the same to a page. */
const NARROWEST = 320;
/** What a finger needs (WCAG 2.5.5); half a pixel for rounding. */
const TARGET_PX = 44 - 0.5;
const MEDIA = [
  [{ name: "prefers-color-scheme", value: "light" }],
  [{ name: "prefers-color-scheme", value: "dark" }],
  [
    { name: "forced-colors", value: "active" },
    { name: "prefers-reduced-motion", value: "reduce" },
  ],
];

/** Pages side by side: each waits for a good part of its time. */
const AT_ONCE = 5;

const LONGEST_SEEN = ["form, filled in", "form with questions about harm, one yes", "saved"];

let chromium: Chromium;
beforeAll(async () => {
  chromium = await startChromium();
});
afterAll(() => chromium?.stop());

async function open(path: string, language: Language, said: Said, turn: number): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: NARROWEST, height: 640 });
  // By the protocol itself: the driver refuses forced colours.
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: MEDIA[turn % MEDIA.length]! });
  await pretend(page, language, said);
  await page.goto(`chrome-extension://${chromium.id}/${path}`);
  return page;
}

/** Colours are those of the style sheets, whatever the words: looked at once, since it takes longer than all else. */
function rulesFor({ name }: Language): axe.RunOptions {
  return { rules: { "color-contrast": { enabled: name === "en" } } };
}

/** What a person would stumble over: each as a line. */
async function faultsOf(page: Page, language: Language): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const evaluated = [TARGET_PX, rulesFor(language)] as const;
  return page.evaluate(async ([least, options]) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    const { violations } = await axe.run(options);
    const wide = document.documentElement.scrollWidth;
    const small = [...document.querySelectorAll("button, label:has(input), select, textarea")].filter((one) => {
      const { width, height } = one.getBoundingClientRect();
      return height > 0 && (height < least || width < least);
    });
    return [
      ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`),
      ...(wide > innerWidth ? [`${wide} pixels wide on ${innerWidth}`] : []),
      ...small.map(({ outerHTML }) => `smaller than a finger: ${outerHTML}`),
    ];
  }, evaluated);
}

async function faultsIn(look: CheckInLook, language: Language, turn: number): Promise<readonly string[]> {
  const page = await open(CHECK_IN_PAGE, language, look.said, turn);
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
    const faults: string[] = [];
    for (let from = 0; from < looks.length; from += AT_ONCE) {
      const some = looks.slice(from, from + AT_ONCE);
      const found = await Promise.all(some.map(({ look, turn }) => faultsIn(look, language, turn)));
      faults.push(...found.flat());
    }
    expect(faults).toEqual([]);
  });
});

const ALL_SET: Said = {
  readSetup: USUAL_SETUP,
  listWaiting: [],
  listSites: [{ id: null, platform: null, hosts: ["meet.example"], permitted: true }],
  listRooms: { rooms: [], quietSites: [] },
  readLog: { entries: [], obstacles: [] },
  readOutbox: { entries: [], pauses: [], sending: true },
  readHealth: "ready",
};

describe.each(LANGUAGES.map((language) => [language.name, language] as const))("other pages in %s", (_, language) => {
  test.each([
    ["settings before an invite", SETUP_PAGE, { ...ALL_SET, readSetup: null }],
    ["settings, all set", SETUP_PAGE, ALL_SET],
    ["settings in a pause", SETUP_PAGE, { ...ALL_SET, readSetup: { ...USUAL_SETUP, pausedUntil: Date.now() + 1e9 } }],
    ["the therapist's page before a key", "src/ui/therapist/index.html", {}],
  ] as const)("%s", async (_what, path, said) => {
    const page = await open(path, language, said, 0);
    await page.waitForSelector("h1");
    await page.evaluate(axe.source);
    const violations = await page.evaluate(async (options) => {
      const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
      return (await axe.run(options)).violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
      );
    }, rulesFor(language));
    await page.close();
    expect(violations).toEqual([]);
  });
});
