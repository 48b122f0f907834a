import { chown, stat } from "node:fs/promises";

/**
 * Root makes boxes and tokens for a mailbox that runs as somebody else: what it makes belongs to whoever owns the store, or
 * the mailbox could not write there. Of others nobody may give files away.
 */
export async function giveToOwner(folder: string, path: string): Promise<void> {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = await stat(folder);
  await chown(path, uid, gid);
}
