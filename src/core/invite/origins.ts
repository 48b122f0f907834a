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

export function endpointOriginOf({ endpoint }: Pick<Invite, "endpoint">): string {
  return originOfHost(hostOfAddress(endpoint.url));
}

/** Exactly what consent asks the browser for: each video site and the endpoint, each once. */
export function originsOf({ videoHosts, endpoint }: Pick<Invite, "videoHosts" | "endpoint">): readonly string[] {
  return originsOfHosts(videoHosts, hostOfAddress(endpoint.url));
}

export function originsOfHosts(videoHosts: readonly string[], endpointHost: string): readonly string[] {
  return [...new Set([...videoHosts, endpointHost].map(originOfHost))];
}

/** Without those that are still needed. Browsers grant a host whatever its port: under another port it stays granted. */
export function withoutHosts(origins: readonly string[], needed: readonly string[]): readonly string[] {
  const nameOf = (origin: string): string => origin.replace(/:\d+$/, "");
  const names = needed.map(nameOf);
  return origins.filter((origin) => !names.includes(nameOf(origin)));
}
