import type { Page } from "puppeteer-core";
import type { LibraryScene } from "./library-scene.ts";

/** The same page twice in one browser: on an origin with the extension, and on one without. */
export interface Pair {
  readonly hooked: Page;
  readonly plain: Page;
}

export async function openPair({ open, site }: LibraryScene, scripts: readonly string[]): Promise<Pair> {
  const [hooked, plain] = [
    await open(`${site.origin}/libraries/blank`),
    await open(`${site.otherOrigin}/libraries/blank`),
  ];
  for (const page of [hooked, plain]) for (const url of scripts) await page.addScriptTag({ url });
  return { hooked, plain };
}

export async function closePair({ hooked, plain }: Pair): Promise<void> {
  await Promise.all([hooked.close(), plain.close()]);
}

export type Answers = Record<keyof Pair, unknown>;

/** One after the other, so that neither finds the other at the devices; from one place, which stacks name. */
export async function inBoth(pair: Pair, code: string): Promise<Answers> {
  const answers: Answers = { plain: null, hooked: null };
  for (const side of ["plain", "hooked"] as const) {
    await pair[side].bringToFront();
    answers[side] = await pair[side].evaluate(code);
  }
  return answers;
}

/** The one line that our trap adds to an error's stack; in Firefox without an address. */
const OUR_LINE =
  /^(?: {4}at Object\.apply \(chrome-extension:\/\/[a-p]{32}\/src\/content\/hooks\.iife\.js:\d+:\d+\)|apply@<anonymous code>:\d+:\d+)$/;

/** The same answer, and the stacks in it without our line. A stack that shows two of them is not mended. */
export function withoutOurLine(answer: unknown): unknown {
  if (Array.isArray(answer)) {
    const ours = answer.findIndex((line) => typeof line === "string" && OUR_LINE.test(line));
    return answer.filter((_, index) => index !== ours).map(withoutOurLine);
  }
  if (typeof answer !== "object" || answer === null) return answer;
  return Object.fromEntries(Object.entries(answer).map(([key, value]) => [key, withoutOurLine(value)]));
}
