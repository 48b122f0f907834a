import { type FileKey, keyOfFile, type OpenedEntry } from "../../protocol/opened.ts";
import type { ClientRecord, KeptInstrument } from "../../protocol/therapist-records.ts";
import { finderFor } from "./definitions.ts";
import { type Inbox, type OpenedFile, type OpeningRefusal, sortInbox } from "./inbox.ts";

type Entry = OpenedEntry<OpeningRefusal>;

export interface OpeningInboxDeps {
  readonly archive: {
    readonly clients: () => Promise<readonly ClientRecord[]>;
    readonly pinKey: (client: string, key: string) => Promise<void>;
    readonly fileKeys: () => Promise<readonly FileKey[]>;
    readonly instruments: () => Promise<readonly KeptInstrument[]>;
  };
  /** What was opened before, encrypted. */
  readonly opened: {
    readonly all: () => Promise<readonly Entry[]>;
    readonly keep: (entries: readonly Entry[]) => Promise<void>;
    readonly retain: (isKept: (entry: Entry) => boolean) => Promise<void>;
  };
  /** What came plain: opened as it came. */
  readonly plain: { readonly all: () => Promise<readonly Entry[]> };
  /** What a refusal of now is decided under. */
  readonly fingerprint: (clients: readonly ClientRecord[]) => Promise<string>;
  readonly openFiles: (order: {
    readonly wanted: readonly FileKey[];
    readonly all: readonly FileKey[];
    readonly clients: readonly ClientRecord[];
    readonly onOpened: (entries: readonly Entry[]) => void;
    readonly signal: AbortSignal;
  }) => Promise<void>;
}

/** Opened so many, they are written down: a page closed in the middle need not begin again. */
const KEEP_EVERY = 2_048;

/** Opens all that is kept, what was opened before from the vault. What stays sealed for now is counted. */
export function createOpeningInbox(deps: OpeningInboxDeps) {
  const { archive, opened, plain, fingerprint, openFiles } = deps;

  return async function openInbox(
    onProgress: (done: number, total: number) => void,
    signal: AbortSignal = NEVER,
  ): Promise<Inbox> {
    const [files, clients] = await Promise.all([archive.fileKeys(), archive.clients()]);
    const known = new Map(clients.map((record) => [record.client, record]));
    const under = await fingerprint(clients);
    const isThere = new Set(files.map(keyOfFile));
    const isGood = (entry: Entry): boolean => isThere.has(keyOfFile(entry)) && isStill(entry, known, under);
    const before = await opened.all();
    const good = before.filter(isGood);
    if (good.length < before.length) await opened.retain(isGood);

    const done = new Set(good.length === files.length ? [] : good.map(keyOfFile));
    const wanted = good.length === files.length ? [] : files.filter((file) => !done.has(keyOfFile(file)));
    const fresh = wanted.length === 0 ? [] : await openWanted();
    const entries = [...good, ...fresh, ...(await plain.all()).map(ofKnownClient(known))];
    const unopened = wanted.length - fresh.length;
    const settled = inOrderOfArrival(entries).map(comparingKeys(known));
    if (unopened === 0) await pinFirstKeys(settled);
    const inbox = sortInbox(settled, finderFor(await archive.instruments()));
    // Of files that nobody has looked into yet no number can be missed.
    return unopened === 0 ? inbox : { ...inbox, gaps: [], unopened };

    async function openWanted(): Promise<readonly Entry[]> {
      const found: Entry[] = [];
      let kept = 0;
      let keeping: Promise<void> = Promise.resolve();
      const keepRest = (): void => {
        const batch = found.slice(kept);
        kept = found.length;
        keeping = keeping.then(() => opened.keep(batch));
      };
      const onOpened = (entries: readonly Entry[]): void => {
        found.push(...entries);
        onProgress(done.size + found.length, files.length);
        if (found.length - kept >= KEEP_EVERY) keepRest();
      };
      onProgress(done.size, files.length);
      await openFiles({ wanted, all: files, clients, onOpened, signal });
      keepRest();
      await keeping;
      return found;
    }

    async function pinFirstKeys(settled: readonly Settled[]): Promise<void> {
      const missing = new Map<string, string>();
      for (const file of settled) {
        if (file.kind !== "opened" || file.key === undefined || file.key === "" || missing.has(file.client)) continue;
        if (known.get(file.client)?.pinnedKey === null) missing.set(file.client, file.key);
      }
      for (const [client, key] of missing) await archive.pinKey(client, key);
    }
  };
}

type Settled = OpenedFile & { readonly key?: string };

const NEVER = new AbortController().signal;

/** Whether what was found then would be found now: the client is known, with this key or none yet; a refusal as it was. */
function isStill(entry: Entry, known: ReadonlyMap<string, ClientRecord>, under: string): boolean {
  if (entry.kind === "refused") return entry.under === under;
  return known.has(entry.client);
}

/** Nobody can tell who wrote in the name of a client who is not in the list. */
function ofKnownClient(known: ReadonlyMap<string, ClientRecord>): (entry: Entry) => Entry {
  return (entry) => {
    if (entry.kind === "refused" || known.has(entry.client)) return entry;
    const { name, digest, arrivedAt, client } = entry;
    return { name, digest, arrivedAt, kind: "refused", reason: "unknownClient", client, under: "" };
  };
}

function inOrderOfArrival(entries: readonly Entry[]): readonly Entry[] {
  return [...entries].sort((a, b) => a.arrivedAt - b.arrivedAt || (a.digest < b.digest ? -1 : 1));
}

/** The first key that comes for a client is theirs, also within these files; whatever another one signed is refused. */
function comparingKeys(known: ReadonlyMap<string, ClientRecord>): (entry: Entry) => Settled {
  const first = new Map<string, string>();
  return (entry) => {
    if (entry.kind === "refused" || entry.key === "") return entry;
    const { name, arrivedAt, client, key } = entry;
    const theirs = known.get(client)?.pinnedKey ?? first.get(client) ?? key;
    first.set(client, theirs);
    return theirs === key ? entry : { name, arrivedAt, kind: "refused", reason: "secondKey", client };
  };
}
