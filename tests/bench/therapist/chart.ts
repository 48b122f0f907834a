import type { Page } from "puppeteer-core";
import { type Chromium, startChromium } from "../../e2e/harness/chromium.ts";
import { takeTurns } from "../alternate.ts";
import type { Part } from "../bench.ts";
import { bundle } from "../bundle.ts";
import { besidePeer, figureOfRuns } from "../figure.ts";
import { bundlePeer } from "../peer-pages.ts";
import { fillArchive, type Seeded, seed, showInbox, THERAPIST_PAGE } from "./seeded-page.ts";

/** Design: one client's chart. */
const TARGET_MS = 50;
const RUNS = 30;
const WARM_UPS = 3;
const SESSIONS = 100;

/** From the click on a client to their chart in the document; beside it uPlot and Chart.js with as many points in a bare page. */
export const chart: Part = async (plan) => {
  const seeded = await seed(2, SESSIONS, 2 * SESSIONS, plan.say);
  const chromium = await startChromium();
  try {
    const page = await chromium.extensionPage(THERAPIST_PAGE);
    await fillArchive(page, seeded);
    await showInbox(page);
    seeded.serve("/uplot.js", "text/javascript", (await bundle(new URL("./uplot-chart.ts", import.meta.url))).script);
    seeded.serve("/chart-js.js", "text/javascript", (await bundlePeer("chart-js")).script);
    const uplot = await openBare(chromium, seeded, "/uplot.js");
    const chartJs = await openBare(chromium, seeded, "/chart-js.js");
    const [ours = [], byUplot = [], byChartJs = []] = await takeTurns(
      [() => drawOurs(page), () => drawTheirs(uplot, "drawChart"), () => drawTheirs(chartJs, "drawChartJs")],
      { warmUps: plan.warmUps(WARM_UPS), rounds: plan.runs(RUNS) },
    );
    const note = "with the table beside it; the peer draws three lines of a hundred points on a canvas, nothing else";
    const what = "click on a client → their chart of a hundred sessions drawn";
    const figure = figureOfRuns({ what, unit: "ms", target: TARGET_MS, note }, ours);
    return [
      besidePeer({ ...figure, what: `${what}; beside uPlot 1.6.32` }, byUplot),
      besidePeer({ ...figure, what: `${what}; beside Chart.js 4.6.1` }, byChartJs),
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

async function openBare(chromium: Chromium, { origin }: Seeded, script: string): Promise<Page> {
  const bare = await chromium.open(`${origin}/`);
  await bare.addScriptTag({ url: script });
  return bare;
}

type Drawing = "drawChart" | "drawChartJs";

async function drawTheirs(bare: Page, how: Drawing): Promise<number> {
  await bare.bringToFront();
  return bare.evaluate(
    (points, drawing) =>
      (globalThis as unknown as Record<Drawing, (points: number) => Promise<number>>)[drawing](points),
    SESSIONS,
    how,
  );
}
