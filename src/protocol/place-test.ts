/**
 * What a test of a place came to, as the therapist page shows it: one letter sent twice as a client would, then looked for
 * where the therapist reads. The rule that must not break: nothing counts as there that was not seen there.
 */
import type { InviteEndpoint } from "../core/invite/endpoint.ts";
import type { Delivery } from "../core/outbox/delivery.ts";
import type { Place } from "./place.ts";
import type { ReadingFailure } from "./therapist-records.ts";

export interface PlaceToTest {
  readonly place: Place;
  /** With the key of one client; null where none was given, and then nothing is sent. */
  readonly sendTo: InviteEndpoint | null;
}

export interface LetterReply {
  readonly delivery: Delivery;
  /** HTTP status of the last reply; null where none came, or a browser hides it. */
  readonly status: number | null;
}

export type ReadBack =
  /** Files are brought by hand, or the letter did not get there. */
  | { readonly kind: "notTried" }
  /** The place lets this page read; nothing was sent that could be looked for. */
  | { readonly kind: "readable"; readonly count: number }
  /** Byte for byte, as often as `copies`. */
  | { readonly kind: "found"; readonly copies: number }
  | { readonly kind: "notFound" | "altered" }
  | { readonly kind: "failed"; readonly reason: ReadingFailure };

export interface PlaceTest {
  readonly first: LetterReply | null;
  /** The same letter again; null where the first was not taken. */
  readonly second: LetterReply | null;
  readonly back: ReadBack;
}

export function isThere(reply: LetterReply | null): boolean {
  return reply?.delivery.kind === "delivered" || reply?.delivery.kind === "taken";
}

/** Everything that was tried went well, and something was. */
export function worksAsTested({ first, second, back }: PlaceTest): boolean {
  const sent = first === null || (isThere(first) && isThere(second));
  const read = back.kind === "notTried" || back.kind === "readable" || back.kind === "found";
  return sent && read && (first !== null || back.kind !== "notTried");
}
