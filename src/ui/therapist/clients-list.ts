import { type KnownClient, localFactsOf, readClientsFile, writeClient } from "../../protocol/clients-file.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";

/** The clients file of these clients: what another computer needs to tell who wrote, and no more. */
export function clientsFileText(records: readonly ClientRecord[]): string {
  const empty = `${JSON.stringify({ v: 1, clients: [] }, null, 2)}\n`;
  return records.reduce((text, record) => writeClient(text, knownClient(record)) ?? text, empty);
}

function knownClient(record: ClientRecord): KnownClient {
  const { client, secret, label, recipients, earlier, update, pinnedKey } = record;
  const sealing = { client, secret, label, recipients, ...(earlier && { earlier }), update, pinnedKey };
  return { ...sealing, ...localFactsOf(record) };
}

/** Clients of a clients file that are not here yet; null where the text is none. Those who are here stay as they are. */
export function newClientsIn(
  text: string,
  records: readonly ClientRecord[],
  now: number,
): readonly ClientRecord[] | null {
  const clients = readClientsFile(text);
  if (clients === null) return null;
  const here = new Set(records.map(({ client }) => client));
  return clients
    .filter(({ client }) => !here.has(client))
    .map((client) => ({ ...client, videoHosts: [], invitedAt: now, expiresAt: now, invite: null, phrase: [] }));
}
