import type { ClientRecord, SealedFile } from "../../protocol/therapist-records.ts";

type FileName = readonly [name: string, digest: string];

/** What opening says of whose a file is; adapters/sealing does it. */
type Whose =
  | { readonly kind: "opened"; readonly payload: { readonly client: string } }
  | { readonly kind: "refused"; readonly claimed: { readonly client: string } | null };

export interface RemovingDeps {
  readonly archive: {
    readonly clients: () => Promise<readonly ClientRecord[]>;
    readonly files: () => Promise<readonly SealedFile[]>;
    readonly removeClient: (client: string, files: readonly FileName[]) => Promise<number>;
    readonly vaultNamesAbout: (about: ReadonlySet<string>) => Promise<readonly string[]>;
  };
  readonly vault: {
    readonly read: (name: string) => Promise<unknown>;
    readonly keep: (name: string, value: unknown) => Promise<void>;
    readonly names: (prefix: string) => Promise<readonly string[]>;
  };
  readonly opener: (clients: readonly ClientRecord[]) => Promise<(file: SealedFile) => Promise<Whose>>;
  /** What was opened of a client and kept under names that do not say whose it is. */
  readonly forgetOpened?: ((client: string) => Promise<void>) | undefined;
  readonly pause: () => Promise<void>;
  readonly randomCode: () => string;
}

/** Everything of one client that lies here. */
export interface ClientHolding {
  readonly client: string;
  readonly files: readonly FileName[];
  /** Notes, guesses, what was opened. */
  readonly records: number;
}

/** Files opened before the page draws again. */
const STEP = 25;
/** Names of deleted files: by chance, and known only where they came from. Else the next look would fetch them again. */
const REMOVED = "removed:";

/** Finds and deletes what there is of one client. */
export function createRemoving({ archive, vault, opener, forgetOpened, pause, randomCode }: RemovingDeps) {
  return {
    /** Opens every file once more: whose a file is stands nowhere but inside it. */
    async findClient(client: string, onProgress: (done: number, total: number) => void): Promise<ClientHolding> {
      const [all, clients] = await Promise.all([archive.files(), archive.clients()]);
      const open = await opener(clients);
      const files: FileName[] = [];
      for (const [at, file] of all.entries()) {
        // What only claims to be theirs goes as well: it is of no use to anybody else.
        if (whoseIs(await open(file)) === client) files.push([file.name, file.digest]);
        if (at % STEP !== STEP - 1) continue;
        onProgress(at + 1, all.length);
        await pause();
      }
      const about = await archive.vaultNamesAbout(new Set([client, ...files.flat()]));
      return { client, files, records: about.length };
    },

    async removeClient({ client, files }: ClientHolding): Promise<void> {
      // First: whatever stops in between, nothing that was deleted comes back by itself.
      if (files.length > 0) await vault.keep(REMOVED + randomCode(), [...new Set(files.map(([name]) => name))]);
      await forgetOpened?.(client);
      await archive.removeClient(client, files);
    },

    async removedNames(): Promise<ReadonlySet<string>> {
      const lists = await Promise.all((await vault.names(REMOVED)).map((name) => vault.read(name)));
      return new Set(lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : [])));
    },
  };
}

function whoseIs(opened: Whose): string | null {
  return opened.kind === "opened" ? opened.payload.client : (opened.claimed?.client ?? null);
}
