/**
 * What is asked of a FHIR R4 server, and what comes next when it refuses: an update by our own id, else a create that
 * does nothing where the identifier is known. Sending is the adapter's business, reading replies delivery-outcome.ts's.
 * The rule that must not break: one request after the other for one id, since conditional creates race.
 */
import type { FhirEndpoint } from "../invite/endpoint.ts";
import type { Delivery } from "./delivery.ts";
import type { ReplyRules } from "./delivery-outcome.ts";
import { FHIR_REPLIES, wantsCreateInstead } from "./fhir-replies.ts";
import type { DoorKey } from "./put-profile.ts";

export type FhirWay =
  /** By our id, once. */
  | "update"
  /** For servers that choose ids themselves. */
  | "create"
  /** Over what is there: a response that is taken back. */
  | "replace";

export interface FhirRequest {
  readonly method: "PUT" | "POST";
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly key: DoorKey | null;
}

const TYPE = "QuestionnaireResponse";
const JSON_HEADERS = { "content-type": "application/fhir+json", prefer: "return=minimal" };

/** `id` is that of the resource in the body. */
export function fhirRequest({ url, token }: FhirEndpoint, id: string, way: FhirWay): FhirRequest {
  const key = token === "" ? null : { user: null, token };
  const [base, own] = [`${url}/${TYPE}`, `${url}/${TYPE}/${id}`];
  switch (way) {
    case "update":
      // Of R5; Google keeps to it in R4, others pass it over and write the same once more.
      return { method: "PUT", url: own, headers: { ...JSON_HEADERS, "if-none-match": "*" }, key };
    case "replace":
      return { method: "PUT", url: own, headers: JSON_HEADERS, key };
    case "create": {
      const known = encodeURIComponent(`urn:ietf:rfc:3986|urn:uuid:${id}`);
      return { method: "POST", url: base, headers: { ...JSON_HEADERS, "if-none-exist": `identifier=${known}` }, key };
    }
  }
}

export interface FhirFacts {
  readonly isWithdrawal: boolean;
  /** This server took creates after it had refused an update. */
  readonly createOnly: boolean;
}

/** Null: a server that chooses ids cannot be told to empty one of ours. */
export function firstWay({ isWithdrawal, createOnly }: FhirFacts): FhirWay | null {
  if (isWithdrawal) return createOnly ? null : "replace";
  return createOnly ? "create" : "update";
}

/** What a refused request leads to: the other way, once, or an end. Null: the reply stands for itself. */
export function afterRefusal(way: FhirWay, status: number): "create" | "cannotReplace" | null {
  if (way === "create" || !wantsCreateInstead(status)) return null;
  return way === "update" ? "create" : "cannotReplace";
}

/** Shown, and in nobody's way: the endpoint is well, it only does not do this. */
export const CANNOT_REPLACE: Delivery = { kind: "park", reason: "refused" };

export function fhirReplies(way: FhirWay): ReplyRules {
  // Nothing was asked of what is there, so a failed condition is not a success.
  return way === "replace" ? { proof: "status", statuses: { 409: "collision" } } : FHIR_REPLIES;
}
