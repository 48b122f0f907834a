import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Part } from "../bench.ts";
import { besidePeer, figureOfOne } from "../figure.ts";
import { sendLoad } from "../sync/load.ts";
import { startMailbox } from "../sync/served-mailbox.ts";
import { ENVELOPE, type StartServer } from "../sync/server.ts";
import { inFolder } from "../sync/stage-folder.ts";
import { findReceivers } from "./receivers.ts";

/** One after the other, so that no sync is shared and each can be counted. */
const TRACED_WRITES = 40;

/** Whether anything was synced before a write was acknowledged. */
export const syncs: Part = async () => {
  const what = "system calls that sync, for each envelope sent alone";
  const strace = spawnSync("strace", ["-o", "/dev/null", "true"]);
  if (strace.status !== 0)
    return [figureOfOne({ what, unit: "", note: "not measured: strace may not trace here" }, null, 0)];
  const note = "ours: the file, then the folder; waiting requests share the folder's. Counted by strace";
  const ours = figureOfOne({ what, unit: "", note }, await syncsOf(startMailbox), TRACED_WRITES);
  const { found } = findReceivers();
  if (found.length === 0) return [ours];
  const beside = found.map(async ({ name, start }) =>
    besidePeer({ ...ours, what: `${what}; beside ${name}` }, [await syncsOf(start)]),
  );
  return Promise.all(beside);
};

function syncsOf(start: StartServer): Promise<number> {
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
