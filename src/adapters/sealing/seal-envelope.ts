import { Encrypter } from "age-encryption";
import {
  type EnvelopePayload,
  MAX_ENVELOPE_BYTES,
  paddingFor,
  parseEnvelopePayload,
  recipientsText,
  type SignedText,
  versionFor,
} from "../../protocol/envelope.ts";
import { sha256Text, toUtf8 } from "./bytes.ts";
import { signText } from "./signing.ts";

/** What the caller knows; version and fingerprint are put in here. */
export type PayloadFacts = Omit<EnvelopePayload, "v" | "to">;

export interface SealingFacts {
  readonly payload: PayloadFacts;
  readonly privateKey: CryptoKey;
  /** age recipients of the invite. */
  readonly recipients: readonly string[];
}

/** What lies in a sealed file, and all that goes out of one that is not sealed. */
export async function signEnvelope({ payload, privateKey, recipients }: SealingFacts): Promise<SignedText> {
  const { type, id, seq, client, key, mac, instrument, at, consent, body } = payload;
  const to = await recipientFingerprint(recipients);
  const whole: EnvelopePayload = {
    v: versionFor(body),
    type,
    id,
    seq,
    client,
    key,
    mac,
    to,
    instrument,
    at,
    consent,
    body,
  };
  if (parseEnvelopePayload(whole) === null) throw new RangeError("A payload that no therapist's page would take.");
  const p = JSON.stringify(whole);
  return { p, sig: await signText(privateKey, p) };
}

/** A sealed age file; the same payload sealed again gives other bytes, so it is sealed once and kept. */
export async function sealEnvelope(facts: SealingFacts): Promise<Uint8Array> {
  const text = JSON.stringify(await signEnvelope(facts));
  const encrypter = new Encrypter();
  for (const recipient of facts.recipients) encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(text + paddingFor(toUtf8(text).length));
  if (sealed.length > MAX_ENVELOPE_BYTES) throw new RangeError("An envelope larger than any mailbox takes.");
  return sealed;
}

/** base64url SHA-256 of the recipients, whatever their order. */
export async function recipientFingerprint(recipients: readonly string[]): Promise<string> {
  return sha256Text(recipientsText(recipients));
}
