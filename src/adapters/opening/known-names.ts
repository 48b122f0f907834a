import type { Vault } from "../sealing/vault.ts";

/** Lists of names that were deleted here on purpose: they must not come back as news. */
const REMOVED = "removed:";
const PLAIN_NAMES = "plain-names";
/** Names of the questions clients may have been asked: the background, which carries none, searches a server by them. */
const ASKED = "asked-instruments";

export interface KnownNamesDeps {
  readonly fileNames: () => Promise<ReadonlySet<string>>;
  readonly vault: () => Promise<Pick<Vault, "read" | "keep" | "names">>;
}

/** What has come already, whatever became of it, without looking into any of it. */
export function createKnownNames({ fileNames, vault }: KnownNamesDeps) {
  const listIn = async (name: string): Promise<readonly string[]> => {
    const list = await (await vault()).read(name);
    return Array.isArray(list) ? list.map(String) : [];
  };
  return {
    async all(): Promise<ReadonlySet<string>> {
      const removed = await (await vault()).names(REMOVED);
      const lists = await Promise.all([PLAIN_NAMES, ...removed].map(listIn));
      return new Set([...(await fileNames()), ...lists.flat()]);
    },
    asked: (): Promise<readonly string[]> => listIn(ASKED),
    async noteAsked(instruments: readonly string[]): Promise<void> {
      const before = await listIn(ASKED);
      if (before.join() !== instruments.join()) await (await vault()).keep(ASKED, instruments);
    },
    async addPlain(names: readonly string[]): Promise<void> {
      const known = await listIn(PLAIN_NAMES);
      await (await vault()).keep(PLAIN_NAMES, [...new Set([...known, ...names])]);
    },
  };
}
