import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createMailbox } from "../../../src/mailbox/mailbox.ts";
import { addBox, addTokenFor } from "../../../src/mailbox/provisioning.ts";
import { pause } from "../../e2e/harness/scene.ts";
import type { Part, Plan } from "../bench.ts";
import { besidePeer, type Figure, figureOfOne } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import type { Place } from "./client-outbox.ts";
import { OURS, openPage, type QueueKind, startFor, workboxIn } from "./queues.ts";
import { openSlowLine, type SlowLine } from "./slow-line.ts";
import { inFolder } from "./stage-folder.ts";

/** Of each kind, each in the middle of sending. */
const DEATHS = 6;
const QUEUED_EACH = 60;
/** A usual way to a server and back is 40 ms; on this machine alone it would be none, and nothing ever under way. */
const ONE_WAY_MS = 20;
/** Deaths come at every moment between two arrivals; without this all would come right after one. */
const PHASE_STEP_MS = 37;
const PHASES_MS = 100;
/** A lease ends after half a minute; what was under way at the last death waits for that. */
const GIVE_UP_MS = 120_000;
const BOX = "bench";

const PEER =
  "the peer, workbox-background-sync 7.4.1, removes an entry before it sends it, without a sync: what a kill of the browser takes back of that is sent again, what stays is lost";

interface Outcome {
  readonly queued: number;
  readonly lost: number;
  /** Ids handed to the mailbox more than once. */
  readonly repeated: number;
  /** Files, where each id may have one. */
  readonly stored: number;
}

/** What dies: the whole browser by SIGKILL, or the extension's background, as browsers stop one by themselves. */
type Victim = "browser" | "background";

export const browserDeath: Part = (plan) =>
  gatherInTurn((["browser", "background"] as const).map((victim) => () => compare(plan, victim)));

function compare(plan: Plan, victim: Victim): Promise<readonly Figure[]> {
  return inFolder(async (folder) => {
    const ours = await dieAndCount(plan, OURS, victim);
    const theirs = await dieAndCount(plan, await workboxIn(folder), victim);
    return figuresOf(victim, plan.count(DEATHS, 3), ours, theirs);
  });
}

function figuresOf(victim: Victim, deaths: number, ours: Outcome, theirs: Outcome): readonly Figure[] {
  const where = `${victim} ${victim === "browser" ? "killed (SIGKILL)" : "stopped"} in the middle of sending`;
  const told = `${deaths} of each, ${ours.queued} queued in all, over a line of ${2 * ONE_WAY_MS} ms there and back`;
  const figure = (what: string, note: string, target: number | null, valueOf: (outcome: Outcome) => number): Figure =>
    besidePeer(
      figureOfOne({ what: `${where}: envelopes ${what}`, unit: "envelopes", target, note }, valueOf(ours), deaths),
      [valueOf(theirs)],
    );
  return [
    figure("lost", `${told}; ${PEER}`, 0, ({ lost }) => lost),
    figure(
      "stored twice",
      "at a mailbox, where an id is a file",
      0,
      ({ queued, lost, stored }) => stored - (queued - lost),
    ),
    figure("sent again", "answered 200 by the mailbox, stored once", null, ({ repeated }) => repeated),
  ];
}

function dieAndCount(plan: Plan, kind: QueueKind, victim: Victim): Promise<Outcome> {
  return inFolder(async (folder) => {
    await addBox(folder, BOX);
    const made = await addTokenFor(folder, "client", BOX);
    if (made.kind !== "made") throw new Error(`The mailbox said ${made.kind}.`);
    const mailbox = createMailbox({ folder, rate: null, tokenQuotaBytes: null });
    const line = await openSlowLine((await mailbox.listen()).port, ONE_WAY_MS);
    try {
      const ids = await dieOften(plan, kind, victim, { port: line.port, box: BOX, token: made.token }, line);
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

async function dieOften(
  plan: Plan,
  kind: QueueKind,
  victim: Victim,
  place: Place,
  line: SlowLine,
): Promise<readonly string[]> {
  let browser = await startFor(kind);
  try {
    await kind.prepare(browser, place);
    let page = await openPage(browser, kind);
    const ids: string[] = [];
    for (let death = 0; death < plan.count(DEATHS, 3); death++) {
      ids.push(...(await kind.fill(page, place, QUEUED_EACH)));
      const before = line.arrivals.size;
      await kind.start(page);
      await untilIt(() => line.arrivals.size >= before + QUEUED_EACH / 2, "half of them to arrive");
      await pause((death * PHASE_STEP_MS) % PHASES_MS);
      if (victim === "background") await browser.killWorker();
      else {
        await browser.killBrowser();
        browser = await startFor(kind, { profile: browser.profile });
        page = await openPage(browser, kind);
      }
    }
    await kind.start(page);
    await untilIt(() => kind.isEmpty(page), "the queue to be empty");
    return ids;
  } finally {
    await browser.stop();
  }
}

async function untilIt(is: () => boolean | Promise<boolean>, what: string): Promise<void> {
  for (const giveUpAt = Date.now() + GIVE_UP_MS; !(await is()); await pause(5))
    if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}.`);
}
