import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Server, StartServer } from "./server.ts";

/** A folder that is there while `work` runs, and nothing of it afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "aftersession-bench-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Started, used and killed, whatever happens in between. */
export function withServer<T>(start: StartServer, work: (server: Server, folder: string) => Promise<T>): Promise<T> {
  return inFolder(async (folder) => {
    const server = await start(folder);
    try {
      return await work(server, folder);
    } finally {
      await server.kill();
    }
  });
}
