import type { Vault } from "../sealing/vault.ts";
import { ASKED, listIn, namesIn, PLAIN_NAMES } from "./names-in-vault.ts";

export interface KnownNamesDeps {
  readonly fileNames: () => Promise<ReadonlySet<string>>;
  readonly vault: () => Promise<Pick<Vault, "read" | "keep" | "names">>;
}

/** What has come already, whatever became of it, without looking into any of it. */
export function createKnownNames({ fileNames, vault }: KnownNamesDeps) {
  return {
    async all(): Promise<ReadonlySet<string>> {
      return new Set([...(await fileNames()), ...(await namesIn(await vault())).known]);
    },
    async noteAsked(instruments: readonly string[]): Promise<void> {
      const opened = await vault();
      const before = await listIn(opened, ASKED);
      if (before.join() !== instruments.join()) await opened.keep(ASKED, instruments);
    },
    async addPlain(names: readonly string[]): Promise<void> {
      const opened = await vault();
      await opened.keep(PLAIN_NAMES, [...new Set([...(await listIn(opened, PLAIN_NAMES)), ...names])]);
    },
  };
}
