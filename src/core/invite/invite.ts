/**
 * What an invite holds once it has been opened and checked. Who signed it is checked where keys are known
 * (adapters/sealing); whether it may be accepted now is decided in checks.ts.
 */
import type { OutsideContacts } from "../alliance/outside-route.ts";
import type { InviteEndpoint } from "./endpoint.ts";

export interface Invite {
  /** Counts up with each update the therapist signs; the first invite is 1. */
  readonly update: number;
  readonly issuer: { readonly name: string; readonly key: string };
  /** age recipients: the therapist, and a practice's escrow if there is one. */
  readonly recipients: readonly string[];
  /** Name of the practice that can read as well. */
  readonly practice?: string;
  readonly endpoint: InviteEndpoint;
  /** Pseudonym on the wire, made by the therapist page. */
  readonly client: string;
  /** base64url, 256 bit: binds the client's key to this invite. */
  readonly secret: string;
  /** `name|version` of the instrument. */
  readonly instrument: string;
  /** Its definition as JSON, where it is none that ships. */
  readonly questions?: string;
  /** Definitions as JSON of what is asked beside it now and then. Absent: nothing. */
  readonly addOns?: readonly string[];
  /** Somebody outside this therapy, for questions about harm. */
  readonly outside?: OutsideContacts;
  readonly mode: "sealed" | "plain";
  /** Last instant of accepting, ms since 1970. Sending does not expire. */
  readonly expiresAt: number;
  /** Host (and port, on this machine only) of each video site, e.g. `meet.example`. */
  readonly videoHosts: readonly string[];
  /** Those of them that this client uses for sessions only: every room there counts. */
  readonly dedicatedHosts?: readonly string[];
  /** Addresses of rooms on these sites in which calls are sessions. Hashed on acceptance and not kept. */
  readonly rooms?: readonly string[];
  readonly settings: InviteSettings;
}

export interface InviteSettings {
  /** Shortest total of two-way media that counts, seconds; 60 to 1200. */
  readonly minimumLiveSeconds?: number;
  /** How long an answer can be taken back before it leaves, seconds; 0 to 86400. */
  readonly takeBackSeconds?: number;
  /** Whom to call, in the practice's words; shown above the numbers of the client's country. One line, 160 letters. */
  readonly crisisLine?: string;
  /**
   * Timings of the session machine in seconds, only in a rehearsal: an invite whose endpoint is this machine. A release
   * build refuses such an endpoint, so nobody's real session can be given shorter graces.
   */
  readonly rehearsal?: Readonly<Record<string, number>>;
}
