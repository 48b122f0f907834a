import type { Page } from "puppeteer-core";

/** What scripts of this page hold, the page's and ours, in kB: Chromium only. */
export async function readHeap(page: Page): Promise<number> {
  const session = await page.createCDPSession();
  try {
    // Twice: what the first collection finishes off, the second can free.
    for (let round = 0; round < 2; round++) await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return usedSize / 1_000;
  } finally {
    await session.detach();
  }
}
