/**
 * What a client keeps of an accepted invite, and how its endpoint is named in the outbox. The private key lies apart and
 * is never read. The rule that must not break: an envelope is sent only to the place its endpoint id names.
 */
import type { InviteEndpoint } from "../invite/endpoint.ts";
import type { Invite } from "../invite/invite.ts";

export interface Pairing {
  /** Without the addresses of rooms: those are hashed into the room book. */
  readonly invite: Omit<Invite, "rooms">;
  readonly acceptedAt: number;
  /** Of the very text that was shown. */
  readonly consentHash: string;
  /** The client's signing key, raw, base64url. */
  readonly publicKey: string;
  /** Binds that key to the invite's secret. */
  readonly mac: string;
}

/**
 * The place itself, without the key to it: a renewed key opens the same place to what waits already, another address or
 * box is another place.
 */
export function endpointIdOf({ adapter, profile, url, box }: InviteEndpoint): string {
  return `${adapter}|${profile}|${url}|${box}`;
}

/** Nothing is ever sent there: the client saves the sealed response and hands it over. */
export function isHandedOver(endpointId: string): boolean {
  return endpointId.startsWith("file|");
}

/** The address in an endpoint's id. */
export function addressOf(endpointId: string): string {
  return endpointId.split("|")[2] ?? "";
}
