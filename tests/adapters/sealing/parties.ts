import { random256, sha256Text } from "../../../src/adapters/sealing/bytes.ts";
import { type ClientKey, keyMac, makeClientKey } from "../../../src/adapters/sealing/client-key.ts";
import { type OpeningFacts } from "../../../src/adapters/sealing/open-envelope.ts";
import { type PayloadFacts, sealEnvelope } from "../../../src/adapters/sealing/seal-envelope.ts";
import { makeTherapistKey, type TherapistKey } from "../../../src/adapters/sealing/therapist-key.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../../src/core/alliance/instruments/index.ts";
import { toQuestionnaireResponse } from "../../../src/protocol/questionnaire-response.ts";

export interface Client extends ClientKey {
  readonly client: string;
  readonly secret: string;
  readonly mac: string;
}

export const AT = "2026-11-23T19:04:00Z";

export async function makeClient(client: string, secret = random256()): Promise<Client> {
  const key = await makeClientKey();
  return { ...key, client, secret, mac: await keyMac(secret, client, key.publicKey) };
}

/** A response of this client, with the named facts changed. */
export async function usualPayload(from: Client, changed: Partial<PayloadFacts> = {}): Promise<PayloadFacts> {
  const id = changed.id ?? crypto.randomUUID();
  const { client, publicKey, mac } = from;
  const answers = { B1: 8, G1: 7, T1: 9, R1: "no", V1: "no" };
  const facts = { id, client, instrument: DEFAULT_INSTRUMENT, submittedAt: Date.parse(AT), answers };
  const response = { ...facts, wish: null, seconds: 30, skipped: 1, endedAt: null };
  return {
    type: "response",
    id,
    seq: 1,
    client,
    key: publicKey,
    mac,
    instrument: `${DEFAULT_INSTRUMENT}|3f9a0c11d2e4`,
    at: AT,
    consent: { hash: await sha256Text("what was shown"), at: AT },
    body: toQuestionnaireResponse(response, findInstrument(DEFAULT_INSTRUMENT)!.items),
    ...changed,
  };
}

/** A therapist, two clients of theirs, and how the therapist opens what comes. */
export async function makeParties() {
  const therapist = await makeTherapistKey("Dr. Rivera");
  const [ann, bob] = await Promise.all([makeClient("ann"), makeClient("bob")]);
  const seal = async (from: Client, changed: Partial<PayloadFacts> = {}, to: TherapistKey = therapist) =>
    sealEnvelope({
      payload: await usualPayload(from, changed),
      privateKey: from.privateKey,
      recipients: [to.recipient],
    });
  const opening: OpeningFacts = {
    identities: [therapist.identity],
    knownClients: (client) => {
      const known = [ann, bob].find((each) => each.client === client);
      return known ? { secret: known.secret, pinnedKey: null } : null;
    },
    ourRecipientSets: [[therapist.recipient]],
  };
  return { therapist, ann, bob, seal, opening };
}
