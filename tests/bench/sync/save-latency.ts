import type { Page } from "puppeteer-core";
import { startChromium } from "../../e2e/harness/chromium.ts";
import { startFirefox } from "../../e2e/harness/firefox.ts";
import { alternate, pairsOf } from "../alternate.ts";
import type { Part, Plan } from "../bench.ts";
import { besidePeer, type Figure, figureOfRuns } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import { bringTools, pairWith, submitOne } from "./client-outbox.ts";
import { ENVELOPE } from "./server.ts";

/** Design: at the median, sealing included. */
const TARGET_MS = 50;
const PAIRS = 30;
const WARM_UPS = 3;

const SETUP_PAGE = "src/ui/setup/index.html";
/** Nobody is there: what is submitted can still be taken back and waits for that. */
const NOWHERE = { port: 9, box: "bench", token: `w.01234567.${"A".repeat(43)}` };

export const saveLatency: Part = (plan) => gatherInTurn([() => measureChromium(plan), () => measureFirefox(plan)]);

async function measureChromium(plan: Plan): Promise<readonly Figure[]> {
  const chromium = await startChromium();
  try {
    return await measure("Chromium", await chromium.extensionPage(SETUP_PAGE), plan);
  } finally {
    await chromium.stop();
  }
}

/** Full clock resolution: Firefox rounds what pages read of it. */
async function measureFirefox(plan: Plan): Promise<readonly Figure[]> {
  const firefox = await startFirefox({ preferences: { "privacy.reduceTimerPrecision": false } });
  try {
    return await measure("Firefox", await firefox.extensionPage(SETUP_PAGE), plan);
  } finally {
    await firefox.stop();
  }
}

async function measure(browser: string, page: Page, plan: Plan): Promise<readonly Figure[]> {
  await pairWith(page, NOWHERE);
  await bringTools(page);
  const runs = await alternate(
    () => submit(page),
    () => writeBare(page, ENVELOPE.length),
    { warmUps: plan.warmUps(WARM_UPS), pairs: plan.runs(PAIRS) },
  );
  const pairs = pairsOf(runs, (ms) => ms);
  const note = `beside it a bare strict write of ${ENVELOPE.length} bytes by the same page: the floor`;
  const what = `Send → saved on disk (strict), signing and sealing included: ${browser}`;
  const ours = pairs.map((pair) => pair.with);
  return [
    besidePeer(
      figureOfRuns({ what, unit: "ms", target: TARGET_MS, note }, ours),
      pairs.map((pair) => pair.without),
    ),
  ];
}

async function submit(page: Page): Promise<number> {
  const { ms, kind } = await submitOne(page);
  if (kind !== "saved") throw new Error(`The answers were ${kind}.`);
  return ms;
}

/** One record in a database that is open already, until the browser says that it is on disk. */
function writeBare(page: Page, size: number): Promise<number> {
  return page.evaluate(async (bytes) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open("bench-floor");
      request.addEventListener("upgradeneeded", () => void request.result.createObjectStore("records"));
      request.addEventListener("success", () => resolve(request.result));
      request.addEventListener("error", () => reject(request.error));
    });
    const record = crypto.getRandomValues(new Uint8Array(bytes));
    const startedAt = performance.now();
    const writing = database.transaction("records", "readwrite", { durability: "strict" });
    writing.objectStore("records").put(record, crypto.randomUUID());
    await new Promise((resolve, reject) => {
      writing.addEventListener("complete", resolve);
      writing.addEventListener("abort", () => reject(writing.error));
    });
    const ms = performance.now() - startedAt;
    database.close();
    return ms;
  }, size);
}
