import type { Page } from "puppeteer-core";

/** Texts of the page that do not fit the box they are in, and whether the page itself has to be scrolled sideways. */
export function clippedTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const clipped: string[] = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) clipped.push(`the page is ${root.scrollWidth} wide`);
    for (const element of document.body.querySelectorAll<HTMLElement>("*")) {
      const hasText = [...element.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (!hasText || element.closest("svg, option") !== null) continue;
      let box = element;
      while (getComputedStyle(box).display.startsWith("inline") && box.clientWidth === 0) box = box.parentElement!;
      // One pixel is all that is left of what only screen readers are to find.
      if (box.clientWidth <= 1 || getComputedStyle(box).overflowX === "auto") continue;
      if (box.scrollWidth > box.clientWidth)
        clipped.push(`${box.clientWidth} < ${box.scrollWidth}: ${element.innerText}`);
    }
    return clipped;
  });
}
