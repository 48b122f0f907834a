/**
 * The origins an invite speaks of, made from the hosts it names. What may be named was decided in hosts.ts; asking the
 * browser for them is the caller's. The rule that must not break: no origin but these is ever asked for or watched.
 */
import { isThisMachine } from "./hosts.ts";
import type { Invite } from "./invite.ts";

/** Only the checks for demo and tests let this machine through, and it speaks http only. */
export function originOfHost(host: string): string {
  return `${isThisMachine(host) ? "http" : "https"}://${host}`;
}

/** `https://box.example:8443/under` → `box.example:8443`. */
export function hostOfAddress(address: string): string {
  return address.replace(/^[a-z]+:\/\//, "").replace(/[/?#].*$/, "");
}

export function videoOriginsOf({ videoHosts }: Pick<Invite, "videoHosts">): readonly string[] {
  return [...new Set(videoHosts.map(originOfHost))];
}

/** Where Apps Script answers from, after a redirect of its own that has to be followed. */
export const ECHO_ORIGIN = "https://script.googleusercontent.com";
const APPS_SCRIPT_HOST = "script.google.com";

/** What sending to an endpoint needs of the browser: one origin, two for Apps Script, none for what goes by hand. */
export function endpointOriginsOf({ endpoint }: Pick<Invite, "endpoint">): readonly string[] {
  return originsOfEndpointHost(hostOfAddress(endpoint.url));
}

function originsOfEndpointHost(host: string): readonly string[] {
  if (host === "") return [];
  return host === APPS_SCRIPT_HOST ? [originOfHost(host), ECHO_ORIGIN] : [originOfHost(host)];
}

/** Exactly what consent asks the browser for: each video site and the endpoint, each once. */
export function originsOf({ videoHosts, endpoint }: Pick<Invite, "videoHosts" | "endpoint">): readonly string[] {
  return originsOfHosts(videoHosts, hostOfAddress(endpoint.url));
}

export function originsOfHosts(videoHosts: readonly string[], endpointHost: string): readonly string[] {
  return [...new Set([...videoHosts.map(originOfHost), ...originsOfEndpointHost(endpointHost)])];
}

/** Without those that are still needed. Browsers grant a host whatever its port: under another port it stays granted. */
export function withoutHosts(origins: readonly string[], needed: readonly string[]): readonly string[] {
  const nameOf = (origin: string): string => origin.replace(/:\d+$/, "");
  const names = needed.map(nameOf);
  return origins.filter((origin) => !names.includes(nameOf(origin)));
}
