import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Part, Plan } from "../bench.ts";
import { besidePeer, type Figure, figureOfOne, notMeasured } from "../figure.ts";
import { gatherInTurn } from "../gather.ts";
import { createDiskImage, noDiskImages } from "./disk-image.ts";
import { sendLoad } from "./load.ts";
import { startMailbox } from "./served-mailbox.ts";
import { findNginx, startNginx } from "./served-nginx.ts";
import { ENVELOPE, type Server, type StartServer } from "./server.ts";
import { inFolder } from "./stage-folder.ts";

const DEATHS = 5;
/** Enough to be in the middle of; both are done within the five seconds after which ext4 writes its journal by itself. */
const DIE_AFTER = 1_200;
const CONNECTIONS = 32;
const UNIT = "acknowledged and lost";

export interface Death {
  readonly acknowledged: number;
  readonly lost: number;
}

/** Ends a server in the middle of its work and gives the ids that are there afterwards. */
type End = (server: Server, folder: string) => Promise<readonly string[]>;

export const serverDeath: Part = (plan) => gatherInTurn([() => compareKills(plan), () => compareCuts(plan)]);

async function compareKills(plan: Plan): Promise<readonly Figure[]> {
  const kill: End = async (server, folder) => {
    await server.kill();
    return server.stored(folder);
  };
  const die = (start: StartServer) => inFolder((folder) => dieOnce(diesAfter(plan), start, folder, kill));
  const why =
    "what the kernel has been given outlives a killed process, synced or not: only a power cut tells the two apart";
  return [await compare("mailbox killed (SIGKILL) in the middle of its work", plan, die, why)];
}

async function compareCuts(plan: Plan): Promise<readonly Figure[]> {
  const what = "power cut in the middle of the mailbox's work";
  const obstacle = noDiskImages();
  if (obstacle !== null) return [notMeasured(what, UNIT, obstacle)];
  const die = (start: StartServer) => dieByPowerCut(diesAfter(plan), start);
  const how =
    "simulated: the store lies on a disk image (ext4), which is copied while the server stands still; what the image had not been given is what a power cut takes";
  return [await compare(what, plan, die, how)];
}

/** The store lies on a disk of its own, which knows what it was given. Only where `noDiskImages` says null. */
export function dieByPowerCut(dieAfter: number, start: StartServer): Promise<Death> {
  return inFolder(async (under) => {
    const disk = createDiskImage(under);
    const settled: StartServer = async (folder) => {
      const server = await start(folder);
      disk.settle();
      return server;
    };
    try {
      const folder = join(disk.folder, "store");
      mkdirSync(folder);
      return await dieOnce(dieAfter, settled, folder, (server) => cutPower(server, () => join(disk.cut(), "store")));
    } finally {
      disk.remove();
    }
  });
}

/** Everything stands still while the disk is copied. */
async function cutPower(server: Server, cut: () => string): Promise<readonly string[]> {
  for (const pid of server.pids()) process.kill(pid, "SIGSTOP");
  const after = cut();
  await server.kill();
  return server.stored(after);
}

function diesAfter(plan: Plan): number {
  return plan.count(DIE_AFTER, 200);
}

async function compare(
  what: string,
  plan: Plan,
  die: (start: StartServer) => Promise<Death>,
  how: string,
): Promise<Figure> {
  const peer = "missing" in findNginx() ? null : startNginx;
  const [ours, theirs]: [Death[], Death[]] = [[], []];
  for (let round = 0; round < plan.runs(DEATHS); round++) {
    ours.push(await die(startMailbox));
    if (peer !== null) theirs.push(await die(peer));
  }
  const told = peer === null ? "no nginx here" : `nginx's dav module lost ${sayDeaths(theirs)}`;
  const note = `${ours.length} deaths, ours lost ${sayDeaths(ours)}, ${told}; ${how}`;
  const figure = figureOfOne({ what, unit: UNIT, target: 0, note }, sum(ours, "lost"), ours.length);
  return peer === null ? figure : besidePeer(figure, [sum(theirs, "lost")]);
}

function sayDeaths(deaths: readonly Death[]): string {
  return `${sum(deaths, "lost")} of ${sum(deaths, "acknowledged")} acknowledged`;
}

function sum(deaths: readonly Death[], what: keyof Death): number {
  return deaths.reduce((total, death) => total + death[what], 0);
}

async function dieOnce(dieAfter: number, start: StartServer, folder: string, end: End): Promise<Death> {
  const server = await start(folder);
  let there: Promise<readonly string[]> | null = null;
  try {
    const { acknowledged } = await sendLoad(
      { ...server, connections: CONNECTIONS, body: ENVELOPE },
      Number.POSITIVE_INFINITY,
      (count) => {
        if (count >= dieAfter) there ??= end(server, folder);
      },
    );
    const stored = new Set(await (there ?? end(server, folder)));
    return { acknowledged: acknowledged.length, lost: acknowledged.filter((id) => !stored.has(id)).length };
  } finally {
    await server.kill();
  }
}
