/** Puts hosts that belong to one service together, so that a person reads a name once instead of three host names. */
import { platformOfHost } from "./index.ts";

export interface Site {
  /** Id of the service; null for a host that no data describes. */
  readonly platform: string | null;
  readonly hosts: readonly string[];
}

/** In the order of their first host. A frame's host goes with the service that needs it, if that is there. */
export function sitesOfHosts(hosts: readonly string[]): readonly Site[] {
  const platforms = hosts.flatMap((host) => platformOfHost(host) ?? []);
  const groups = new Map<string, string[]>();
  for (const host of hosts) {
    const framer = platforms.find(({ frameHosts }) => frameHosts.includes(host));
    const key = framer?.id ?? platformOfHost(host)?.id ?? unknownKey(host);
    groups.set(key, [...(groups.get(key) ?? []), host]);
  }
  return [...groups].map(([key, together]) => ({
    platform: key === unknownKey(together[0] ?? "") ? null : key,
    hosts: together,
  }));
}

/** No id of a service has a space in it. */
function unknownKey(host: string): string {
  return ` ${host}`;
}
