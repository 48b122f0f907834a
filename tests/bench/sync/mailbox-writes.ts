import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alternate, pairsOf } from "../alternate.ts";
import type { Part, Plan } from "../bench.ts";
import { besidePeer, type Figure, figureOfOne, figureOfRuns } from "../figure.ts";
import { syncBare } from "./bare-sync.ts";
import { sendLoad } from "./load.ts";
import { startMailbox } from "./served-mailbox.ts";
import { findNginx, startNginx } from "./served-nginx.ts";
import { ENVELOPE, type Server } from "./server.ts";
import { inFolder, withServer } from "./stage-folder.ts";

/** Design: what nginx's dav module reaches on two cores without syncing. */
const TARGET_PER_SECOND = 1_600;
/** Senders that wait at the same time: enough to keep two cores busy, few enough for one practice on a Monday. */
const CONNECTIONS = 64;
const WRITES = 2_000;
const PAIRS = 15;
const WARM_UPS = 2;
/** One after the other, so that no sync is shared and each can be counted. */
const TRACED_WRITES = 40;

const WHAT = `mailbox: envelopes acknowledged over HTTP, ${CONNECTIONS} senders at once`;

export const mailboxWrites: Part = async (plan) => [...(await measureRate(plan)), ...(await countSyncs())];

function measureRate(plan: Plan): Promise<readonly Figure[]> {
  const nginx = findNginx();
  if ("missing" in nginx) return withServer(startMailbox, (mailbox) => measureAlone(plan, mailbox, nginx.missing));
  return withServer(startMailbox, (mailbox) => withServer(startNginx, (peer) => measureBeside(plan, mailbox, peer)));
}

async function measureBeside(plan: Plan, mailbox: Server, nginx: Server): Promise<readonly Figure[]> {
  const plannedFor = { warmUps: plan.warmUps(WARM_UPS), pairs: plan.runs(PAIRS) };
  const runs = await alternate(
    () => measureOnce(plan, mailbox),
    () => measureOnce(plan, nginx),
    plannedFor,
  );
  const pairs = pairsOf(runs, (rate) => rate);
  const note =
    "ours is on disk before it is acknowledged; the peer, nginx's dav module, syncs nothing and asks for no token";
  return [
    besidePeer(
      rateFigure(
        note,
        pairs.map((pair) => pair.with),
      ),
      pairs.map((pair) => pair.without),
    ),
    await floor(plan),
  ];
}

async function measureAlone(plan: Plan, mailbox: Server, why: string): Promise<readonly Figure[]> {
  for (let run = 0; run < plan.warmUps(WARM_UPS); run++) await measureOnce(plan, mailbox);
  const rates: number[] = [];
  for (let run = 0; run < plan.runs(PAIRS); run++) rates.push(await measureOnce(plan, mailbox));
  return [rateFigure(`without its peer: ${why}`, rates), await floor(plan)];
}

function rateFigure(note: string, rates: readonly number[]): Figure {
  return figureOfRuns({ what: WHAT, unit: "per second", target: TARGET_PER_SECOND, moreIsBetter: true, note }, rates);
}

async function measureOnce(plan: Plan, server: Server): Promise<number> {
  const writes = plan.count(WRITES, 200);
  const { acknowledged, ms } = await sendLoad({ ...server, connections: CONNECTIONS, body: ENVELOPE }, writes);
  return acknowledged.length / (ms / 1_000);
}

function floor(plan: Plan): Promise<Figure> {
  return inFolder(async (folder) => {
    const rates: number[] = [];
    syncBare(folder, 100);
    for (let run = 0; run < plan.runs(PAIRS); run++) rates.push(syncBare(folder, plan.count(500, 50)));
    const note = "no HTTP, no token, nobody who shares a sync: the floor under a single durable write";
    return figureOfRuns(
      { what: "the same calls to the disk alone, one after the other", unit: "per second", moreIsBetter: true, note },
      rates,
    );
  });
}

/** Whether anything was synced before a write was acknowledged. */
async function countSyncs(): Promise<readonly Figure[]> {
  const what = "system calls that sync, for each envelope sent alone";
  const strace = spawnSync("strace", ["-o", "/dev/null", "true"]);
  if (strace.status !== 0)
    return [figureOfOne({ what, unit: "", note: "not measured: strace may not trace here" }, null, 0)];
  const ours = await syncsOf(startMailbox);
  const theirs = "missing" in findNginx() ? [] : [await syncsOf(startNginx)];
  const note = "ours: the file, then the folder; waiting requests share the folder's. Counted by strace";
  return [besidePeer(figureOfOne({ what, unit: "", note }, ours, TRACED_WRITES), theirs)];
}

function syncsOf(start: typeof startMailbox): Promise<number> {
  return inFolder(async (folder) => {
    const log = join(folder, "strace.log");
    const strace = ["strace", "-f", "-e", "trace=fsync,fdatasync,sync_file_range,syncfs,sync,msync", "-o", log];
    const server = await start(folder, strace);
    try {
      const before = syncsIn(log);
      await sendLoad({ ...server, connections: 1, body: ENVELOPE }, TRACED_WRITES);
      return (syncsIn(log) - before) / TRACED_WRITES;
    } finally {
      await server.kill();
    }
  });
}

function syncsIn(log: string): number {
  return readFileSync(log, "utf8").match(/(?:sync|sync_file_range|syncfs)\(/g)?.length ?? 0;
}
