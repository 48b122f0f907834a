import type { Page } from "puppeteer-core";
import { startChromium } from "../../e2e/harness/chromium.ts";
import { alternate } from "../alternate.ts";
import type { Part, Plan } from "../bench.ts";
import { bundle } from "../bundle.ts";
import { besidePeer, type Figure, figureOfRuns } from "../figure.ts";
import { fillArchive, forgetOpened, type Seeded, type Shown, seed, showInbox, THERAPIST_PAGE } from "./seeded-page.ts";

/** Design: 200 clients × 100, opened, scored and drawn; and the same again. */
const [FIRST_MS, AGAIN_MS] = [3_000, 300];
const ENVELOPES = 20_000;
/** Of a hundred sessions some are not answered: a few more make the number whole. */
const SESSIONS = 110;
const RUNS = 15;

export const opening: Part = async (plan) => {
  const clients = plan.count(200, 4);
  plan.say("sealing the answers …");
  const seeded = await seed(clients, SESSIONS, plan.count(ENVELOPES, 400), plan.say);
  const chromium = await startChromium();
  try {
    const page = await chromium.extensionPage(THERAPIST_PAGE);
    await fillArchive(page, seeded);
    seeded.serve(
      "/plain-loop.js",
      "text/javascript",
      (await bundle(new URL("./plain-loop.ts", import.meta.url))).script,
    );
    return await measure(page, await chromium.open(`${seeded.origin}/`), seeded, plan);
  } finally {
    await chromium.stop();
    await seeded.stop();
  }
};

async function measure(page: Page, bare: Page, seeded: Seeded, plan: Plan): Promise<readonly Figure[]> {
  await bare.addScriptTag({ url: "/plain-loop.js" });
  const again: Shown[] = [];
  const runs = await alternate(
    async () => {
      await page.bringToFront();
      await forgetOpened(page);
      const first = await showInbox(page);
      again.push(await showInbox(page));
      plan.say(`first ${Math.round(first.ms)} ms, again ${Math.round(again.at(-1)?.ms ?? 0)} ms`);
      return first;
    },
    async () => {
      await bare.bringToFront();
      const ms = await bare.evaluate(
        (identity) => (globalThis as unknown as { decryptAll: (key: string) => Promise<number> }).decryptAll(identity),
        seeded.identity,
      );
      return { ms, longestTaskMs: 0, openingMs: ms };
    },
    { warmUps: plan.warmUps(1), pairs: plan.runs(RUNS) },
  );
  const first = runs.map((pair) => pair.with);
  const peer = runs.map((pair) => pair.without.ms);
  const counted = again.slice(-runs.length);
  const count = seeded.count.toLocaleString("en");
  const target = plan.quick ? null : FIRST_MS;
  return [
    besidePeer(
      figureOfRuns(
        {
          what: `therapist page opened → ${count} envelopes opened, proven, scored and listed, the first time`,
          unit: "ms",
          target,
          note: "in as many workers as there are processors; beside it a loop over the same files with the age library alone, nothing proven or scored",
        },
        first.map(({ ms }) => ms),
      ),
      peer,
    ),
    figureOfRuns(
      { what: "of that, since the page knew its key and could begin", unit: "ms" },
      first.map(({ openingMs }) => openingMs),
    ),
    figureOfRuns(
      { what: "longest stretch in which the page answers nothing, meanwhile", unit: "ms" },
      first.map(({ longestTaskMs }) => longestTaskMs),
    ),
    figureOfRuns(
      {
        what: `therapist page opened → the same ${count} listed, from what was kept`,
        unit: "ms",
        target: plan.quick ? null : AGAIN_MS,
      },
      counted.map(({ ms }) => ms),
    ),
    figureOfRuns(
      { what: "of that, since the page knew its key and could begin; again", unit: "ms" },
      counted.map(({ openingMs }) => openingMs),
    ),
  ];
}
