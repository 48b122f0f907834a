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
    readonly removeClient: (clients: readonly string[], files: readonly FileName[]) => Promise<number>;
    readonly vaultNamesAbout: (clients: readonly string[], files: readonly FileName[]) => Promise<readonly string[]>;
  };
  readonly vault: {
    readonly read: (name: string) => Promise<unknown>;
    readonly keep: (name: string, value: unknown) => Promise<void>;
    readonly names: (prefix: string) => Promise<readonly string[]>;
    readonly remove: (names: readonly string[]) => Promise<void>;
  };
  readonly opener: (clients: readonly ClientRecord[]) => Promise<(file: SealedFile) => Promise<Whose>>;
  /** What was opened of a client and kept under names that do not say whose it is. */
  readonly forgetOpened?: ((client: string) => Promise<void>) | undefined;
  readonly pause: () => Promise<void>;
  readonly randomCode: () => string;
}

/** Everything of one client that lies here. */
export interface ClientHolding {
  /** Every pseudonym of the person, newest first. */
  readonly clients: readonly string[];
  readonly files: readonly FileName[];
  /** Notes, guesses, what was opened. */
  readonly records: number;
}

/** Files opened before the page draws again. */
const STEP = 25;
/** Names of deleted files: by chance, and known only where they came from. Else the next look would fetch them again. */
const REMOVED = "removed:";

/** Pseudonyms of which something opened may still be kept: the page was closed, or the disk failed, in between. */
const FORGETTING = "forgetting:";

/** Finds and deletes what there is of one client. */
export function createRemoving({ archive, vault, opener, forgetOpened, pause, randomCode }: RemovingDeps) {
  async function finishForgetting(): Promise<void> {
    const there = new Set((await archive.clients()).map(({ client }) => client));
    for (const name of await vault.names(FORGETTING)) {
      const list = await vault.read(name);
      const gone = (Array.isArray(list) ? list.map(String) : []).filter((client) => !there.has(client));
      for (const client of gone) await forgetOpened?.(client);
      await vault.remove([name]);
    }
  }

  return {
    /** Where an earlier deletion was cut short, now; it never gets in the way of opening the page. */
    finishForgetting: () => finishForgetting().catch(() => {}),

    /** Opens every file once more: whose a file is stands nowhere but inside it. */
    async findClient(
      clients: readonly string[],
      onProgress: (done: number, total: number) => void,
    ): Promise<ClientHolding> {
      const [all, known] = await Promise.all([archive.files(), archive.clients()]);
      const open = await opener(known);
      const files: FileName[] = [];
      for (const [at, file] of all.entries()) {
        // What only claims to be theirs goes as well: it is of no use to anybody else.
        const whose = whoseIs(await open(file));
        if (whose !== null && clients.includes(whose)) files.push([file.name, file.digest]);
        if (at % STEP !== STEP - 1) continue;
        onProgress(at + 1, all.length);
        await pause();
      }
      const about = await archive.vaultNamesAbout(clients, files);
      return { clients, files, records: about.length };
    },

    async removeClient({ clients, files }: ClientHolding): Promise<void> {
      // First: whatever stops in between, nothing that was deleted comes back by itself.
      if (files.length > 0) await vault.keep(REMOVED + randomCode(), [...new Set(files.map(([name]) => name))]);
      // Then what can fail as a whole: of answers that came in plain, what was opened is the only copy.
      await vault.keep(FORGETTING + randomCode(), clients);
      await archive.removeClient(clients, files);
      // They are gone: what is left of the opened goes now, or when the page is opened next.
      await finishForgetting().catch(() => {});
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
