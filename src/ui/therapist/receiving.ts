import type { Place, PlaceReading } from "../../protocol/place.ts";
import type {
  ItemReply,
  ListReply,
  MailboxItem,
  ReadingFailure,
  ReceivedFile,
  SealedFile,
} from "../../protocol/therapist-records.ts";
import type { LookReply } from "./inbox-actions.ts";

export interface ReceivingDeps {
  readonly archive: {
    readonly keepFiles: (files: readonly ReceivedFile[]) => Promise<readonly SealedFile[]>;
    readonly place: () => Promise<Place | null>;
  };
  readonly reading: {
    readonly list: (reading: PlaceReading) => Promise<ListReply>;
    readonly read: (reading: PlaceReading, id: string) => Promise<ItemReply>;
  };
  /** Answers that came plain are never written as they are: they go where what was opened is kept, encrypted. */
  readonly plain: {
    /** How many of them are new. */
    readonly keep: (files: readonly ReceivedFile[]) => Promise<number>;
  };
  /** Of all that has come, whatever became of it. */
  readonly knownNames: () => Promise<ReadonlySet<string>>;
  /** Versions of files that may change where they lie, by name. */
  readonly versions: {
    readonly read: (reading: PlaceReading) => Promise<ReadonlyMap<string, string>>;
    readonly keep: (reading: PlaceReading, versions: ReadonlyMap<string, string>) => Promise<void>;
  };
}

/** As many files at once as a small server serves without falling behind. */
const IN_FLIGHT = 6;
/** Kept in one strict write: a page closed in the middle loses no more than one batch, and asks for it again. */
const BATCH = 24;

/** Fetches what is new where clients send, and keeps it. */
export function createReceiving({ archive, reading, plain, knownNames, versions }: ReceivingDeps) {
  async function fetchBatch(from: PlaceReading, items: readonly MailboxItem[]): Promise<Fetched> {
    const files: ReceivedFile[] = [];
    for (let start = 0; start < items.length; start += IN_FLIGHT) {
      const together = items.slice(start, start + IN_FLIGHT);
      const replies = await Promise.all(together.map(({ id }) => reading.read(from, id)));
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
  }

  async function fetchAll(from: PlaceReading, wanted: readonly MailboxItem[], signal: AbortSignal): Promise<LookReply> {
    const keep =
      from.kind === "fhir"
        ? plain.keep
        : async (files: readonly ReceivedFile[]) => (await archive.keepFiles(files)).length;
    let fresh = 0;
    for (let start = 0; start < wanted.length && !signal.aborted; start += BATCH) {
      const { files, failed } = await fetchBatch(from, wanted.slice(start, start + BATCH));
      fresh += await keep(files);
      if (failed !== null) return { kind: "failed", reason: failed, fresh };
    }
    return { kind: "looked", fresh };
  }

  return {
    async look(signal: AbortSignal = NEVER): Promise<LookReply> {
      const from = (await archive.place())?.reading;
      if (from === undefined || from.kind === "hand") return { kind: "looked", fresh: 0 };
      const listed = await reading.list(from);
      if (listed.kind === "failed") return { ...listed, fresh: 0 };
      const [known, seen] = await Promise.all([knownNames(), versions.read(from)]);
      // Known by name, but another file now: overwritten, which only shows when it is looked at.
      const isNew = ({ id, version }: MailboxItem): boolean =>
        !known.has(id) || (version !== undefined && seen.has(id) && seen.get(id) !== version);
      const reply = await fetchAll(from, listed.items.filter(isNew), signal);
      if (reply.kind === "looked" && !signal.aborted) await versions.keep(from, versionsIn(listed.items));
      return reply;
    },
  };
}

interface Fetched {
  readonly files: readonly ReceivedFile[];
  readonly failed: ReadingFailure | null;
}

const NEVER = new AbortController().signal;

function versionsIn(items: readonly MailboxItem[]): ReadonlyMap<string, string> {
  return new Map(items.flatMap(({ id, version }) => (version === undefined ? [] : [[id, version] as const])));
}
