/** The DTLS identities of one connection as its descriptions name them. They never leave the page. */
export interface Fingerprints {
  /** Empty until known, so that two unknown ones are never the same. */
  readonly local: string;
  readonly remote: string | null;
}

/** A connection has one certificate, so the first line speaks for all. */
export function fingerprintOf(description: RTCSessionDescription | null): string | null {
  return /^a=fingerprint:(.+)$/m.exec(description?.sdp ?? "")?.[1]?.toLowerCase() ?? null;
}

/** Both ends in this page: a device test or a preview, not a call. */
export function isLoopback(one: Fingerprints, other: Fingerprints): boolean {
  return one.local === other.remote || one.remote === other.local;
}
