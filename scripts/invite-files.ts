import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { InviteFacts } from "../src/adapters/sealing/invite.ts";
import { readKeyFile, type TherapistKey } from "../src/adapters/sealing/therapist-key.ts";
import { type KnownClient, readClientsFile, recipientSetsOf, writeClient } from "../src/protocol/clients-file.ts";
import { Refusal } from "./invite-problems.ts";

export async function readKey(file: string): Promise<TherapistKey> {
  const read = await readKeyFile(readText(file));
  if (read.kind === "identityOnly") throw new Refusal(`${file} opens answers, but has no part that signs invites.`);
  if (read.kind === "refused") throw new Refusal(`${file} is no key that can be used (${read.reason}).`);
  if (read.key.name === "") throw new Refusal(`${file} has lost its line "# aftersession-name: …". Write it in again.`);
  return read.key;
}

export function readClients(file: string | undefined): readonly KnownClient[] {
  if (file === undefined || !existsSync(file)) return [];
  const clients = readClientsFile(readText(file));
  if (clients === null) throw new Refusal(`${file} is there, but is no clients file. It was left as it is.`);
  return clients;
}

export function rememberClient(
  file: string,
  label: string | undefined,
  facts: InviteFacts,
  known: readonly KnownClient[],
): void {
  const { client, secret, recipients, update } = facts;
  const before = known.find((each) => each.client === client);
  const pinnedKey = before?.pinnedKey ?? null;
  const earlier = earlierSets(recipients, before);
  const readers = { recipients, ...(earlier.length > 0 && { earlier }) };
  const record = { client, secret, label: label ?? before?.label ?? "", ...readers, update, pinnedKey };
  const text = writeClient(existsSync(file) ? readText(file) : null, record);
  if (text === null) throw new Refusal(`${file} is no clients file. It was left as it is.`);
  const beside = `${file}.new`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, file);
}

/** What was sealed for the readers of earlier invites still has to be recognised. */
function earlierSets(recipients: readonly string[], before: KnownClient | undefined): readonly (readonly string[])[] {
  const sets = before === undefined ? [] : recipientSetsOf(before);
  return sets.filter((set) => set.join() !== recipients.join());
}

export function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    // Missing or not readable: the person knows which of the two.
    throw new Refusal(`${file} cannot be read.`);
  }
}

/** For this user's eyes; never over a file that is there. */
export function writeSecret(file: string, text: string): void {
  try {
    writeFileSync(file, text, { mode: 0o600, flag: "wx" });
  } catch {
    // There already, or the folder is not: either way nothing was written.
    throw new Refusal(`${file} was not written: it is there already, or its folder is not.`);
  }
}
