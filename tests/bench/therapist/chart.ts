import type { Page } from "puppeteer-core";
import { startChromium } from "../../e2e/harness/chromium.ts";
import { alternate } from "../alternate.ts";
import type { Part } from "../bench.ts";
import { bundle } from "../bundle.ts";
import { besidePeer, figureOfRuns } from "../figure.ts";
import { fillArchive, seed, showInbox, THERAPIST_PAGE } from "./seeded-page.ts";

/** Design: one client's chart. */
const TARGET_MS = 50;
const RUNS = 30;
const WARM_UPS = 3;
const SESSIONS = 100;

/** From the click on a client to their chart in the document; beside it uPlot with as many points in a bare page. */
export const chart: Part = async (plan) => {
  const seeded = await seed(2, SESSIONS, 2 * SESSIONS, plan.say);
  const chromium = await startChromium();
  try {
    const page = await chromium.extensionPage(THERAPIST_PAGE);
    await fillArchive(page, seeded);
    await showInbox(page);
    seeded.serve("/uplot.js", "text/javascript", (await bundle(new URL("./uplot-chart.ts", import.meta.url))).script);
    const bare = await chromium.open(`${seeded.origin}/`);
    await bare.addScriptTag({ url: "/uplot.js" });
    const runs = await alternate(
      () => drawOurs(page),
      () => drawTheirs(bare),
      { warmUps: plan.warmUps(WARM_UPS), pairs: plan.runs(RUNS) },
    );
    const figure = figureOfRuns(
      {
        what: "click on a client → their chart of a hundred sessions drawn",
        unit: "ms",
        target: TARGET_MS,
        note: "with the table beside it; beside it uPlot 1.6.32 drawing three lines of a hundred points on a canvas, nothing else",
      },
      runs.map((pair) => pair.with),
    );
    return [
      besidePeer(
        figure,
        runs.map((pair) => pair.without),
      ),
    ];
  } finally {
    await chromium.stop();
    await seeded.stop();
  }
};

/** Of the first client in the inbox, drawn anew each time. */
async function drawOurs(page: Page): Promise<number> {
  await page.bringToFront();
  await page.evaluate("globalThis.__name = (named) => named");
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const press = (name: string) =>
          Array.from(document.querySelectorAll("button"))
            .find(({ textContent }) => textContent?.trim() === name)
            ?.click();
        press("Key");
        requestAnimationFrame(() => {
          press("Inbox");
          requestAnimationFrame(() => {
            const client = document.querySelector<HTMLButtonElement>("main ul li button");
            const startedAt = performance.now();
            client?.click();
            const look = () => {
              if (document.querySelector("main figure svg, main svg[role]") === null) return void setTimeout(look, 0);
              requestAnimationFrame(() => resolve(performance.now() - startedAt));
            };
            look();
          });
        });
      }),
  );
}

async function drawTheirs(bare: Page): Promise<number> {
  await bare.bringToFront();
  return bare.evaluate(
    (points) => (globalThis as unknown as { drawChart: (points: number) => Promise<number> }).drawChart(points),
    SESSIONS,
  );
}
