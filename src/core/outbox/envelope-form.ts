/**
 * In which form answers leave: decided by the invite that was consented to, once, when they are given. The rule that must
 * not break: where the consent said sealed, nothing but a sealed file is ever made.
 */
import type { Invite } from "../invite/invite.ts";

export type EnvelopeForm =
  | "sealed"
  /** The signed text of the envelope, readable by whoever runs the endpoint. */
  | "signed"
  /** A FHIR resource, readable likewise. */
  | "fhir";

export function formOf({ mode, endpoint }: Pick<Invite, "mode" | "endpoint">): EnvelopeForm {
  if (mode === "sealed") return "sealed";
  return endpoint.adapter === "fhir" ? "fhir" : "signed";
}
