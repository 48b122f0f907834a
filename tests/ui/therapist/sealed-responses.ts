import { sha256Text } from "../../../src/adapters/sealing/bytes.ts";
import { type ClientKey, keyMac } from "../../../src/adapters/sealing/client-key.ts";
import { type PayloadFacts, sealEnvelope } from "../../../src/adapters/sealing/seal-envelope.ts";
import type { Answers } from "../../../src/core/alliance/answers.ts";
import { DEFAULT_INSTRUMENT, findInstrument } from "../../../src/core/alliance/instruments/index.ts";
import { isoMinute } from "../../../src/protocol/envelope.ts";
import { toQuestionnaireResponse } from "../../../src/protocol/questionnaire-response.ts";
import type { ClientRecord } from "../../../src/protocol/therapist-records.ts";

export interface SealedFacts {
  readonly record: Pick<ClientRecord, "client" | "secret" | "recipients">;
  readonly key: ClientKey;
  readonly id?: string;
  readonly seq?: number;
  readonly at?: number;
  readonly answers?: Answers;
  readonly changed?: Partial<PayloadFacts>;
}

/** A response as the client's browser would seal it after accepting this record's invite. */
export async function sealResponse(facts: SealedFacts): Promise<Uint8Array<ArrayBuffer>> {
  const { record, key, id = crypto.randomUUID(), seq = 1, at = Date.parse("2026-11-23T19:04:00Z") } = facts;
  const { answers = { B1: 8, G1: 7, T1: 9, R1: "no", V1: "no" }, changed } = facts;
  const { client, secret, recipients } = record;
  const response = { id, client, instrument: DEFAULT_INSTRUMENT, submittedAt: at, answers, endedAt: null };
  const sealed = await sealEnvelope({
    payload: {
      type: "response",
      id,
      seq,
      client,
      key: key.publicKey,
      mac: await keyMac(secret, client, key.publicKey),
      instrument: `${DEFAULT_INSTRUMENT}|3f9a0c11d2e4`,
      at: isoMinute(at),
      consent: { hash: await sha256Text("what was shown"), at: isoMinute(at) },
      body: toQuestionnaireResponse(
        { ...response, wish: null, seconds: 30, skipped: 0 },
        findInstrument(DEFAULT_INSTRUMENT)!.items,
      ),
      ...changed,
    },
    privateKey: key.privateKey,
    recipients,
  });
  return new Uint8Array(sealed);
}
