/**
 * Where answers go and what opens the door there: one shape per adapter. What a credential may be is checked in endpoint-checks.ts,
 * what is asked of an endpoint stands in core/outbox. The rule that must not break: only credentials that can write, and
 * nothing else, are ever in here.
 */
import type { PostProfileId } from "../outbox/post-profile.ts";
import type { PutProfileId } from "../outbox/put-profile.ts";

/** One object per envelope. */
export interface PutEndpoint {
  readonly adapter: "put";
  readonly profile: PutProfileId;
  /** Base address without trailing slash, e.g. `https://box.example`. */
  readonly url: string;
  /** At a mailbox only; elsewhere "". */
  readonly box: string;
  /** Bearer token, or with `user` the password; the signature of azure-sas; "" where the address is the key. */
  readonly token: string;
  /** Name for HTTP Basic, where the server wants one. */
  readonly user?: string;
}

/** One JSON message per envelope (Standard Webhooks). */
export interface PostEndpoint {
  readonly adapter: "post";
  readonly profile: PostProfileId;
  readonly url: string;
  readonly box: string;
  /** Bearer token, or for apps-script the key in the body; "" where the address is the key. */
  readonly token: string;
  /** `whsec_…`: signs each message. */
  readonly secret?: string;
}

/** A FHIR R4 server that takes a QuestionnaireResponse. Plain: the server reads it. */
export interface FhirEndpoint {
  readonly adapter: "fhir";
  readonly profile: "r4";
  readonly url: string;
  readonly box: string;
  readonly token: string;
}

/** The client saves or copies the sealed response and hands it over: address, box and token are "". */
export interface FileEndpoint {
  readonly adapter: "file";
  readonly profile: "file";
  readonly url: string;
  readonly box: string;
  readonly token: string;
}

export type InviteEndpoint = PutEndpoint | PostEndpoint | FhirEndpoint | FileEndpoint;
