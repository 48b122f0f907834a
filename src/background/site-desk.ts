import { type HostRules, isVideoHost } from "../core/invite/hosts.ts";
import { originOfHost, videoOriginsOf, withoutHosts } from "../core/invite/origins.ts";
import { MAX_OWN_SITES, type OwnSite } from "../core/invite/own-site.ts";
import type { Pairing } from "../core/outbox/pairing.ts";
import { findPlatform } from "../platforms/index.ts";
import { sitesOfHosts } from "../platforms/sites-of-hosts.ts";
import type { Answer, Ask, SiteView } from "../protocol/page-requests.ts";

export interface SiteDeskDeps {
  readonly pairing: () => Promise<Pairing | null>;
  readonly ownSites: {
    readonly read: () => Promise<readonly OwnSite[]>;
    /** One transaction, on disk when it resolves. */
    readonly update: (change: (sites: readonly OwnSite[]) => readonly OwnSite[]) => Promise<unknown>;
  };
  /** Where a therapist's own calls are followed; none while there is a pairing. */
  readonly ownViewOrigins: () => Promise<readonly string[]>;
  /** Of every endpoint that answers may still go to: their hosts are never given back here. */
  readonly endpointOrigins: () => Promise<readonly string[]>;
  readonly isPermitted: (origins: readonly string[]) => Promise<boolean>;
  readonly releaseHosts: (origins: readonly string[]) => Promise<void>;
  /** Hangs up on the documents of these origins; their sessions end unasked. */
  readonly stopWatching: (origins: readonly string[]) => Promise<void>;
  /** Rooms that were closed with a site may be looked at again: on another site, or when this one is added again. */
  readonly watchAgain: () => Promise<unknown>;
  /** Registers scripts anew and looks into open tabs. */
  readonly changed: () => Promise<void>;
  readonly newId: () => string;
  readonly rules: HostRules;
}

/** Where sessions are looked for: the sites of the invite and those the client added. */
export function createSiteDesk(deps: SiteDeskDeps) {
  const own = async (): Promise<readonly OwnSite[]> => ((await deps.pairing()) === null ? [] : deps.ownSites.read());

  /** Each once, allowed by the browser or not; without a pairing those of a therapist, if any. */
  async function enrolled(): Promise<readonly string[]> {
    const pairing = await deps.pairing();
    if (pairing === null) return deps.ownViewOrigins();
    return [...new Set([...videoOriginsOf(pairing.invite), ...originsOf(await deps.ownSites.read())])];
  }

  async function view(id: string | null, platform: string | null, hosts: readonly string[]): Promise<SiteView> {
    return { id, platform, hosts, permitted: await deps.isPermitted(hosts.map(originOfHost)) };
  }

  /** What nothing else needs. */
  async function giveBack(origins: readonly string[]): Promise<void> {
    const needed = [...(await enrolled()), ...(await deps.endpointOrigins())];
    await deps.releaseHosts(withoutHosts(origins, needed));
  }

  return {
    enrolled,

    async list(): Promise<readonly SiteView[]> {
      const pairing = await deps.pairing();
      if (pairing === null) return [];
      const invited = sitesOfHosts(pairing.invite.videoHosts);
      return Promise.all([
        ...invited.map(({ platform, hosts }) => view(null, platform, hosts)),
        ...(await own()).map(({ id, platform, hosts }) => view(id, platform, hosts)),
      ]);
    },

    async add({ platform, hosts }: Ask<"addSites">): Promise<Answer<"addSites">> {
      const known = platform === null || findPlatform(platform) !== null;
      if (!known || !hosts.every((host) => isVideoHost(host, deps.rules))) return "refused";
      const origins = hosts.map(originOfHost);
      if ((await deps.pairing()) === null || (await own()).length >= MAX_OWN_SITES) {
        await giveBack(origins);
        return "refused";
      }
      if (withoutOrigins(origins, await enrolled()).length === 0) return "alreadyThere";
      if (!(await deps.isPermitted(origins))) return "notAllowed";
      const site: OwnSite = { id: deps.newId(), platform, hosts: [...new Set(hosts)] };
      await deps.ownSites.update((sites) => [...sites, site]);
      await deps.changed();
      return "added";
    },

    async remove({ id }: Ask<"removeSite">): Promise<null> {
      const removed = originsOf((await own()).filter((site) => site.id === id));
      await deps.ownSites.update((sites) => sites.filter((site) => site.id !== id));
      await deps.stopWatching(withoutOrigins(removed, await enrolled()));
      await deps.watchAgain();
      await giveBack(removed);
      await deps.changed();
      return null;
    },

    origins: async () => originsOf(await own()),

    /** The pairing is over: none is watched any more. */
    async forget(): Promise<readonly string[]> {
      const origins = originsOf(await deps.ownSites.read());
      await deps.ownSites.update(() => []);
      return origins;
    },
  };
}
export type SiteDesk = ReturnType<typeof createSiteDesk>;

function originsOf(sites: readonly OwnSite[]): readonly string[] {
  return [...new Set(sites.flatMap(({ hosts }) => hosts.map(originOfHost)))];
}

function withoutOrigins(origins: readonly string[], others: readonly string[]): readonly string[] {
  return origins.filter((origin) => !others.includes(origin));
}
