/**
 * Where a therapist's clients send and how the therapist page reads there: what is kept of the endpoint that was chosen.
 * What a client may be given of it is decided in core/invite; the rule that must not break: nothing of `reading` is ever
 * put into an invite.
 */
import type { InviteEndpoint } from "../core/invite/endpoint.ts";

/** How sealed files are listed and fetched. Keys that read stay on the therapist's computer. */
export type PlaceReading =
  /** Base address without trailing slash, e.g. `https://box.example`, and the token that may list and read. */
  | { readonly kind: "mailbox"; readonly url: string; readonly box: string; readonly token: string }
  /** A folder of `.age` files, e.g. `https://cloud.example/remote.php/dav/files/rivera/answers`. */
  | { readonly kind: "webdav"; readonly url: string; readonly user: string; readonly password: string }
  /** One database, e.g. `https://couch.example/answers`; "" and "" where it is open to read. */
  | { readonly kind: "couchdb"; readonly url: string; readonly user: string; readonly password: string }
  /** Base of a FHIR R4 server, whose responses are plain. */
  | { readonly kind: "fhir"; readonly url: string; readonly token: string }
  /** Files are brought by hand: dropped on the page, or taken from a folder. */
  | { readonly kind: "hand" };

export interface Place {
  /**
   * What a client's invite says of it. `token` is that of all clients, or "" where each client has one of their own, which
   * is asked for with the invite.
   */
  readonly endpoint: InviteEndpoint;
  readonly mode: "sealed" | "plain";
  readonly reading: PlaceReading;
}

/**
 * Says of a client's record which place the invite named: while it differs from the present one, the client still sends to
 * another. Keys that all clients share are part of it, since a client with the old one is shut out.
 */
export function placeMarkOf({ endpoint, mode }: Place): string {
  const { adapter, profile, url, box, token } = endpoint;
  const user = endpoint.adapter === "put" ? (endpoint.user ?? "") : "";
  const secret = endpoint.adapter === "post" ? (endpoint.secret ?? "") : "";
  return JSON.stringify([adapter, profile, url, box, token, user, secret, mode]);
}
