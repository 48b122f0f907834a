import type { Page } from "puppeteer-core";
import { alternate, pairsOf } from "../alternate.ts";
import type { Plan } from "../bench.ts";
import { type Figure, figureOfPairs, figureOfRuns } from "../figure.ts";
import { differencesOf, median } from "../statistics.ts";
import type { Stage } from "./stage.ts";

/** Design: what hooks and observer may add before the first script of a page. */
const ADDED_MS = 1;
const PAIRS = 30;
const WARM_UPS = 5;
const PAGE = "/pages/first-script";

interface Start {
  readonly firstScriptMs: number;
  readonly contentLoadedMs: number;
  /** To put an empty frame into the page: the browser makes its document and runs what is registered for it at once. */
  readonly frameMs: number;
}

const FRAMES = 9;

/** From the server's answer to the first script of the page, and to the whole document. */
export async function measureDocumentStart(stage: Stage, plan: Plan): Promise<readonly Figure[]> {
  const [enrolled, other] = [stage.site.origin + PAGE, stage.site.otherOrigin + PAGE];
  const [ours, theirs] = [await stage.open(enrolled), await stage.open(other)];
  const runs = await alternate(
    () => load(ours, enrolled),
    () => load(theirs, other),
    { warmUps: plan.warmUps(WARM_UPS), pairs: plan.runs(PAIRS) },
  );
  await Promise.all([ours.close(), theirs.close()]);
  const first = pairsOf(runs, ({ firstScriptMs }) => firstScriptMs);
  const whole = pairsOf(runs, ({ contentLoadedMs }) => contentLoadedMs);
  const frame = pairsOf(runs, ({ frameMs }) => frameMs);
  const { title } = stage;
  return [
    figureOfRuns(
      {
        what: `added to a new document, in an empty frame: ${title}`,
        unit: "ms",
        target: ADDED_MS,
        note: "nothing else happens there, so this is the sharper of the two; hooks, observer, its world and its line",
      },
      differencesOf(frame),
    ),
    figureOfPairs({ what: `new document in an empty frame: ${title}`, unit: "ms" }, frame),
    figureOfRuns(
      { what: `added to document start, before a page's first script: ${title}`, unit: "ms", target: ADDED_MS },
      differencesOf(first),
    ),
    figureOfPairs({ what: `document start, answer → first script: ${title}`, unit: "ms" }, first),
    figureOfPairs({ what: `document start, answer → DOMContentLoaded: ${title}`, unit: "ms" }, whole),
  ];
}

async function load(page: Page, url: string): Promise<Start> {
  await page.bringToFront();
  await page.goto(url);
  const start = await page.evaluate(() => {
    const [entry] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const { firstScriptAt } = globalThis as unknown as { readonly firstScriptAt: number };
    return {
      firstScriptMs: firstScriptAt - entry!.responseStart,
      contentLoadedMs: entry!.domContentLoadedEventEnd - entry!.responseStart,
    };
  });
  return { ...start, frameMs: median(await page.evaluate(openFrames, FRAMES))! };
}

function openFrames(count: number): readonly number[] {
  const took: number[] = [];
  for (let number = 0; number < count; number++) {
    const frame = document.createElement("iframe");
    const startedAt = performance.now();
    document.body.append(frame);
    took.push(performance.now() - startedAt);
    frame.remove();
  }
  return took;
}
