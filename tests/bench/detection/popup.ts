import type { Page } from "puppeteer-core";

/** On the machine's clock, ms. */
export interface DrawnPopup {
  /** When the browser began to load the page. */
  readonly begunAt: number;
  /** First contentful paint: before the check-in is there, its page is empty. */
  readonly drawnAt: number;
}

interface Extension {
  readonly extension: { getViews(filter: { type: "popup" }): readonly (Window & typeof globalThis)[] };
}

/** What the check-in that stands open in the toolbar's popup says of its own drawing; null if there is none. */
export function readPopup(ours: Page): Promise<DrawnPopup | null> {
  return ours.evaluate(() => {
    const { extension } = (globalThis as unknown as { readonly chrome: Extension }).chrome;
    const [popup] = extension.getViews({ type: "popup" });
    if (popup === undefined || popup.document.querySelector("h1") === null) return null;
    const drawn = popup.performance.getEntriesByName("first-contentful-paint")[0];
    if (drawn === undefined) return null;
    const begunAt = popup.performance.timeOrigin;
    return { begunAt, drawnAt: begunAt + drawn.startTime };
  });
}

export function closePopup(ours: Page): Promise<void> {
  return ours.evaluate(() => {
    const { extension } = (globalThis as unknown as { readonly chrome: Extension }).chrome;
    for (const popup of extension.getViews({ type: "popup" })) popup.close();
  });
}
