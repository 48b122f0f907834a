import { originOfHost, videoOriginsOf } from "../core/invite/origins.ts";
import type { Pairing } from "../core/outbox/pairing.ts";
import { sitesOfHosts } from "../platforms/sites-of-hosts.ts";
import type { SiteView } from "../protocol/page-requests.ts";
import { createSiteList, originsOf, type SiteListDeps } from "./site-list.ts";

export interface SiteDeskDeps extends Omit<SiteListDeps, "isOpen" | "sites" | "enrolled"> {
  readonly pairing: () => Promise<Pairing | null>;
  readonly ownSites: SiteListDeps["sites"];
  /** Where a therapist's own calls are followed; none while there is a pairing. */
  readonly ownViewOrigins: () => Promise<readonly string[]>;
}

/** Where sessions are looked for: the sites of the invite and those the client added. */
export function createSiteDesk({ pairing, ownSites, ownViewOrigins, ...deps }: SiteDeskDeps) {
  /** Each once, allowed by the browser or not; without a pairing those of a therapist, if any. */
  async function enrolled(): Promise<readonly string[]> {
    const held = await pairing();
    if (held === null) return ownViewOrigins();
    return [...new Set([...videoOriginsOf(held.invite), ...originsOf(await ownSites.read())])];
  }

  async function view(id: string | null, platform: string | null, hosts: readonly string[]): Promise<SiteView> {
    return { id, platform, hosts, permitted: await deps.isPermitted(hosts.map(originOfHost)) };
  }

  const list = createSiteList({ ...deps, enrolled, sites: ownSites, isOpen: async () => (await pairing()) !== null });
  return {
    ...list,
    enrolled,

    async list(): Promise<readonly SiteView[]> {
      const held = await pairing();
      if (held === null) return [];
      const invited = sitesOfHosts(held.invite.videoHosts);
      return Promise.all([
        ...invited.map(({ platform, hosts }) => view(null, platform, hosts)),
        ...(await ownSites.read()).map(({ id, platform, hosts }) => view(id, platform, hosts)),
      ]);
    },

    origins: async () => ((await pairing()) === null ? [] : originsOf(await ownSites.read())),
  };
}
export type SiteDesk = ReturnType<typeof createSiteDesk>;
