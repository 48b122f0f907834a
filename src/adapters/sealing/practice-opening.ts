import { type KnownClient, recipientSetsOf } from "../../protocol/clients-file.ts";
import { isEnvelopeId } from "../../protocol/envelope.ts";
import type { EnvelopeContent } from "../../protocol/envelope-content.ts";
import { openEnvelope } from "./open-envelope.ts";
import { readUnproven } from "./open-unproven.ts";

export type PracticeOpening =
  | {
      readonly kind: "opened";
      readonly id: string;
      readonly client: string;
      readonly seq: number;
      readonly content: EnvelopeContent;
      /** A client list says that this client wrote it. */
      readonly proven: boolean;
    }
  | { readonly kind: "refused" };

/**
 * Opens with the key of a practice that invites name as a reader. Proven by a client list where one has the client; else
 * taken as it says of itself, and said to be so. What a list disproves is refused.
 */
export function createPracticeOpener(identities: readonly string[], clients: readonly KnownClient[]) {
  const known = new Map(clients.map((client) => [client.client, client]));
  const facts = {
    identities,
    ourRecipientSets: clients.flatMap(recipientSetsOf),
    knownClients: (client: string) => known.get(client) ?? null,
  };
  return async (bytes: Uint8Array<ArrayBuffer>, name: string): Promise<PracticeOpening> => {
    const fileName = isEnvelopeId(name.slice(0, 36)) ? name : null;
    const outcome = await openEnvelope(bytes, { ...facts, fileName });
    if (outcome.kind === "opened") {
      const { id, client, seq } = outcome.payload;
      return { kind: "opened", id, client, seq, content: outcome.content, proven: true };
    }
    const isUnlisted = outcome.claimed !== null && !known.has(outcome.claimed.client);
    const unproven = isUnlisted ? await readUnproven(bytes, identities) : null;
    return unproven === null ? { kind: "refused" } : { kind: "opened", ...unproven, proven: false };
  };
}
