import type { ClientChange } from "../../protocol/client-standing.ts";
import type { ClientRecord, Practice } from "../../protocol/therapist-records.ts";
import type { InboxActions } from "./inbox-actions.ts";
import { INVITE_DAYS } from "./invite-form.ts";

/** What the page can do with a client that is on the list. */
export interface ClientActions {
  /** As it is kept from then on; null where this client is not here any more. */
  readonly changeClient: (client: string, change: ClientChange) => Promise<ClientRecord | null>;
  /** A new invite for the same person; null where the last one is not here, or nobody could accept it any more. */
  readonly inviteAgain: (client: string) => Promise<ClientRecord | null>;
  /** Sealed answers and lists of clients, however they are mixed. */
  readonly takeFiles: InboxActions["takeFiles"];
}

interface ClientActionsDeps {
  readonly archive: {
    readonly clients: () => Promise<readonly ClientRecord[]>;
    readonly keepClient: (record: ClientRecord) => Promise<void>;
    readonly changeClient: ClientActions["changeClient"];
  };
  /** Who reads beside the therapist. */
  readonly practice: () => Promise<Practice | null>;
  readonly follow: (record: ClientRecord, practice: Practice | null, expiresAt: number) => Promise<ClientRecord | null>;
  readonly takeSealed: InboxActions["takeFiles"];
  /** All clients afterwards; null where the text is no list of clients. */
  readonly takeClientsFile: (text: string) => Promise<readonly ClientRecord[] | null>;
  readonly now: () => number;
}

const DAY_MS = 24 * 60 * 60_000;
/** Far more than a list of a practice's clients needs. */
const LARGEST_LIST = 10_000_000;

export function createClientActions(deps: ClientActionsDeps): ClientActions {
  const { archive, practice, follow, takeSealed, takeClientsFile, now } = deps;
  const isTakenAsList = async (file: File): Promise<boolean> => {
    if (!file.name.endsWith(".json") || file.size > LARGEST_LIST) return false;
    return (await takeClientsFile(await file.text())) !== null;
  };
  return {
    changeClient: archive.changeClient,
    inviteAgain: async (client) => {
      const all = await archive.clients();
      // Done already, in another window: of two invites that follow one only one could be shown.
      const isFollowed = all.some(({ follows }) => follows === client);
      const before = isFollowed ? undefined : all.find((one) => one.client === client);
      const expiresAt = now() + INVITE_DAYS * DAY_MS;
      const record = before ? await follow(before, await practice(), expiresAt) : null;
      if (record !== null) await archive.keepClient(record);
      return record;
    },
    takeFiles: async (files) => {
      const before = (await archive.clients()).length;
      const sealed: File[] = [];
      // Lists first, one after the other: answers are known by the clients on them.
      for (const file of files) if (!(await isTakenAsList(file))) sealed.push(file);
      const clients = (await archive.clients()).length - before;
      return { ...(await takeSealed(sealed)), clients };
    },
  };
}
