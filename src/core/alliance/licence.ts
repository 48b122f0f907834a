/**
 * Whether the questions of an instrument may be shown now. The rule that must not break: a licence that does not say yes
 * to electronic use, is vouched for by nobody, or has ended, shows nothing; numbers that were given stay readable.
 */
import type { Licence } from "./instrument.ts";

export type LicenceRefusal = "electronicUse" | "attestation" | "expired";

/** `today` is a day, ISO 8601. Our own sets need nobody to vouch for them. */
export function refusalOfLicence(licence: Licence, today: string): LicenceRefusal | null {
  const { tier, electronicUse, attestedBy = "", attestedOn = "", expires } = licence;
  if (!electronicUse) return "electronicUse";
  if (tier === "imported" && (attestedBy.trim() === "" || attestedOn === "")) return "attestation";
  return expires !== undefined && expires < today ? "expired" : null;
}

/** Words that may not be changed, and may not be passed on outside a form either. */
export function mayTextTravel({ tier }: Licence): boolean {
  return tier !== "imported";
}
