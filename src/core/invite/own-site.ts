/**
 * A site the client added to those of the invite: watched like them, asked of the browser by the client, gone with the
 * pairing. Only hosts are kept, never the address of a meeting.
 */
export interface OwnSite {
  readonly id: string;
  /** Id of the service it was chosen as; null for a typed address. */
  readonly platform: string | null;
  readonly hosts: readonly string[];
}

/** More places than one person meets one therapist in; the list stays one that can be read. */
export const MAX_OWN_SITES = 20;
