import axe from "axe-core";
import type { Page } from "puppeteer-core";
import type { Chromium } from "../harness/chromium.ts";
import type { Language } from "./languages.ts";
import { pretend, type Said } from "./pretend.ts";

/** The narrowest phone; 640 pixels at a zoom of 200 % are the same to a page. */
const NARROWEST = 320;
/** What a finger needs (WCAG 2.5.5); half a pixel for rounding. */
const TARGET_PX = 44 - 0.5;
export const MEDIA = [
  [{ name: "prefers-color-scheme", value: "light" }],
  [{ name: "prefers-color-scheme", value: "dark" }],
  [
    { name: "forced-colors", value: "active" },
    { name: "prefers-reduced-motion", value: "reduce" },
  ],
];

/** A page of ours that speaks this language and hears this of its background, in one of the looks of `MEDIA`. */
export async function openLook(
  chromium: Chromium,
  path: string,
  { language, said, turn }: { readonly language: Language; readonly said: Said; readonly turn: number },
): Promise<Page> {
  const page = await chromium.browser.newPage();
  await page.setViewport({ width: NARROWEST, height: 640 });
  // By the protocol itself: the driver refuses forced colours.
  const session = await page.createCDPSession();
  await session.send("Emulation.setEmulatedMedia", { features: MEDIA[turn % MEDIA.length]! });
  await pretend(page, language, said);
  await page.goto(`chrome-extension://${chromium.id}/${path}`);
  return page;
}

/**
 * Colours are those of the style sheets, whatever the words: looked at once, since it takes longer than all else. In words
 * made longer, what is shown is not a part of its longer name.
 */
function rulesFor({ name }: Language): axe.RunOptions {
  return {
    rules: {
      "color-contrast": { enabled: name === "en" },
      "label-content-name-mismatch": { enabled: name !== "long" },
    },
  };
}

/** What a person would stumble over: each as a line. */
export async function faultsOf(page: Page, language: Language): Promise<readonly string[]> {
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

/** Pages side by side: each waits for a good part of its time. */
const AT_ONCE = 5;

/** What is found in each of these, some side by side. */
export async function lookAtAll(looks: readonly (() => Promise<readonly string[]>)[]): Promise<readonly string[]> {
  const faults: string[] = [];
  for (let from = 0; from < looks.length; from += AT_ONCE) {
    const found = await Promise.all(looks.slice(from, from + AT_ONCE).map((look) => look()));
    faults.push(...found.flat());
  }
  return faults;
}
