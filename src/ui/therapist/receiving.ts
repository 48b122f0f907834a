import { type EnvelopePayload, MAX_ENVELOPE_BYTES } from "../../protocol/envelope.ts";
import type { EnvelopeContent } from "../../protocol/envelope-content.ts";
import type {
  ClientRecord,
  ItemReply,
  KeptInstrument,
  ListReply,
  MailboxAccess,
  ReceivedFile,
  SealedFile,
} from "../../protocol/therapist-records.ts";
import { finderFor } from "./definitions.ts";
import { type Inbox, type OpenedFile, type OpeningRefusal, sortInbox } from "./inbox.ts";
import type { LookReply, TakenFiles } from "./therapist-actions.ts";

/** What opening one file comes to; adapters/sealing does it. */
type Opening =
  | {
      readonly kind: "opened";
      readonly payload: {
        readonly id: string;
        readonly client: string;
        readonly seq: number;
        readonly key: string;
        readonly to: string;
        readonly consent: EnvelopePayload["consent"];
      };
      readonly content: EnvelopeContent;
      readonly firstKey: boolean;
    }
  | {
      readonly kind: "refused";
      readonly reason: OpeningRefusal;
      readonly claimed: { readonly id: string; readonly client: string } | null;
    };

export interface ReceivingDeps {
  readonly archive: {
    readonly clients: () => Promise<readonly ClientRecord[]>;
    readonly pinKey: (client: string, key: string) => Promise<void>;
    readonly files: () => Promise<readonly SealedFile[]>;
    readonly knownNames: () => Promise<ReadonlySet<string>>;
    readonly keepFiles: (files: readonly ReceivedFile[]) => Promise<readonly SealedFile[]>;
    readonly instruments: () => Promise<readonly KeptInstrument[]>;
    readonly mailbox: () => Promise<MailboxAccess | null>;
  };
  readonly reading: {
    readonly list: (access: MailboxAccess) => Promise<ListReply>;
    readonly read: (access: MailboxAccess, id: string) => Promise<ItemReply>;
  };
  readonly opener: (clients: readonly ClientRecord[]) => Promise<(file: SealedFile) => Promise<Opening>>;
  /** Lets the page draw between two batches. */
  readonly pause: () => Promise<void>;
  readonly now: () => number;
}

/** As many files at once as a small server serves without falling behind. */
const IN_FLIGHT = 6;
/** Kept in one strict write: a page closed in the middle loses no more than one batch, and asks for it again. */
const BATCH = 24;
/** About a tenth of a second of opening. */
const PROGRESS_STEP = 25;
/** A sealed answer as text is a third larger; nobody's answers are longer than that. */
const LARGEST_FILE = 2 * MAX_ENVELOPE_BYTES;

/** Fetches, keeps and opens what clients sent. What was opened stays in memory only, and is opened once. */
export function createReceiving(deps: ReceivingDeps) {
  const { archive, reading, opener, pause, now } = deps;
  const openedBefore = new Map<string, OpenedFile>();

  const fetchBatch = async (access: MailboxAccess, items: readonly Fetchable[]): Promise<Fetched> => {
    const files: ReceivedFile[] = [];
    for (let start = 0; start < items.length; start += IN_FLIGHT) {
      const together = items.slice(start, start + IN_FLIGHT);
      const replies = await Promise.all(together.map(({ id }) => reading.read(access, id)));
      for (const [index, reply] of replies.entries()) {
        const item = together[index];
        if (item === undefined) continue;
        // Deleted since it was listed: there is nothing left to fetch, and nothing wrong.
        if (reply.kind === "failed" && reply.reason === "noSuchItem") continue;
        if (reply.kind === "failed") return { files, failed: reply.reason };
        const { bytes } = reply;
        files.push({ name: item.id, bytes, arrivedAt: item.arrivedAt, from: "mailbox" });
      }
    }
    return { files, failed: null };
  };

  return {
    async look(): Promise<LookReply> {
      const access = await archive.mailbox();
      if (access === null) return { kind: "looked", fresh: 0 };
      const listed = await reading.list(access);
      if (listed.kind === "failed") return { ...listed, fresh: 0 };
      const known = await archive.knownNames();
      const wanted = listed.items.filter(({ id }) => !known.has(id));
      let fresh = 0;
      for (let start = 0; start < wanted.length; start += BATCH) {
        const { files, failed } = await fetchBatch(access, wanted.slice(start, start + BATCH));
        fresh += (await archive.keepFiles(files)).length;
        if (failed !== null) return { kind: "failed", reason: failed, fresh };
      }
      return { kind: "looked", fresh };
    },

    async takeFiles(files: readonly File[]): Promise<TakenFiles> {
      const small = files.filter(({ size }) => size <= LARGEST_FILE);
      const sealed = await Promise.all(
        small.map(async (file): Promise<ReceivedFile> => {
          const bytes = new Uint8Array(await file.arrayBuffer());
          return { name: idIn(file.name), bytes, arrivedAt: now(), from: "file" };
        }),
      );
      const fresh = await archive.keepFiles(sealed);
      const tooLarge = files.filter(({ size }) => size > LARGEST_FILE).map(({ name }) => name);
      return { fresh: fresh.length, known: small.length - fresh.length, tooLarge };
    },

    async openInbox(onProgress: (done: number, total: number) => void): Promise<Inbox> {
      const [files, clients] = await Promise.all([archive.files(), archive.clients()]);
      const open = await opener(clients);
      const opened: OpenedFile[] = [];
      for (const file of files) {
        const before = openedBefore.get(keyOf(file));
        const now = before ?? (await openFile(file));
        // A refusal may be mended, by a client added from a list or a key taken back: asked again each time.
        if (now.kind === "opened") openedBefore.set(keyOf(file), now);
        opened.push(now);
        if (before === undefined && opened.length % PROGRESS_STEP === 0) {
          onProgress(opened.length, files.length);
          await pause();
        }
      }
      return sortInbox(opened, finderFor(await archive.instruments()));

      async function openFile(file: SealedFile): Promise<OpenedFile> {
        const { name, arrivedAt } = file;
        const outcome = await open(file);
        if (outcome.kind === "refused") {
          return { name, arrivedAt, kind: "refused", reason: outcome.reason, client: outcome.claimed?.client ?? null };
        }
        const { id, client, seq, key, to, consent } = outcome.payload;
        if (outcome.firstKey) await archive.pinKey(client, key);
        return { name, arrivedAt, kind: "opened", id, client, seq, to, consent, content: outcome.content };
      }
    },
  };
}

type Fetchable = { readonly id: string; readonly arrivedAt: number };
interface Fetched {
  readonly files: readonly ReceivedFile[];
  readonly failed: Extract<ItemReply, { kind: "failed" }>["reason"] | null;
}

function keyOf({ name, digest }: SealedFile): string {
  return `${digest}|${name}`;
}

/** The id of `{id}.age`, `{id} (1).age` and their like, so that a saved copy is known again; else the name as it is. */
function idIn(fileName: string): string {
  return /^([0-9a-f-]{36})( ?\(\d+\))?\.age$/.exec(fileName)?.[1] ?? fileName;
}
