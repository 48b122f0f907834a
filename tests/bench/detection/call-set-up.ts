import type { Page } from "puppeteer-core";
import { press, waitForState } from "../../e2e/harness/pages.ts";
import { startTherapist } from "../../e2e/site/therapist-peer.ts";
import { takeTurns } from "../alternate.ts";
import type { Plan } from "../bench.ts";
import { type Figure, figureOfPairs, notMeasured } from "../figure.ts";
import { bundlePeer } from "../peer-pages.ts";
import type { Pair } from "../statistics.ts";
import { readHeap } from "./heap.ts";
import type { Stage } from "./stage.ts";

const ROUNDS = 20;
const WARM_UPS = 2;
const ROOM = "set-up";
const PAGE = `/pages/call/${ROOM}`;

interface SetUp {
  readonly connectedMs: number;
  /** Null where the browser does not say. */
  readonly heapKb: number | null;
}

const PEER = "with @jitsi/rtcstats 9.7.1 in the page instead";
const CONNECTED = "call set-up, Join → connected";
const HEAP = "JavaScript heap in a call, after garbage collection";

/** From the click on Join (devices, connection, signalling over the same server) to the connected call. */
export async function measureCallSetUp(stage: Stage, plan: Plan): Promise<readonly Figure[]> {
  const therapist = await startTherapist(stage.site.origin, ROOM);
  try {
    const wrapping = await bundlePeer("rtcstats");
    const pages = [
      await openLobby(stage, stage.site.origin),
      await openLobby(stage, stage.site.otherOrigin),
      await openLobby(stage, stage.site.otherOrigin, wrapping.script),
    ];
    const hasHeap = stage.browserName === "chromium";
    const [ours = [], bare = [], wrapped = []] = await takeTurns(
      pages.map((page) => () => callOnce(page, hasHeap)),
      { warmUps: plan.warmUps(WARM_UPS), rounds: plan.runs(ROUNDS) },
    );
    await Promise.all(pages.map((page) => page.close()));
    return [...figuresOf(stage, hasHeap, bare, ours), ...figuresOf(stage, hasHeap, bare, wrapped, PEER)];
  } finally {
    await therapist.stop();
  }
}

/** Beside the same page with nothing of anybody's in it. */
function figuresOf(
  { title }: Stage,
  hasHeap: boolean,
  bare: readonly SetUp[],
  runs: readonly SetUp[],
  how?: string,
): readonly Figure[] {
  const nameOf = (what: string): string => [`${what}: ${title}`, how].filter(Boolean).join(", ");
  const pairs = (valueOf: (run: SetUp) => number): readonly Pair[] =>
    runs.map((run, index) => ({ with: valueOf(run), without: valueOf(bare[index]!) }));
  const connected = { what: nameOf(CONNECTED), unit: "ms" };
  const heap = { what: nameOf(HEAP), unit: "kB" };
  const found = [
    figureOfPairs(
      connected,
      pairs(({ connectedMs }) => connectedMs),
    ),
    hasHeap
      ? figureOfPairs(
          heap,
          pairs(({ heapKb }) => heapKb ?? Number.NaN),
        )
      : notMeasured(heap.what, heap.unit, "Firefox tells a driver nothing of a page's heap"),
  ];
  // What somebody else's code costs is for comparison: nothing of ours is met or missed by it.
  return how === undefined ? found : found.map((figure) => ({ ...figure, met: null }));
}

async function openLobby(stage: Stage, origin: string, first?: string): Promise<Page> {
  const page = await stage.open("about:blank");
  if (first !== undefined) await page.evaluateOnNewDocument(first);
  await page.goto(origin + PAGE);
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
