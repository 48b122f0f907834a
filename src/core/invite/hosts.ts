/**
 * Which addresses an invite may name. Decided from the text alone, because the rules run where no `URL` is known; what is
 * let through here means the same to every browser. The rule that must not break: nothing but https with a plain host
 * name gets through, save http on this machine where the caller allows it (demo and tests).
 */
import type { InviteEndpoint } from "./endpoint.ts";
import { LOCAL_HOSTS } from "./local-hosts.ts";

export interface HostRules {
  readonly allowLocalhost: boolean;
}

/** Longest name DNS knows. */
const MAX_HOST_LENGTH = 253;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** Browsers read a host whose last label looks like a number as an IPv4 address. */
const NUMBER_LABEL = /^(\d+|0x[0-9a-f]*)$/;
/** Names that never leave this machine or its network (RFC 6761, RFC 6762). */
const RESERVED = /^local(host)?$/;
/** No dots that climb, no escapes, no query, no fragment. */
const PATH = /^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._~-]+)*$/;
const MAX_ADDRESS_LENGTH = 300;
/**
 * What follows the host of an address that is itself a key: whatever its maker put there, as long as every browser reads
 * it the same way (no escaped dots, which climb; no characters that get rewritten).
 */
const HOOK_REST =
  /^(\/(?!\.{1,2}(\/|\?|$))([A-Za-z0-9._~!$&()*+,;=:@-]|%(?!2[eE])[0-9A-Fa-f]{2})*)*(\?([A-Za-z0-9._~!$&()*+,;=:@/-]|%[0-9A-Fa-f]{2})+)?$/;
/** Power Automate's have about 330 characters. */
const MAX_HOOK_LENGTH = 700;

export function isThisMachine(host: string): boolean {
  return LOCAL_HOSTS.includes(withoutPort(host));
}

/** `meet.example`; with a port on this machine only. */
export function isVideoHost(text: string, { allowLocalhost }: HostRules): boolean {
  if (isThisMachine(text)) return allowLocalhost && isPortOrNone(portOf(text));
  return isPublicName(text);
}

export type AddressCheck =
  | { readonly kind: "address"; readonly host: string; readonly local: boolean }
  | { readonly kind: "refused"; readonly reason: "endpointNotHttps" | "endpointNotAllowed" };

/**
 * Base address of an endpoint: `https://box.example`, `https://box.example:8443/under`, without trailing slash. As a
 * `hook` it may be longer and have a query: what its maker gave out to be called as it is.
 */
export function checkEndpointAddress(
  url: string,
  { allowLocalhost }: HostRules,
  form: "base" | "hook" = "base",
): AddressCheck {
  const parts = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]*)(.*)$/.exec(url);
  if (parts === null || url.length > (form === "base" ? MAX_ADDRESS_LENGTH : MAX_HOOK_LENGTH)) return NOT_ALLOWED;
  const [, scheme, host = "", rest = ""] = parts;
  const local = isThisMachine(host);
  if (scheme !== "https" && !(local && allowLocalhost && scheme === "http")) return NOT_HTTPS;
  // On this machine only http: our pages derive the origin of such a host from its name.
  const nameAllowed = local ? allowLocalhost && scheme === "http" : isPublicName(withoutPort(host));
  const restAllowed = (form === "base" ? PATH : HOOK_REST).test(rest);
  return nameAllowed && restAllowed && isPortOrNone(portOf(host)) ? { kind: "address", host, local } : NOT_ALLOWED;
}

/** Only a webhook's address may be whatever its maker gave out. */
export function checkAddressOf({ adapter, profile, url }: InviteEndpoint, rules: HostRules): AddressCheck {
  return checkEndpointAddress(url, rules, adapter === "post" && profile === "generic" ? "hook" : "base");
}

const NOT_HTTPS: AddressCheck = { kind: "refused", reason: "endpointNotHttps" };
const NOT_ALLOWED: AddressCheck = { kind: "refused", reason: "endpointNotAllowed" };

function isPublicName(host: string): boolean {
  const labels = host.split(".");
  const last = labels.at(-1) ?? "";
  if (labels.length < 2 || host.length > MAX_HOST_LENGTH || RESERVED.test(last)) return false;
  return !NUMBER_LABEL.test(last) && labels.every((label) => LABEL.test(label));
}

function withoutPort(host: string): string {
  return host.replace(/:.*$/, "");
}

function portOf(host: string): string | null {
  const at = host.indexOf(":");
  return at === -1 ? null : host.slice(at + 1);
}

/** Written as a browser writes it: without leading zeros, and never the port that goes without saying. */
function isPortOrNone(port: string | null): boolean {
  if (port === null) return true;
  return /^[1-9]\d{0,4}$/.test(port) && Number(port) <= 65_535 && port !== "443" && port !== "80";
}
