/**
 * A FHIR server the therapist sends to by hand, and what came back. The rule that must not break: only an answer to the
 * transaction itself counts as stored.
 */
import { isRecord } from "./json.ts";

export interface FhirTarget {
  /** Base address without trailing slash. */
  readonly url: string;
  /** "" where the server asks for none. */
  readonly token: string;
}

export type PushFailure = "noPermission" | "noReply" | "wrongToken" | "noServer" | "moved" | "busy" | "stopped";

export type PushReply =
  /** Entries, not responses: each response comes with its scores. */
  | { readonly kind: "stored"; readonly created: number; readonly there: number }
  /** This one; the others may go on. */
  | { readonly kind: "refused"; readonly reason: "rejected" | "several" }
  /** The server: nothing more is sent. */
  | { readonly kind: "failed"; readonly reason: PushFailure };

/** What the vault kept; null where it is none. */
export function parseFhirTarget(input: unknown): FhirTarget | null {
  if (!isRecord(input)) return null;
  const { url, token } = input;
  return typeof url === "string" && typeof token === "string" ? { url, token } : null;
}
