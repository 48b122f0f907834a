/**
 * What opening one file came to, as it is handed from a worker to the page and kept, encrypted, for the next time. The rule
 * that must not break: whether a client's key is the known one is decided where all files are seen in the order in which they
 * came, not here.
 */
import type { EnvelopeContent } from "./envelope-content.ts";

/** Names one file of the archive: the same name may have come with other bytes. */
export interface FileKey {
  readonly name: string;
  /** SHA-256 of the bytes, base64url. */
  readonly digest: string;
}

export interface ProvenEnvelope {
  readonly kind: "opened";
  readonly id: string;
  readonly client: string;
  readonly seq: number;
  /** The client's public key, which signed it; "" where nothing is signed. */
  readonly key: string;
  /** Fingerprint of the recipients it was sealed for; "" where it was not sealed. */
  readonly to: string;
  readonly content: EnvelopeContent;
}

export interface RefusedEnvelope<Reason> {
  readonly kind: "refused";
  readonly reason: Reason;
  /** Whose it says it is; nothing of it was proven. */
  readonly client: string | null;
}

export type OpenedEntry<Reason> = FileKey & { readonly arrivedAt: number } & (
    | ProvenEnvelope
    | (RefusedEnvelope<Reason> & {
        /** What was known then: under other keys or clients it is asked again. */
        readonly under: string;
      })
  );

export function keyOfFile({ name, digest }: FileKey): string {
  return `${digest}|${name}`;
}
