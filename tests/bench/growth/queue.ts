import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pause } from "../../e2e/harness/scene.ts";
import type { Part, Plan } from "../bench.ts";
import type { Figure } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import { type Place, submitOne } from "../sync/client-outbox.ts";
import { OURS, openPage, startFor } from "../sync/queues.ts";
import { BOX, startMailboxProcess } from "../sync/served-mailbox.ts";
import { inFolder } from "../sync/stage-folder.ts";
import { figuresOfLine, type Measured } from "./line.ts";

/** Nobody is there: what is submitted waits. */
const NOWHERE: Place = { port: 9, box: BOX, token: `w.01234567.${"A".repeat(43)}` };
const RUNS = 15;
const WARM_UPS = 2;
/** So many arrivals make one run, of a long queue; of a short one fewer, so that it is still long at the end. */
const WINDOW = 50;
const SHARE_OF_QUEUE = 20;
const LOOK_EVERY_MS = 5;
/** Nobody waits longer for the next arrivals: then something is wrong that a figure would hide. */
const GIVE_UP_MS = 300_000;

const levelsFrom = (plan: Plan, least: number): readonly number[] => {
  const most = plan.count(100_000, 1_000);
  return [10, 100, 1_000, 10_000, 100_000].filter((level) => level >= least && level <= most);
};

/** What one more costs while so many wait, in Chromium. */
export const queue: Part = (plan) => gatherInTurn([() => measureSaving(plan), () => measureSending(plan)]);

async function measureSaving(plan: Plan): Promise<readonly Figure[]> {
  const browser = await startFor(OURS);
  try {
    await OURS.prepare(browser, NOWHERE);
    const page = await openPage(browser, OURS);
    const measured: Measured[] = [];
    let waiting = 0;
    for (const work of levelsFrom(plan, 10)) {
      await OURS.fill(page, NOWHERE, work - waiting);
      waiting = work;
      const runs: number[] = [];
      for (let run = -plan.warmUps(WARM_UPS); run < plan.runs(RUNS); run++) {
        const { ms, kind } = await submitOne(page);
        if (kind !== "saved") throw new Error(`The answers were ${kind}.`);
        if (run >= 0) runs.push(ms);
      }
      measured.push({ work, runs });
    }
    return figuresOfLine(
      { name: "saving one more, strictly, with so many waiting", of: "waiting", cost: "each" },
      measured,
    );
  } finally {
    await browser.stop();
  }
}

interface Sent {
  readonly firstMs: number;
  /** Of one envelope, in each window. */
  readonly eachMs: readonly number[];
}

async function measureSending(plan: Plan): Promise<readonly Figure[]> {
  const levels = levelsFrom(plan, 100);
  const sent: (Sent & { readonly work: number })[] = [];
  // A browser and a mailbox for each: what was sent before must not stand beside what waits.
  for (const work of levels) sent.push({ work, ...(await inFolder((folder) => sendFrom(plan, folder, work))) });
  const first = sent.map(({ work, firstMs }) => ({ work, runs: [firstMs] }));
  const each = sent.map(({ work, eachMs }) => ({ work, runs: eachMs }));
  return [
    ...figuresOfLine(
      {
        name: '"send now" to the first arrival, with so many waiting',
        of: "waiting",
        cost: "all",
        note: "one go for each, right after the queue was filled",
      },
      first,
    ),
    ...figuresOfLine({ name: "sending one, with so many waiting", of: "waiting", cost: "each" }, each),
  ];
}

async function sendFrom(plan: Plan, folder: string, waiting: number): Promise<Sent> {
  const mailbox = await startMailboxProcess(folder);
  const place = { port: mailbox.port, box: BOX, token: mailbox.token };
  const browser = await startFor(OURS);
  const arrived = (): number => readdirSync(join(folder, BOX)).length;
  try {
    await OURS.prepare(browser, place);
    const page = await openPage(browser, OURS);
    await OURS.fill(page, place, waiting);
    const window = Math.min(WINDOW, waiting / SHARE_OF_QUEUE);
    const startedAt = performance.now();
    void OURS.start(page).catch(() => {});
    const firstMs = (await until(arrived, 1)).at - startedAt;
    const eachMs: number[] = [];
    let before = await until(arrived, 1);
    for (let run = 0; run < plan.runs(RUNS); run++) {
      const now = await until(arrived, before.count + window);
      eachMs.push((now.at - before.at) / (now.count - before.count));
      before = now;
    }
    return { firstMs, eachMs };
  } finally {
    await browser.stop();
    await mailbox.kill();
  }
}

/** The instant at which at least so many were there, and how many it were. */
async function until(count: () => number, wanted: number): Promise<{ readonly at: number; readonly count: number }> {
  const startedAt = performance.now();
  for (;;) {
    const [found, at] = [count(), performance.now()];
    if (found >= wanted) return { at, count: found };
    if (at - startedAt > GIVE_UP_MS) throw new Error(`Only ${found} of ${wanted} arrived.`);
    await pause(LOOK_EVERY_MS);
  }
}
