import type { FileKey } from "../../protocol/opened.ts";
import type { ClientRecord, ReceivedFile } from "../../protocol/therapist-records.ts";
import type { TherapistKeyring } from "../sealing/therapist-keyring.ts";
import { openVault, type Vault } from "../sealing/vault.ts";
import type { TherapistArchive } from "../storage/therapist-archive.ts";
import { type Entry, fingerprintOf } from "./file-opening.ts";
import { createFileVersions } from "./file-versions.ts";
import { createKnownNames } from "./known-names.ts";
import { createOpenedStore } from "./opened-store.ts";
import { createOpeningWorkers, type OpeningWorkersDeps, runsOf } from "./opening-workers.ts";
import { createPlainFiles } from "./plain-files.ts";

export interface OpeningSideDeps extends Pick<OpeningWorkersDeps, "startWorker" | "workers" | "pause"> {
  readonly archive: TherapistArchive;
  readonly keyring: Pick<TherapistKeyring, "recipientSets" | "openingKeys" | "testers">;
  /** `name|version` of all questions that may have been asked. */
  readonly instruments: () => Promise<readonly string[]>;
}

/** A dozen steps for a small practice, and a moment of work each. */
const MOST_IN_RUN = 128;

/** Everything between the archive and the inbox: opening in workers, and what is kept of it, encrypted. */
export function createOpeningSide({ archive, keyring, instruments, ...workers }: OpeningSideDeps) {
  let vault: Promise<Vault> | null = null;
  const theVault = (): Promise<Vault> => (vault ??= openVault(archive));
  const [opened, plainStore] = ["opened/", "plain/"].map((prefix) => createOpenedStore(theVault, prefix));
  if (opened === undefined || plainStore === undefined) throw new RangeError("Two stores were asked for.");
  const names = createKnownNames({ fileNames: archive.knownNames, vault: theVault });
  const plain = createPlainFiles({ store: plainStore, addNames: names.addPlain });
  const openRuns = createOpeningWorkers({ ...workers, filesBetween: archive.filesBetween });

  const withTesters = async (clients: readonly ClientRecord[]) =>
    [...clients, ...(await keyring.testers())].map(({ client, secret }) => ({ client, secret }));

  return {
    opened,
    plain: { all: plain.all, keep: (files: readonly ReceivedFile[]) => plain.keep(files) },
    knownNames: names.all,
    /** As the page knows them now; noted for the background. */
    async askedInstruments(): Promise<readonly string[]> {
      const asked = await instruments();
      await names.noteAsked(asked);
      return asked;
    },
    versions: createFileVersions(theVault),
    // As `openFiles` knows them, or what was refused would be opened again at every look.
    fingerprint: async (clients: readonly ClientRecord[]) =>
      fingerprintOf({ clients: await withTesters(clients), recipientSets: await keyring.recipientSets(clients) }),

    async openFiles({ wanted, all, clients, ...rest }: OpenFilesOrder): Promise<void> {
      const isWanted = new Set(wanted);
      const knowledge = {
        identities: await keyring.openingKeys(),
        recipientSets: await keyring.recipientSets(clients),
        clients: await withTesters(clients),
      };
      await openRuns({ wanted: runsOf(all, (file) => isWanted.has(file), MOST_IN_RUN), knowledge, ...rest });
    },

    /** Nothing that was opened of this client stays behind. */
    async forgetOpened(client: string): Promise<void> {
      for (const store of [opened, plainStore]) await store.retain((entry) => entry.client !== client);
    },
  };
}

interface OpenFilesOrder {
  readonly wanted: readonly FileKey[];
  /** In the order of the archive. */
  readonly all: readonly FileKey[];
  readonly clients: readonly ClientRecord[];
  readonly onOpened: (entries: readonly Entry[]) => void;
  readonly signal: AbortSignal;
}
