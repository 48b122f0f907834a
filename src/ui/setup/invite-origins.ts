import { isThisMachine } from "../../core/invite/hosts.ts";
import type { Invite } from "../../core/invite/invite.ts";

/** On this machine, met only in the demo and in tests, only http is let through by the checks of an invite. */
export function originOfHost(host: string): string {
  return `${isThisMachine(host) ? "http" : "https"}://${host}`;
}

export function hostOf(url: string): string {
  return new URL(url).host;
}

/** Exactly what consent asks the browser for: each video site and the endpoint, each once. */
export function originsOf(invite: Invite): readonly string[] {
  return originsOfHosts(invite.videoHosts, hostOf(invite.endpoint.url));
}

export function originsOfHosts(videoHosts: readonly string[], endpointHost: string): readonly string[] {
  return [...new Set([...videoHosts, endpointHost].map(originOfHost))];
}
