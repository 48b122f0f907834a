import axe from "axe-core";
import type { Page } from "puppeteer-core";
import { clippedTexts } from "./clipped.ts";

/**
 * What shuts somebody out of what is on the screen, each as a line. Colours are those of the style sheets, whatever the
 * words, and take longer than all else: once is enough.
 */
export async function faultsOf(page: Page, { colours }: { readonly colours: boolean }): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const options: axe.RunOptions = { rules: { "color-contrast": { enabled: colours } } };
  const violations = await page.evaluate(async (chosen) => {
    const { axe } = globalThis as unknown as { axe: typeof import("axe-core") };
    return (await axe.run(chosen)).violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`,
    );
  }, options);
  return [...violations, ...(await clippedTexts(page))];
}

/** English in these schemes, colours included; every other language in light, without. Each line says of what it is. */
export async function lookFaults(
  page: Page,
  language: string,
  what: string,
  schemes: readonly string[] = ["light", "dark"],
): Promise<readonly string[]> {
  const inEnglish = language === "en";
  const faults: string[] = [];
  for (const scheme of inEnglish ? schemes : ["light"]) {
    // Without motion: a button on its way from light to dark has a colour of neither.
    const still = { name: "prefers-reduced-motion", value: "reduce" };
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }, still]);
    const found = await faultsOf(page, { colours: inEnglish });
    faults.push(...found.map((fault) => `${what}, ${scheme}: ${fault}`));
  }
  return faults;
}
