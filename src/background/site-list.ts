import { type HostRules, isVideoHost } from "../core/invite/hosts.ts";
import { originOfHost, withoutHosts } from "../core/invite/origins.ts";
import { MAX_OWN_SITES, type OwnSite } from "../core/invite/own-site.ts";
import { findPlatform } from "../platforms/index.ts";

/** How the browser is told what is watched; the same for whoever has a list of sites. */
export interface WatchingDeps {
  readonly isPermitted: (origins: readonly string[]) => Promise<boolean>;
  readonly releaseHosts: (origins: readonly string[]) => Promise<void>;
  /** Hangs up on the documents of these origins; their sessions end unasked. */
  readonly stopWatching: (origins: readonly string[]) => Promise<void>;
  /** Rooms that were closed with a site may be looked at again: on another site, or when this one is added again. */
  readonly watchAgain: () => Promise<unknown>;
  /** Registers scripts anew and looks into open tabs. */
  readonly changed: () => Promise<void>;
  /** Of every endpoint that answers may still go to: their hosts are never given back here. */
  readonly endpointOrigins: () => Promise<readonly string[]>;
  readonly newId: () => string;
  readonly rules: HostRules;
}

export interface SiteListDeps extends WatchingDeps {
  /** Whether anything may be added now. */
  readonly isOpen: () => Promise<boolean>;
  readonly sites: {
    readonly read: () => Promise<readonly OwnSite[]>;
    /** One transaction, on disk when it resolves. */
    readonly update: (change: (sites: readonly OwnSite[]) => readonly OwnSite[]) => Promise<unknown>;
  };
  /** All that is watched in this browser profile, by whichever list. */
  readonly enrolled: () => Promise<readonly string[]>;
}

/** Sites a person adds and removes: asked of the browser before, and given back once nothing else needs them. */
export function createSiteList(deps: SiteListDeps) {
  const { sites, enrolled } = deps;

  async function giveBack(origins: readonly string[]): Promise<void> {
    await deps.releaseHosts(withoutHosts(origins, [...(await enrolled()), ...(await deps.endpointOrigins())]));
  }

  return {
    read: sites.read,

    async add({ platform, hosts }: Omit<OwnSite, "id">): Promise<"added" | "alreadyThere" | "notAllowed" | "refused"> {
      const known = platform === null || findPlatform(platform) !== null;
      if (!known || !hosts.every((host) => isVideoHost(host, deps.rules))) return "refused";
      const origins = hosts.map(originOfHost);
      if (!(await deps.isOpen()) || (await sites.read()).length >= MAX_OWN_SITES) {
        await giveBack(origins);
        return "refused";
      }
      if (withoutOrigins(origins, await enrolled()).length === 0) return "alreadyThere";
      if (!(await deps.isPermitted(origins))) return "notAllowed";
      const site: OwnSite = { id: deps.newId(), platform, hosts: [...new Set(hosts)] };
      await sites.update((before) => [...before, site]);
      await deps.changed();
      return "added";
    },

    async remove({ id }: Pick<OwnSite, "id">): Promise<null> {
      const removed = originsOf((await sites.read()).filter((site) => site.id === id));
      await sites.update((before) => before.filter((site) => site.id !== id));
      await deps.stopWatching(withoutOrigins(removed, await enrolled()));
      await deps.watchAgain();
      await giveBack(removed);
      await deps.changed();
      return null;
    },

    /** None is there any more. Gives the origins there were. */
    async forget(): Promise<readonly string[]> {
      const origins = originsOf(await sites.read());
      if (origins.length > 0) await sites.update(() => []);
      return origins;
    },
  };
}
export type SiteList = ReturnType<typeof createSiteList>;

export function originsOf(sites: readonly OwnSite[]): readonly string[] {
  return [...new Set(sites.flatMap(({ hosts }) => hosts.map(originOfHost)))];
}

function withoutOrigins(origins: readonly string[], others: readonly string[]): readonly string[] {
  return origins.filter((origin) => !others.includes(origin));
}
