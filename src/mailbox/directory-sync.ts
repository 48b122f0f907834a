import { open } from "node:fs/promises";

/** Resolves once every name linked into the folder before the call is on disk. */
export type SyncDirectory = (folder: string) => Promise<void>;

/** One fsync of a folder. Windows cannot sync one: there, a name is as safe as NTFS's own journal makes it. */
export async function syncDirectory(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/**
 * Lets requests that wait at the same time share one fsync. A sync that has begun is no good to a later caller, so that
 * one joins the next. A folder whose sync failed once stays failed: the kernel may have dropped what it could not write
 * and would report success the next time.
 */
export function shareDirectorySync(sync: SyncDirectory): SyncDirectory {
  const running = new Map<string, Promise<void>>();
  const next = new Map<string, Promise<void>>();
  const failed = new Map<string, unknown>();

  async function run(folder: string): Promise<void> {
    if (failed.has(folder)) throw failed.get(folder);
    try {
      await sync(folder);
    } catch (error) {
      failed.set(folder, error);
      throw error;
    } finally {
      running.delete(folder);
    }
  }
  function start(folder: string): Promise<void> {
    next.delete(folder);
    const started = run(folder);
    running.set(folder, started);
    return started;
  }
  return (folder) => {
    const waiting = next.get(folder);
    if (waiting !== undefined) return waiting;
    const current = running.get(folder);
    if (current === undefined) return start(folder);
    const joined = current.then(
      () => start(folder),
      () => start(folder),
    );
    next.set(folder, joined);
    return joined;
  };
}
