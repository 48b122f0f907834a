import type { Page } from "puppeteer-core";
import { ask } from "../../e2e/harness/chromium.ts";
import { CHECK_IN_PAGE } from "../../e2e/harness/client.ts";
import { PATIENCE_MS, press, waitForState } from "../../e2e/harness/pages.ts";
import { until } from "../../e2e/harness/scene.ts";
import { startTherapist } from "../../e2e/site/therapist-peer.ts";
import { alternate, pairsOf } from "../alternate.ts";
import type { Part, Plan } from "../bench.ts";
import { closePopup } from "../detection/popup.ts";
import { BROWSERS, onStage, type Stage } from "../detection/stage.ts";
import { type Figure, figureOfPairs, figureOfRuns } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";

/** Design: at the median, on a machine with two cores. */
const TARGET_MS = 100;
const PAIRS = 30;
const WARM_UPS = 5;
export const REHEARSAL = { establish: 0.3, minimumLive: 0.3, graceHangup: 0.5 };
/** An answer to the first item. */
export const FIRST_ITEM = 'input[name="B1"]';
/** Established and long enough, by these timings and a little more. */
const TALK_MS = 1_200;
/** Not the browser's own: its words are read from the package first. */
const CHOSEN = "de";

export const opening: Part = (plan) =>
  gatherInTurn(BROWSERS.map((name) => () => onStage(name, { rehearsal: REHEARSAL }, (stage) => measure(stage, plan))));

async function measure(stage: Stage, plan: Plan): Promise<readonly Figure[]> {
  await haveSession(stage);
  const page = await openForm(stage);
  const runs = await alternate(
    () => open(page, stage, CHOSEN),
    () => open(page, stage, ""),
    { warmUps: plan.warmUps(WARM_UPS), pairs: plan.runs(PAIRS) },
  );
  const pairs = pairsOf(runs, (ms) => ms);
  const own = pairs.map((pair) => pair.without);
  const { title } = stage;
  return [
    figureOfRuns({ what: `open → first item answerable: ${title}`, unit: "ms", target: TARGET_MS }, own),
    figureOfRuns(
      { what: `open → first item answerable, in a language that was chosen: ${title}`, unit: "ms", target: TARGET_MS },
      pairs.map((pair) => pair.with),
    ),
    figureOfPairs({ what: `of it, what the choice costs: ${title}`, unit: "ms" }, pairs),
  ];
}

/** One call, and its end: the check-in that then waits is the one that is opened again and again. */
export async function haveSession(stage: Stage): Promise<void> {
  const therapist = await startTherapist(stage.site.origin, "opening");
  try {
    const call = await stage.open(`${stage.site.origin}/pages/call/opening`);
    await call.waitForFunction(() => document.body.dataset.state === "lobby", { timeout: PATIENCE_MS });
    await press(call, "#join");
    await waitForState(call, "inCall");
    await call.evaluate((ms) => new Promise((over) => setTimeout(over, ms)), TALK_MS);
    await press(call, "#leave");
    await until(async () => (await ask(stage.ours(), "openCheckIn", null)) !== null, "a check-in that waits");
    await closePopup(stage.ours());
    await call.close();
  } finally {
    await therapist.stop();
  }
}

/** In a tab in front: what is not looked at is not painted. */
export async function openForm(stage: Stage): Promise<Page> {
  const page = await stage.open("about:blank");
  const url = await stage.ours().evaluate((path) => new URL(`/${path}`, location.origin).href, CHECK_IN_PAGE);
  // Firefox does not tell its driver when a page of ours has loaded.
  void page.goto(url, { timeout: 3_000 }).catch(() => {});
  const isThere = (item: string): boolean => document.querySelector(item) !== null;
  await until(() => page.evaluate(isThere, FIRST_ITEM).catch(() => false), "the form");
  return page;
}

/** From the start of its loading to the first thing painted, with the first item among what can be answered. */
async function open(page: Page, stage: Stage, language: string): Promise<number> {
  await ask(stage.ours(), "setLanguage", { language });
  return reload(page, FIRST_ITEM);
}

/** Loads a page anew. Milliseconds until it was painted, where what is looked for was there by then. */
export async function reload(page: Page, firstItem: string): Promise<number> {
  await page.evaluate(() => {
    document.body.dataset.before = "";
    location.reload();
  });
  // Asked until it answers: Firefox does not tell its driver when a page of ours has loaded.
  let drawn: number | null = null;
  await until(async () => {
    drawn = await page.evaluate(drawnAt, firstItem).catch(() => null);
    return drawn !== null;
  }, "the form");
  return drawn!;
}

function drawnAt(firstItem: string): number | null {
  const isThere = document.body.dataset.before === undefined && document.querySelector(firstItem) !== null;
  return isThere ? (performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null) : null;
}
