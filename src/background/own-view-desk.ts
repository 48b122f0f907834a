import { type HostRules, isVideoHost } from "../core/invite/hosts.ts";
import { originOfHost } from "../core/invite/origins.ts";
import { MAX_OWN_SITES, type OwnSite } from "../core/invite/own-site.ts";
import { findPlatform } from "../platforms/index.ts";
import type { Answer, Ask, OwnViewDue, OwnViewSetting } from "../protocol/page-requests.ts";
import type { DueCheckIn } from "./check-in-desk.ts";

export interface OwnViewDeskDeps {
  /** Whether a client's invite holds in this browser profile. */
  readonly isPaired: () => Promise<boolean>;
  readonly sites: {
    readonly read: () => Promise<readonly OwnSite[]>;
    /** One transaction, on disk when it resolves. */
    readonly update: (change: (sites: readonly OwnSite[]) => readonly OwnSite[]) => Promise<unknown>;
  };
  /** Needed by whatever else: never given back here. */
  readonly keptOrigins: () => Promise<readonly string[]>;
  readonly isPermitted: (origins: readonly string[]) => Promise<boolean>;
  readonly releaseHosts: (origins: readonly string[]) => Promise<void>;
  /** Hangs up on the documents of these origins; their sessions end unasked. */
  readonly stopWatching: (origins: readonly string[]) => Promise<void>;
  readonly watchAgain: () => Promise<unknown>;
  readonly due: () => Promise<DueCheckIn | null>;
  /** Notes that it was opened, as long as the browser runs. */
  readonly noteOpened: (checkInId: string) => Promise<void>;
  /** Registers scripts anew and looks into open tabs. */
  readonly changed: () => Promise<void>;
  readonly newId: () => string;
  readonly rules: HostRules;
}

/**
 * Where a therapist's own calls are followed, to be asked for an own view after each. One browser profile is either a
 * client's or a therapist's: of a call on a site that both would watch nobody could say whose session it was.
 */
export function createOwnViewDesk(deps: OwnViewDeskDeps) {
  const active = async (): Promise<readonly OwnSite[]> => ((await deps.isPaired()) ? [] : deps.sites.read());
  const origins = async (): Promise<readonly string[]> => originsOf(await active());

  async function giveBack(before: readonly string[]): Promise<void> {
    const needed = [...(await origins()), ...(await deps.keptOrigins())];
    await deps.releaseHosts(before.filter((origin) => !needed.includes(origin)));
  }

  return {
    origins,
    /** All that happens there is the therapist's work. */
    hosts: async (): Promise<readonly string[]> => (await active()).flatMap(({ hosts }) => hosts),

    async read(): Promise<OwnViewSetting> {
      const sites = await deps.sites.read();
      const views = sites.map(async ({ id, platform, hosts }) => ({
        id,
        platform,
        hosts,
        permitted: await deps.isPermitted(hosts.map(originOfHost)),
      }));
      return { isClient: await deps.isPaired(), sites: await Promise.all(views) };
    },

    async add({ platform, hosts }: Ask<"addOwnViewSite">): Promise<Answer<"addOwnViewSite">> {
      const known = platform === null || findPlatform(platform) !== null;
      const sites = await deps.sites.read();
      const isSane = known && hosts.every((host) => isVideoHost(host, deps.rules)) && sites.length < MAX_OWN_SITES;
      const asked = hosts.map(originOfHost);
      if (!isSane || (await deps.isPaired())) {
        await giveBack(asked);
        return isSane ? "isClient" : "refused";
      }
      if (asked.every((origin) => originsOf(sites).includes(origin))) return "alreadyThere";
      if (!(await deps.isPermitted(asked))) return "notAllowed";
      const site: OwnSite = { id: deps.newId(), platform, hosts: [...new Set(hosts)] };
      await deps.sites.update((before) => [...before, site]);
      await deps.watchAgain();
      await deps.changed();
      return "added";
    },

    async remove({ id }: Ask<"removeOwnViewSite">): Promise<null> {
      const removed = originsOf((await deps.sites.read()).filter((site) => site.id === id));
      await deps.sites.update((sites) => sites.filter((site) => site.id !== id));
      const left = await origins();
      // A client's own sessions on the same site go on.
      if (!(await deps.isPaired())) await deps.stopWatching(removed.filter((origin) => !left.includes(origin)));
      await deps.watchAgain();
      await giveBack(removed);
      await deps.changed();
      return null;
    },

    /** The session to ask the therapist about now; null where this profile is a client's, or nothing is due. */
    async open(): Promise<OwnViewDue | null> {
      if ((await active()).length === 0) return null;
      const due = await deps.due();
      if (due === null || due.endedAt === null) return null;
      await deps.noteOpened(due.session);
      return { checkInId: due.session, endedAt: due.endedAt, behind: due.behind };
    },

    /** A client's invite is accepted here: from now on this profile is the client's. Gives the origins there were. */
    async forget(): Promise<readonly string[]> {
      const before = originsOf(await deps.sites.read());
      if (before.length > 0) await deps.sites.update(() => []);
      return before;
    },
  };
}
export type OwnViewDesk = ReturnType<typeof createOwnViewDesk>;

function originsOf(sites: readonly OwnSite[]): readonly string[] {
  return [...new Set(sites.flatMap(({ hosts }) => hosts.map(originOfHost)))];
}
