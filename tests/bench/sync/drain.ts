import type { CDPSession, Page } from "puppeteer-core";
import type { Chromium } from "../../e2e/harness/chromium.ts";
import { startFirefox } from "../../e2e/harness/firefox.ts";
import { pause } from "../../e2e/harness/scene.ts";
import { alternate, pairsOf } from "../alternate.ts";
import type { Part, Plan } from "../bench.ts";
import { besidePeer, type Figure, figureOfOne, figureOfRuns } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import type { Place } from "./client-outbox.ts";
import { OURS, openPage, type QueueKind, SETUP_PAGE, startFor, workboxIn } from "./queues.ts";
import { BOX, startMailboxProcess } from "./served-mailbox.ts";
import { inFolder } from "./stage-folder.ts";

/** Design: against a local mailbox. */
const TARGET_PER_SECOND = 200;
const QUEUED = 10_000;
/** Of ten thousand, one run each takes a minute; pairs of these show how much that one can be trusted. */
const QUEUED_IN_PAIRS = 500;
const PAIRS = 5;
/**
 * What may be left between a tenth and nine tenths of the way, after garbage collection: 8,000 envelopes that were kept
 * would be 18,000 kB, and a reference of a hundred bytes to each still 800.
 */
const GROWTH_KB = 500;
/** Nearly twice what the target allows for all of them: by then the rate is known, whatever is left. */
const LIMIT_MS = 90_000;
/** How often it is looked whether all is gone. */
const LOOK_EVERY_MS = 50;

/** A kind of queue in a browser that runs, and whom it sends to. */
interface Queue {
  readonly kind: QueueKind;
  readonly page: Page;
  readonly place: Place;
}
interface QueueInChromium extends Queue {
  readonly browser: Chromium;
}

interface Drained {
  readonly perSecond: number;
  /** Not sent when the time was over. */
  readonly left: number;
  /** Kept by the background after garbage collection: at a tenth, at half and at nine tenths of the way, kB. */
  readonly heapKb: readonly number[];
}

export const drain: Part = (plan) =>
  inFolder(async (folder) => {
    const mailbox = await startMailboxProcess(folder);
    const place = { port: mailbox.port, box: BOX, token: mailbox.token };
    try {
      return await gatherInTurn([() => drainChromium(plan, place), () => drainFirefox(plan, place)]);
    } finally {
      await mailbox.kill();
    }
  });

function drainChromium(plan: Plan, place: Place): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const ours = await open(OURS, place);
    const workbox = await open(await workboxIn(folder), place);
    try {
      return await gatherInTurn([
        async () => [await comparePairs(plan, ours, workbox)],
        () => compareWhole(plan, ours, workbox),
      ]);
    } finally {
      await ours.browser.stop();
      await workbox.browser.stop();
    }
  });
}

async function open(kind: QueueKind, place: Place): Promise<QueueInChromium> {
  const browser = await startFor(kind);
  await kind.prepare(browser, place);
  return { browser, kind, place, page: await openPage(browser, kind) };
}

const ABOUT_PEER =
  "the peer is workbox-background-sync 7.4.1 as an extension of its own: one at a time, entries removed before they are sent, nothing synced";

async function comparePairs(plan: Plan, ours: QueueInChromium, workbox: QueueInChromium): Promise<Figure> {
  const count = plan.count(QUEUED_IN_PAIRS, 100);
  const runs = await alternate(
    () => drainOnce(ours, count, null),
    () => drainOnce(workbox, count, null),
    { warmUps: plan.warmUps(1), pairs: plan.runs(PAIRS) },
  );
  const pairs = pairsOf(runs, ({ perSecond }) => perSecond);
  const named = {
    what: `drain of ${count} queued, to a local mailbox: Chromium`,
    unit: "per second",
    note: ABOUT_PEER,
  };
  const figure = figureOfRuns(
    { ...named, target: TARGET_PER_SECOND, moreIsBetter: true },
    pairs.map((pair) => pair.with),
  );
  return besidePeer(
    figure,
    pairs.map((pair) => pair.without),
  );
}

