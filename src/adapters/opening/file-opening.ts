import { isEnvelopeId, recipientsText } from "../../protocol/envelope.ts";
import type { FileKey, OpenedEntry } from "../../protocol/opened.ts";
import type { SealedFile } from "../../protocol/therapist-records.ts";
import { sha256Text } from "../sealing/bytes.ts";
import { prepareOpening, type RefusalReason } from "../sealing/open-envelope.ts";

/** All that opening needs to know; can be handed to a worker as it is. No secret key in it can be read out. */
export interface OpeningKnowledge {
  readonly identities: readonly CryptoKey[];
  readonly recipientSets: readonly (readonly string[])[];
  readonly clients: readonly { readonly client: string; readonly secret: string }[];
}

export type Entry = OpenedEntry<RefusalReason>;

/** One run of files that stand beside each other in the archive. */
export interface FileRun {
  readonly first: FileKey;
  readonly last: FileKey;
}

export interface FileOpeningDeps {
  readonly filesBetween: (first: FileKey, last: FileKey) => Promise<readonly SealedFile[]>;
}

/** So many are worked at together that neither processor waits for the other. */
const TOGETHER = 16;

/** Reads sealed files from the archive and opens them; keys of clients are compared later, in the order of arrival. */
export async function createFileOpening({ filesBetween }: FileOpeningDeps, knowledge: OpeningKnowledge) {
  const secrets = new Map(knowledge.clients.map(({ client, secret }) => [client, secret]));
  const under = await fingerprintOf(knowledge);
  const open = await prepareOpening({
    identities: knowledge.identities,
    ourRecipientSets: knowledge.recipientSets,
    knownClients: (client) => {
      const secret = secrets.get(client);
      return secret === undefined ? null : { secret, pinnedKey: null };
    },
  });

  async function openOne({ name, digest, arrivedAt, bytes }: SealedFile): Promise<Entry> {
    // A person may call a file what they like; only a name that claims an id has to be right.
    const outcome = await open(bytes, isEnvelopeId(name.slice(0, 36)) ? name : null);
    if (outcome.kind === "refused") {
      const client = outcome.claimed?.client ?? null;
      return { name, digest, arrivedAt, kind: "refused", reason: outcome.reason, client, under };
    }
    const { id, client, seq, key, to } = outcome.payload;
    return { name, digest, arrivedAt, kind: "opened", id, client, seq, key, to, content: outcome.content };
  }

  return async ({ first, last }: FileRun): Promise<readonly Entry[]> => {
    const files = await filesBetween(first, last);
    const entries: Entry[] = [];
    for (let start = 0; start < files.length; start += TOGETHER) {
      entries.push(...(await Promise.all(files.slice(start, start + TOGETHER).map(openOne))));
    }
    return entries;
  };
}

/** What refusals were decided under: with other keys, clients or secrets there may be another answer. */
export async function fingerprintOf({ recipientSets, clients }: Omit<OpeningKnowledge, "identities">): Promise<string> {
  const sets = recipientSets.map(recipientsText).sort();
  const known = clients.map(({ client, secret }) => `${client}|${secret}`).sort();
  return sha256Text(JSON.stringify([sets, known]));
}
