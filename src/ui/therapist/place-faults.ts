import type { InviteEndpoint } from "../../core/invite/endpoint.ts";
import { checkEndpoint } from "../../core/invite/endpoint-checks.ts";
import { checkAddressOf, checkEndpointAddress, type HostRules } from "../../core/invite/hosts.ts";
import { ownKeyNeedsOf } from "../../core/invite/own-key.ts";
import type { Place, PlaceReading } from "../../protocol/place.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { PlaceFaults } from "./place-form.ts";

/** What is wrong with where clients send, said at the line it is about. `own`: their keys come with their invites. */
export function faultsOfSending(
  endpoint: InviteEndpoint,
  mode: Place["mode"],
  own: boolean,
  rules: HostRules,
): PlaceFaults {
  if (endpoint.adapter === "file") return {};
  if (!URL.canParse(endpoint.url)) return { url: "therapistFaultAddress" };
  const address = checkAddressOf(endpoint, rules);
  if (address.kind === "refused") return { url: addressFault(address.reason) };
  const isNeeded = endpoint.token === "" && ownKeyNeedsOf(endpoint).token === "needed";
  if (isNeeded && !own) return { token: "therapistFaultToken" };
  const { user: _, ...nameless } = { user: "", ...endpoint };
  // What will come with each invite is judged there; all else is judged here.
  const judged = isNeeded ? { ...nameless, token: SPECIMEN } : endpoint;
  const refusal = (changed: Readonly<Record<string, string>> = {}) =>
    checkEndpoint({ endpoint: { ...judged, ...changed }, mode, settings: {} }, rules);
  switch (refusal()) {
    case null:
      return {};
    case "keyTooStrong":
      return { token: "therapistFaultKeyTooStrong" };
    case "endpointForTests":
      return { url: "therapistFaultForTests" };
    default:
      return blame(judged, refusal);
  }
}

/** Any key of the right form, in the place of one that is not known yet. */
const SPECIMEN = "w0123456789abcdef0123456789abcdef";
const A_SCRIPT = "https://script.google.com/macros/s/x/exec";
const A_SECRET = `whsec_${"A".repeat(32)}`;

/** Which line is wrong: the one without which all would be right. */
function blame(endpoint: InviteEndpoint, refusal: (changed: Readonly<Record<string, string>>) => unknown): PlaceFaults {
  const { adapter, profile } = endpoint;
  const isIt = (changed: Readonly<Record<string, string>>): boolean => refusal(changed) === null;
  if (profile === "mailbox" && isIt({ box: "box" })) return { box: "therapistFaultBox" };
  if (profile === "apps-script" && isIt({ url: A_SCRIPT })) return { url: "therapistFaultScript" };
  if (adapter === "post" && isIt({ secret: A_SECRET })) return { secret: "therapistFaultSecret" };
  if ("user" in endpoint && isIt({ user: "user" })) return { user: "therapistFaultUser" };
  return { token: profile === "apps-script" ? "therapistFaultScriptKey" : "therapistFaultToken" };
}

export function faultsOfReading(reading: PlaceReading, rules: HostRules): PlaceFaults {
  if (reading.kind === "mailbox") return isBearerToken(reading.token) ? {} : { readToken: "therapistFaultToken" };
  // Read where it is sent to, which was looked at before.
  if (reading.kind !== "webdav") return {};
  if (!URL.canParse(reading.url)) return { readUrl: "therapistFaultAddress" };
  const check = checkEndpointAddress(reading.url, rules, "hook");
  if (check.kind === "refused") return { readUrl: addressFault(check.reason) };
  return reading.url.includes("?") ? { readUrl: "therapistFaultNotAllowed" } : {};
}

function addressFault(reason: "endpointNotHttps" | "endpointNotAllowed"): MessageKey {
  return reason === "endpointNotHttps" ? "therapistFaultNotHttps" : "therapistFaultNotAllowed";
}

/** What RFC 6750 lets a token be. */
function isBearerToken(text: string): boolean {
  return /^[A-Za-z0-9._~+/-]{1,256}=*$/.test(text);
}