async function compareWhole(plan: Plan, ours: QueueInChromium, workbox: QueueInChromium): Promise<readonly Figure[]> {
  const count = plan.count(QUEUED, 400);
  const mine = await drainOnce(ours, count, await watchHeap(ours));
  const theirs = await drainOnce(workbox, count, await watchHeap(workbox));
  const what = `drain of ${count} queued, to a local mailbox: Chromium`;
  const unit = "per second";
  const [early = 0, , late = 0] = mine.heapKb;
  const [peerEarly = 0, , peerLate = 0] = theirs.heapKb;
  const note = `heap of the background after garbage collection ${mine.heapKb.join(", ")} kB at 10, 50 and 90 % of the way, or when the time was over; the peer's ${theirs.heapKb.join(", ")}`;
  const rest = `not sent after ${LIMIT_MS / 1_000} s: ${mine.left} of ours, ${theirs.left} of the peer's`;
  return [
    besidePeer(figureOfOne({ what, unit, target: TARGET_PER_SECOND, moreIsBetter: true, note: rest }, mine.perSecond), [
      theirs.perSecond,
    ]),
    besidePeer(
      figureOfOne(
        { what: `of it, growth of the background's heap from 10 to 90 %`, unit: "kB", target: GROWTH_KB, note },
        late - early,
      ),
      [peerLate - peerEarly],
    ),
  ];
}

async function drainFirefox(plan: Plan, place: Place): Promise<readonly Figure[]> {
  const firefox = await startFirefox();
  try {
    await OURS.prepare(firefox, place);
    const kind = { ...OURS, page: SETUP_PAGE };
    const queue = { kind, place, page: await openPage(firefox, kind) };
    const count = plan.count(QUEUED_IN_PAIRS, 100);
    const rates: number[] = [];
    for (let run = -plan.warmUps(1); run < plan.runs(PAIRS); run++) {
      const { perSecond } = await drainOnce(queue, count, null);
      if (run >= 0) rates.push(perSecond);
    }
    const note = "without a peer and without its memory, of which Firefox tells a driver nothing";
    const what = `drain of ${count} queued, to a local mailbox: Firefox`;
    return [figureOfRuns({ what, unit: "per second", target: TARGET_PER_SECOND, moreIsBetter: true, note }, rates)];
  } finally {
    await firefox.stop();
  }
}

/** From the word to go until nothing is left, the last mark included. */
async function drainOnce(queue: Queue, count: number, heap: (() => Promise<number>) | null): Promise<Drained> {
  const { kind, page, place } = queue;
  await kind.fill(page, place, count);
  const startedAt = performance.now();
  const isOver = (): boolean => performance.now() - startedAt > LIMIT_MS;
  // Of a browser that is closed before its end, nobody waits for that.
  void kind.start(page).catch(() => {});
  const heapKb = heap === null ? [] : await watchOnTheWay(queue, count, heap, isOver);
  while (!(isOver() || (await kind.isEmpty(page)))) await pause(LOOK_EVERY_MS);
  const seconds = (performance.now() - startedAt) / 1_000;
  const left = isOver() ? await kind.left(page) : 0;
  return { perSecond: (count - left) / seconds, left, heapKb };
}

async function watchOnTheWay(
  { kind, page }: Queue,
  count: number,
  heap: () => Promise<number>,
  isOver: () => boolean,
): Promise<readonly number[]> {
  const heapKb: number[] = [];
  for (const share of [0.1, 0.5, 0.9]) {
    // Seldom, since counting takes the browser a while.
    while (!isOver() && (await kind.left(page)) > count * (1 - share)) await pause(LOOK_EVERY_MS * 10);
    heapKb.push(await heap());
  }
  return heapKb;
}

/** Of the background, after a collection. Woken first: it may have been stopped while the other queue had its turn. */
async function watchHeap({ browser: { browser, id }, kind, page }: QueueInChromium): Promise<() => Promise<number>> {
  await kind.start(page);
  const target = await browser.waitForTarget((one) => one.type() === "service_worker" && one.url().includes(id));
  const session: CDPSession = await target.createCDPSession();
  return async () => {
    await session.send("HeapProfiler.collectGarbage");
    const { usedSize } = await session.send("Runtime.getHeapUsage");
    return Math.round(usedSize / 1_024);
  };
}
