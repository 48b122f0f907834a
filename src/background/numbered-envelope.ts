import type { Instrument } from "../core/alliance/instrument.ts";
import type { NewEnvelope, OutboxStore } from "../core/outbox/outbox-store.ts";
import type { Pairing } from "../core/outbox/pairing.ts";
import { type EnvelopePayload, isoMinute } from "../protocol/envelope.ts";
import type { JsonRecord } from "../protocol/json.ts";
import type { InstrumentOf } from "./asked-instrument.ts";

/** Two windows that send in the same instant need two; more than that is a fault worth showing. */
const MAX_SEALINGS = 5;

type Payload = Omit<EnvelopePayload, "v" | "to">;

export interface EnvelopeDeps {
  readonly pairing: () => Promise<Pairing | null>;
  /** What is kept of a payload: sealed, or hidden where the invite says plain. Null where a key for it is gone. */
  readonly seal: (payload: Payload, invite: Pairing["invite"]) => Promise<Uint8Array | null>;
  readonly store: Pick<OutboxStore, "nextSeq">;
  readonly instrumentOf: InstrumentOf;
  readonly instrumentHash: (instrument: Instrument) => Promise<string>;
  readonly newId: () => string;
  readonly now: () => number;
}

export interface Contents {
  readonly type: EnvelopePayload["type"];
  readonly bodyOf: (id: string, submittedAt: number) => JsonRecord;
  readonly checkInId: string;
  readonly endpointId: string;
  /** Not sent before that time has passed. */
  readonly waitMs: number;
}

/** All that a letter of this client says but its number; `at` is when it was given. */
export async function frameOf(
  { instrumentHash }: Pick<EnvelopeDeps, "instrumentHash">,
  [{ invite, publicKey: key, mac, consentHash, acceptedAt }, instrument]: readonly [Pairing, Instrument],
  { type, id, at, body }: Pick<Payload, "type" | "id" | "body"> & { readonly at: number },
): Promise<Omit<Payload, "seq">> {
  return {
    type,
    id,
    client: invite.client,
    key,
    mac,
    instrument: `${invite.instrument}|${await instrumentHash(instrument)}`,
    at: isoMinute(at),
    consent: { hash: consentHash, at: isoMinute(acceptedAt) },
    body,
  };
}

/**
 * Makes an envelope with the number that is next, and seals it again where another one was quicker: `keep` says null
 * then. Null where a key is gone, or it never came to an end.
 */
export async function sealNumbered<T>(
  deps: EnvelopeDeps,
  sender: readonly [Pairing, Instrument],
  { type, bodyOf, waitMs, ...place }: Contents,
  keep: (envelope: NewEnvelope) => Promise<T | null>,
): Promise<T | null> {
  const [{ invite, consentHash }] = sender;
  const { client } = invite;
  const [id, createdAt] = [deps.newId(), deps.now()];
  const frame = await frameOf(deps, sender, { type, id, at: createdAt, body: bodyOf(id, createdAt) });
  const plain = invite.mode === "plain" && { plain: true as const };
  for (let sealing = 0; sealing < MAX_SEALINGS; sealing++) {
    const seq = await deps.store.nextSeq(client);
    const bytes = await deps.seal({ ...frame, seq }, invite);
    if (bytes === null) return null;
    const times = { createdAt, notBefore: createdAt + waitMs };
    const kept = await keep({ ...place, ...plain, ...times, id, client, consentHash, seq, bytes });
    if (kept !== null) return kept;
  }
  return null;
}
