import type { OutboxEntry } from "../../core/outbox/outbox-entry.ts";
import type { EnqueueOutcome, NewEnvelope } from "../../core/outbox/outbox-store.ts";
import { type Database, errorName } from "./database.ts";
import { digest } from "./digest.ts";
import { type Writing, write } from "./write.ts";

export const FIRST_SEQ = 1;

/**
 * Keeps a sealed envelope. Its number was drawn before sealing, which no transaction can span; here it is checked and
 * counted up in the transaction that keeps the envelope, so that no number is used twice or left out.
 */
export async function enqueue(database: Database, envelope: NewEnvelope): Promise<EnqueueOutcome> {
  try {
    const sha256 = await digest(envelope.bytes);
    return await write(database, ["outbox", "envelopes", "counters", "endpoints"], "strict", (writing) =>
      keep(writing, envelope, sha256),
    );
  } catch (cause) {
    return errorName(cause) === "QuotaExceededError" ? { kind: "diskFull" } : { kind: "failed", cause };
  }
}

export type Enqueuing = Writing<"outbox" | "envelopes" | "counters" | "endpoints">;

export async function keep(writing: Enqueuing, envelope: NewEnvelope, sha256: string): Promise<EnqueueOutcome> {
  const outbox = writing.objectStore("outbox");
  const counters = writing.objectStore("counters");
  const { id, checkInId, client, seq, endpointId, notBefore } = envelope;
  const earlier = checkInId === null ? undefined : await outbox.index("byCheckIn").get(checkInId);
  if (earlier !== undefined) return { kind: "alreadySaved", entry: earlier };
  if (((await counters.get(client)) ?? FIRST_SEQ) !== seq) return { kind: "seqTaken" };

  const entry = newEntry(envelope, sha256);
  await outbox.add(entry);
  await writing.objectStore("envelopes").add({ id, bytes: envelope.bytes });
  await counters.put(seq + 1, client);
  await wakeRestingEndpoint(writing, endpointId, notBefore);
  return { kind: "saved", entry };
}

/** Something new to say is a reason to ask again, unless the person was told why nothing goes out. */
async function wakeRestingEndpoint(writing: Enqueuing, endpointId: string, at: number): Promise<void> {
  const endpoints = writing.objectStore("endpoints");
  const record = await endpoints.get(endpointId);
  if (record === undefined || record.reason !== null || record.probeAt === null || record.probeAt <= at) return;
  await endpoints.put({ ...record, probeAt: at });
}

function newEntry(envelope: NewEnvelope, sha256: string): OutboxEntry {
  const { id, checkInId, seq, client, endpointId, consentHash, createdAt, notBefore, plain } = envelope;
  return {
    id,
    checkInId,
    seq,
    client,
    endpointId,
    consentHash,
    sha256,
    state: "queued",
    tries: 0,
    nextAt: notBefore,
    takeBackUntil: notBefore,
    takeBackMs: Math.max(0, notBefore - createdAt),
    createdAt,
    settledAt: null,
    lastReason: null,
    mayHaveArrived: false,
    ...(plain && { plain }),
  };
}
