import type { Invite } from "../../core/invite/invite.ts";

/** Hosts of this machine, met only in the demo and in tests; everything else is reached by https. */
const THIS_MACHINE = /^(localhost|127\.0\.0\.1)(:\d+)?$/;

export function originOfHost(host: string): string {
  return `${THIS_MACHINE.test(host) ? "http" : "https"}://${host}`;
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
