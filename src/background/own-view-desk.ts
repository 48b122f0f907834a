import { originOfHost } from "../core/invite/origins.ts";
import type { OwnSite } from "../core/invite/own-site.ts";
import type { Answer, Ask, OwnViewDue, OwnViewSetting } from "../protocol/page-requests.ts";
import type { DueCheckIn } from "./check-in-desk.ts";
import { createSiteList, originsOf, type SiteListDeps } from "./site-list.ts";

export interface OwnViewDeskDeps extends Omit<SiteListDeps, "isOpen"> {
  /** Whether a client's invite holds in this browser profile. */
  readonly isPaired: () => Promise<boolean>;
  readonly due: () => Promise<DueCheckIn | null>;
  /** Notes that it was opened, as long as the browser runs. */
  readonly noteOpened: (checkInId: string) => Promise<void>;
}

/**
 * Where a therapist's own calls are followed, to be asked for an own view after each. One browser profile is either a
 * client's or a therapist's: of a call on a site that both would watch nobody could say whose session it was.
 */
export function createOwnViewDesk({ isPaired, due, noteOpened, ...deps }: OwnViewDeskDeps) {
  const active = async (): Promise<readonly OwnSite[]> => ((await isPaired()) ? [] : deps.sites.read());
  const { add, remove, forget } = createSiteList({ ...deps, isOpen: async () => !(await isPaired()) });

  return {
    remove,
    /** A client's invite is accepted here: from now on this profile is the client's. */
    forget,
    origins: async (): Promise<readonly string[]> => originsOf(await active()),
    /** All that happens there is the therapist's work. */
    hosts: async (): Promise<readonly string[]> => (await active()).flatMap(({ hosts }) => hosts),

    async read(): Promise<OwnViewSetting> {
      const views = (await deps.sites.read()).map(async (site) => ({
        ...site,
        permitted: await deps.isPermitted(site.hosts.map(originOfHost)),
      }));
      return { isClient: await isPaired(), sites: await Promise.all(views) };
    },

    async add(site: Ask<"addOwnViewSite">): Promise<Answer<"addOwnViewSite">> {
      const answer = await add(site);
      return answer === "refused" && (await isPaired()) ? "isClient" : answer;
    },

    /** The session to ask the therapist about now; null where this profile is a client's, or nothing is due. */
    async open(): Promise<OwnViewDue | null> {
      if ((await active()).length === 0) return null;
      const now = await due();
      if (now === null || now.endedAt === null) return null;
      await noteOpened(now.session);
      return { checkInId: now.session, endedAt: now.endedAt, behind: now.behind };
    },
  };
}
export type OwnViewDesk = ReturnType<typeof createOwnViewDesk>;
