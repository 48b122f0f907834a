import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { createMailbox } from "../../../src/mailbox/mailbox.ts";
import { addBox, addTokenFor } from "../../../src/mailbox/provisioning.ts";
import { type Chromium, startChromium } from "../../e2e/harness/chromium.ts";
import { pause } from "../../e2e/harness/scene.ts";
import type { Part, Plan } from "../bench.ts";
import { besidePeer, type Figure, figureOfOne } from "../figure.ts";
import { bringNames, countDue, fillOutbox, type Place, pairWith, sendNow, submitOne } from "./client-outbox.ts";
import { openSlowLine, type SlowLine } from "./slow-line.ts";
import { inFolder } from "./stage-folder.ts";
import { buildWorkboxExtension, countWorkbox, fillWorkbox, replayWorkbox, WORKBOX_PAGE } from "./workbox-queue.ts";

/** SIGKILLs of the browser, each in the middle of sending. */
const DEATHS = 6;
const QUEUED_EACH = 60;
/** A usual way to a server and back is 40 ms; on this machine alone it would be none, and nothing ever under way. */
const ONE_WAY_MS = 20;
/** A lease ends after half a minute; what was under way at the last death waits for that. */
const GIVE_UP_MS = 120_000;
const BOX = "bench";
const SETUP_PAGE = "src/ui/setup/index.html";
const QUIET_PAGE = "manifest.json";

interface QueueKind {
  readonly extension?: string;
  readonly page: string;
  readonly prepare: (browser: Chromium, place: Place) => Promise<void>;
  readonly fill: (page: Page, place: Place, count: number) => Promise<readonly string[]>;
  /** Begins to send; after a restart both begin by themselves. */
  readonly start: (page: Page) => Promise<void>;
  readonly left: (page: Page) => Promise<number>;
}

const OURS: QueueKind = {
  page: QUIET_PAGE,
  async prepare(browser, place) {
    const setup = await browser.extensionPage(SETUP_PAGE);
    await pairWith(setup, place);
    await submitOne(setup);
  },
  fill: (page, _, count) => fillOutbox(page, count),
  start: sendNow,
  left: countDue,
};

function workboxIn(folder: string): Promise<QueueKind> {
  return buildWorkboxExtension(folder).then((extension) => ({
    extension,
    page: WORKBOX_PAGE,
    prepare: async () => {},
    fill: fillWorkbox,
    start: async (page) => {
      // Its end comes with the browser's.
      void replayWorkbox(page).catch(() => {});
    },
    left: countWorkbox,
  }));
}

interface Outcome {
  readonly queued: number;
  readonly lost: number;
  /** Ids handed to the mailbox more than once. */
  readonly repeated: number;
  /** Files, where each id may have one. */
  readonly stored: number;
}

export const browserDeath: Part = (plan) =>
  inFolder(async (folder) => {
    const ours = await dieAndCount(plan, OURS);
    const theirs = await dieAndCount(plan, await workboxIn(folder));
    return figuresOf(plan.runs(DEATHS), ours, theirs);
  });

function figuresOf(deaths: number, ours: Outcome, theirs: Outcome): readonly Figure[] {
  const told = `${deaths} kills of each in the middle of sending, ${ours.queued} queued each, over a line of ${2 * ONE_WAY_MS} ms there and back`;
  const peer = "peer: workbox-background-sync 7.4.1, which removes an entry before it sends it";
  const where = "browser killed (SIGKILL) in the middle of sending";
  return [
    besidePeer(
      figureOfOne(
        { what: `${where}: envelopes lost`, unit: "lost", target: 0, note: `${told}; ${peer}` },
        ours.lost,
        deaths,
      ),
      [theirs.lost],
    ),
    besidePeer(
      figureOfOne(
        { what: `${where}: stored twice`, unit: "doubled", target: 0, note: "at a mailbox, where an id is a file" },
        ours.stored - (ours.queued - ours.lost),
        deaths,
      ),
      [theirs.stored - (theirs.queued - theirs.lost)],
    ),
    besidePeer(
      figureOfOne(
        { what: `${where}: sent again`, unit: "repeats", note: "whose reply was lost with the browser; answered 200" },
        ours.repeated,
        deaths,
      ),
      [theirs.repeated],
    ),
  ];
}

function dieAndCount(plan: Plan, kind: QueueKind): Promise<Outcome> {
  return inFolder(async (folder) => {
    await addBox(folder, BOX);
    const made = await addTokenFor(folder, "client", BOX);
    if (made.kind !== "made") throw new Error(`The mailbox said ${made.kind}.`);
    const mailbox = createMailbox({ folder, rate: null, tokenQuotaBytes: null });
    const line = await openSlowLine((await mailbox.listen()).port, ONE_WAY_MS);
    try {
      const ids = await dieOften(plan, kind, { port: line.port, box: BOX, token: made.token }, line);
      const files = readdirSync(join(folder, BOX)).map((name) => name.slice(0, -".age".length));
      const stored = new Set(files);
      const repeated = [...line.arrivals.values()].filter((times) => times > 1).length;
      return { queued: ids.length, lost: ids.filter((id) => !stored.has(id)).length, repeated, stored: files.length };
    } finally {
      await line.close();
      await mailbox.close();
    }
  });
}

async function dieOften(plan: Plan, kind: QueueKind, place: Place, line: SlowLine): Promise<readonly string[]> {
  const options = kind.extension === undefined ? {} : { extension: kind.extension };
  let browser = await startChromium(options);
  try {
    await kind.prepare(browser, place);
    const ids: string[] = [];
    for (let death = 0; death < plan.runs(DEATHS); death++) {
      const page = await openPage(browser, kind);
      ids.push(...(await kind.fill(page, place, QUEUED_EACH)));
      const before = line.arrivals.size;
      await kind.start(page);
      await untilIt(() => line.arrivals.size >= before + QUEUED_EACH / 2, "half of them to arrive");
      await browser.killBrowser();
      browser = await startChromium({ ...options, profile: browser.profile });
    }
    const page = await openPage(browser, kind);
    await untilIt(async () => (await kind.left(page)) === 0, "the queue to be empty");
    return ids;
  } finally {
    await browser.stop();
  }
}

async function openPage(browser: Chromium, kind: QueueKind): Promise<Page> {
  const page = await browser.extensionPage(kind.page);
  await bringNames(page);
  return page;
}

async function untilIt(is: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const giveUpAt = Date.now() + GIVE_UP_MS; !(await is()); await pause(5))
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
}
