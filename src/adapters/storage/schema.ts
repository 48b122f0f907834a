import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { HoldReason } from "../../core/outbox/delivery.ts";
import type { EntryState, OutboxEntry } from "../../core/outbox/outbox-entry.ts";
import type { RecordedPart } from "../../core/session/recording.ts";

/** Why an endpoint is left alone for now. Without a reason it only rests after failures, which nobody needs to see. */
export interface EndpointRecord {
  readonly endpointId: string;
  readonly reason: HoldReason | null;
  readonly since: number;
  /** When one envelope may try it again; null: not by itself. */
  readonly probeAt: number | null;
  readonly failures: number;
}

interface EnvelopeRecord {
  readonly id: string;
  readonly bytes: Uint8Array;
}

interface ClientKeyRecord {
  readonly kind: "clientKey";
  readonly privateKey: CryptoKey;
  readonly publicKey: string;
}

/** Of the room hashes, or of what waits to go out plain. */
interface SecretRecord {
  readonly kind: "roomSecret" | "restKey";
  readonly secret: CryptoKey;
}

export interface ConsentRecord {
  /** Of the very text that was shown. */
  readonly hash: string;
  readonly acceptedAt: number;
  readonly client: string;
  readonly endpointId: string;
  /** When the client left; null while it holds. */
  readonly endedAt: number | null;
}

export interface Schema extends DBSchema {
  outbox: {
    key: string;
    value: OutboxEntry;
    indexes: {
      byCheckIn: string;
      byState: EntryState;
      /** Endpoint, state, nextAt. */
      byDue: [string, string, number];
    };
  };
  /** The sealed bytes, apart from their entries so that looking at the outbox never reads them. */
  envelopes: { key: string; value: EnvelopeRecord };
  endpoints: { key: string; value: EndpointRecord };
  /** Client → the next `seq`. */
  counters: { key: string; value: number };
  settings: { key: string; value: unknown };
  keys: { key: string; value: ClientKeyRecord | SecretRecord };
  consents: { key: number; value: ConsentRecord };
  /** Of the first version, which never wrote to it. */
  journal: { key: number; value: never };
  /** What the session machine was told and made of it, part by part, oldest first. */
  recording: { key: number; value: RecordedPart };
}

export type Connection = IDBPDatabase<Schema>;
export type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">;
/** One step of the schema, in a file of its own that is never edited after its release. */
export type Migration = (connection: Connection, upgrade: Upgrade) => void | Promise<void>;
