import type { Vault } from "../sealing/vault.ts";

/** Lists of names that were deleted here on purpose: they must not come back as news. */
const REMOVED = "removed:";
export const PLAIN_NAMES = "plain-names";
/** Names of the questions clients may have been asked: the background, which carries none, searches a server by them. */
export const ASKED = "asked-instruments";

type Reads = Pick<Vault, "read" | "names">;

/** What the vault tells of names beside those of the sealed files. */
export async function namesIn(vault: Reads) {
  const removed = await vault.names(REMOVED);
  const lists = await Promise.all([PLAIN_NAMES, ...removed].map((name) => listIn(vault, name)));
  return { asked: await listIn(vault, ASKED), known: lists.flat() };
}

export async function listIn(vault: Pick<Vault, "read">, name: string): Promise<readonly string[]> {
  const list = await vault.read(name);
  return Array.isArray(list) ? list.map(String) : [];
}
