/**
 * What a FHIR server's replies mean, for an update by id and for the conditional create that takes its place where the
 * server does not let clients choose ids. The rule that must not break: never two requests at once for one id, since
 * conditional creates race (Medplum, HAPI #3141, microsoft/fhir-server #1382).
 */
import type { ReplyRules } from "./delivery-outcome.ts";

export const FHIR_REPLIES: ReplyRules = {
  proof: "status",
  /** 412: it is there, or several are: then an earlier try of ours was stored twice, which the reader tells by the id. */
  statuses: { 409: "collision", 412: "alreadyThere" },
};

/** Answers to an update by id that say: not like this; create it instead, once. */
const NO_UPDATE_CREATE: ReadonlySet<number> = new Set([400, 404, 405, 422, 501, 505]);

export function wantsCreateInstead(statusOfUpdate: number): boolean {
  return NO_UPDATE_CREATE.has(statusOfUpdate);
}
