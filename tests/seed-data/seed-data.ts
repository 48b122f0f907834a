import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { random256, sha256Text } from "../../src/adapters/sealing/bytes.ts";
import { type ClientKey, keyMac, makeClientKey } from "../../src/adapters/sealing/client-key.ts";
import { sealEnvelope } from "../../src/adapters/sealing/seal-envelope.ts";
import { makeTherapistKey, type TherapistKey, writeKeyFile } from "../../src/adapters/sealing/therapist-key.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../src/core/alliance/instruments/index.ts";
import type { KnownClient } from "../../src/protocol/clients-file.ts";
import { isoMinute } from "../../src/protocol/envelope.ts";
import { toQuestionnaireResponse } from "../../src/protocol/questionnaire-response.ts";
import { createRandom } from "../faults/random.ts";
import { type MadeUpSession, makeUpClient } from "./made-up-client.ts";

export interface SeedOptions {
  readonly clients: number;
  readonly sessions: number;
  readonly seed: number;
  /** Into here: `answers/{id}.age` as a mailbox has them, `key.txt`, `clients.json`. Files there are overwritten. */
  readonly out: string;
  readonly now: number;
  readonly say: (text: string) => void;
}

/** What the command prints, as one line of JSON. */
export interface SeededData {
  readonly clients: number;
  readonly sessions: number;
  readonly files: number;
  readonly bytes: number;
  readonly seed: number;
  readonly answers: string;
  readonly key: string;
  readonly clientsFile: string;
}

interface Party {
  readonly known: KnownClient;
  readonly key: ClientKey;
  readonly mac: string;
  readonly label: string;
}

const THERAPIST = "Dr. Rivera";
/** Sealed together: WebCrypto has threads of its own. */
const TOGETHER = 16;

/** Writes what clients of a whole practice would have sent. The answers follow from the seed, keys and seals do not. */
export async function seedData({ clients, sessions, seed, out, now, say }: SeedOptions): Promise<SeededData> {
  const folder = join(out, "answers");
  mkdirSync(folder, { recursive: true });
  const therapist = await makeTherapistKey(THERAPIST);
  const known: KnownClient[] = [];
  let [files, bytes] = [0, 0];
  for (let index = 0; index < clients; index += 1) {
    const party = await makeParty(therapist, `Client ${String(index + 1).padStart(3, "0")}`);
    known.push(party.known);
    const answered = makeUpClient(createRandom(seed * 1_000 + index), sessions, now);
    for (let start = 0; start < answered.length; start += TOGETHER) {
      const sealed = await Promise.all(
        answered.slice(start, start + TOGETHER).map((session) => seal(party, session, therapist)),
      );
      for (const { id, envelope } of sealed) {
        writeFileSync(join(folder, `${id}.age`), envelope);
        files += 1;
        bytes += envelope.length;
      }
    }
    if ((index + 1) % 20 === 0) say(`${index + 1} of ${clients} clients, ${files} answers`);
  }
  const [key, clientsFile] = [join(out, "key.txt"), join(out, "clients.json")];
  writeFileSync(key, writeKeyFile(therapist, now), { mode: 0o600 });
  writeFileSync(clientsFile, `${JSON.stringify({ v: 1, clients: known }, null, 2)}\n`, { mode: 0o600 });
  return { clients, sessions, files, bytes, seed, answers: folder, key, clientsFile };
}

async function makeParty(therapist: TherapistKey, label: string): Promise<Party> {
  const key = await makeClientKey();
  const [client, secret] = [crypto.randomUUID(), random256()];
  const known = { client, secret, label, recipients: [therapist.recipient], update: 1, pinnedKey: null };
  return { known, key, label, mac: await keyMac(secret, client, key.publicKey) };
}

async function seal({ known, key, mac }: Party, session: MadeUpSession, therapist: TherapistKey) {
  const id = crypto.randomUUID();
  const { seq, endedAt, answers, skipped, seconds } = session;
  const submittedAt = endedAt + 60_000;
  const { client } = known;
  const response = { id, client, instrument: DEFAULT_INSTRUMENT, submittedAt, answers, endedAt };
  const items = findInstrument(DEFAULT_INSTRUMENT)?.items ?? [];
  const envelope = await sealEnvelope({
    payload: {
      type: "response",
      id,
      seq,
      client,
      key: key.publicKey,
      mac,
      instrument: `${DEFAULT_INSTRUMENT}|3f9a0c11d2e4`,
      at: isoMinute(submittedAt),
      consent: { hash: await sha256Text("made up"), at: isoMinute(endedAt) },
      body: toQuestionnaireResponse({ ...response, wish: null, seconds, skipped }, items),
    },
    privateKey: key.privateKey,
    recipients: [therapist.recipient],
  });
  return { id, envelope };
}
