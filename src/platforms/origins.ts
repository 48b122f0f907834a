/**
 * What the browser is asked for when a service is chosen: exact hosts, never a whole domain, and no host that a call of
 * this service does not need. What was typed is read by the caller.
 */
import { originOfHost } from "../core/invite/origins.ts";
import { isHostOf, platformOfHost } from "./index.ts";
import type { Platform } from "./platform.ts";

/** Whether an address must be typed before anything can be asked for: `optional` where practices may have their own host. */
export type AddressNeed = "none" | "optional" | "needed";

export function addressNeedOf({ hosts }: Platform): AddressNeed {
  const exact = exactHosts(hosts);
  if (exact.length === 0) return "needed";
  return exact.length === hosts.length ? "none" : "optional";
}

/** Whether this host can be one of the service's. A service on servers of the practice can be anywhere. */
export function fitsPlatform({ hosts }: Platform, host: string): boolean {
  return hosts.length === 0 || hosts.some((pattern) => isHostOf(pattern, host));
}

/** With no host typed: all that are known. With one: it, where its calls run, and the vendor's frame. */
export function hostsFor({ hosts, callHosts, frameHosts }: Platform, host: string | null): readonly string[] {
  const pages = host === null ? exactHosts(hosts) : [host, ...callHosts];
  return [...new Set([...pages, ...frameHosts])];
}

/** The same for a host that somebody typed without choosing a service. */
export function hostsWith(host: string): readonly string[] {
  const platform = platformOfHost(host);
  return platform === null ? [host] : hostsFor(platform, host);
}

export function originsFor(platform: Platform, host: string | null): readonly string[] {
  return hostsFor(platform, host).map(originOfHost);
}

/** `Clinic` → `clinic.janeapp.com`, where the service has one domain and nothing but the practice's part was typed. */
export function practiceHost({ hosts }: Platform, typed: string): string {
  const [pattern, other] = hosts.filter((host) => host.startsWith("*."));
  return pattern === undefined || other !== undefined || typed.includes(".") ? typed : typed + pattern.slice(1);
}

function exactHosts(hosts: readonly string[]): readonly string[] {
  return hosts.filter((host) => !host.startsWith("*."));
}
