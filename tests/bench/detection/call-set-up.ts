import type { Page } from "puppeteer-core";
import { press, waitForState } from "../../e2e/harness/pages.ts";
import { startTherapist } from "../../e2e/site/therapist-peer.ts";
import { alternate, pairsOf } from "../alternate.ts";
import type { Plan } from "../bench.ts";
import { type Figure, figureOfPairs, notMeasured } from "../figure.ts";
import { readHeap } from "./heap.ts";
import type { Stage } from "./stage.ts";

const PAIRS = 20;
const WARM_UPS = 2;
const ROOM = "set-up";
const PAGE = `/pages/call/${ROOM}`;

interface SetUp {
  readonly connectedMs: number;
  /** Null where the browser does not say. */
  readonly heapKb: number | null;
}

/** From the click on Join (devices, connection, signalling over the same server) to the connected call. */
export async function measureCallSetUp(stage: Stage, plan: Plan): Promise<readonly Figure[]> {
  const therapist = await startTherapist(stage.site.origin, ROOM);
  try {
    const ours = await openLobby(stage, stage.site.origin);
    const theirs = await openLobby(stage, stage.site.otherOrigin);
    const hasHeap = stage.browserName === "chromium";
    const runs = await alternate(
      () => callOnce(ours, hasHeap),
      () => callOnce(theirs, hasHeap),
      { warmUps: plan.warmUps(WARM_UPS), pairs: plan.runs(PAIRS) },
    );
    await Promise.all([ours.close(), theirs.close()]);
    const { title } = stage;
    const connected = pairsOf(runs, ({ connectedMs }) => connectedMs);
    const heap = `JavaScript heap in a call, after garbage collection: ${title}`;
    return [
      figureOfPairs({ what: `call set-up, Join → connected: ${title}`, unit: "ms" }, connected),
      hasHeap
        ? figureOfPairs(
            { what: heap, unit: "kB" },
            pairsOf(runs, ({ heapKb }) => heapKb ?? Number.NaN),
          )
        : notMeasured(heap, "kB", "Firefox tells a driver nothing of a page's heap"),
    ];
  } finally {
    await therapist.stop();
  }
}

async function openLobby(stage: Stage, origin: string): Promise<Page> {
  const page = await stage.open(origin + PAGE);
  await waitForState(page, "lobby");
  return page;
}

async function callOnce(page: Page, hasHeap: boolean): Promise<SetUp> {
  await page.bringToFront();
  const connectedMs = await page.evaluate(() => {
    const startedAt = performance.now();
    return new Promise<number>((resolve) => {
      new MutationObserver((_, observer) => {
        if (document.body.dataset.state !== "inCall") return;
        observer.disconnect();
        resolve(performance.now() - startedAt);
      }).observe(document.body, { attributes: true });
      document.getElementById("join")!.click();
    });
  });
  const heapKb = hasHeap ? await readHeap(page) : null;
  await press(page, "#leave");
  await waitForState(page, "left");
  return { connectedMs, heapKb };
}
