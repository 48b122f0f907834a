import { originOfHost } from "../../core/invite/origins.ts";
import type { SiteView } from "../../protocol/page-requests.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { type PickedSite, type Picking, readPicking } from "./picking.ts";
import { siteName } from "./site-name.ts";
import type { SitesEvent } from "./sites-state.ts";

/** Why a place is not on the list. `isClient`: this browser profile is a client's. */
export type AddedSite = "added" | "alreadyThere" | "notAllowed" | "isClient" | "refused";

export interface SitesDeps {
  readonly list: () => Promise<readonly SiteView[]>;
  readonly add: (site: PickedSite) => Promise<AddedSite>;
  readonly remove: (id: string) => Promise<unknown>;
  /** Must be reached in the same turn as the click: browsers refuse a request without a gesture. */
  readonly requestHosts: (origins: readonly string[]) => Promise<boolean>;
  readonly allowLocalhost: boolean;
}

export type SitesActions = ReturnType<typeof createSitesActions>;

/** What a person can do with the places they meet in. Every ending is an event; nothing is thrown at a component. */
export function createSitesActions(deps: SitesDeps, dispatch: (event: SitesEvent) => void) {
  /** A second click while the browser asks must not ask twice. */
  let asking = false;

  async function load(): Promise<void> {
    try {
      dispatch({ kind: "listed", sites: await deps.list() });
    } catch {
      // The background did not answer: what is on the page stays, and it says so.
      dispatch({ kind: "listFailed" });
    }
  }

  /** Calls `requestHosts` before anything else: it has to happen inside the click. */
  async function askBrowser(hosts: readonly string[]): Promise<boolean> {
    try {
      return await deps.requestHosts(hosts.map(originOfHost));
    } catch {
      // Some refusals of the browser arrive as errors; for the person it is the same: not allowed.
      return false;
    }
  }

  async function add(picking: Picking): Promise<void> {
    if (asking) return;
    const reading = readPicking(picking, deps);
    if (reading.kind === "fault") return dispatch({ kind: "pickedWrong", fault: reading.fault });
    // Nothing to ask for: the note that the button is the way has been read.
    if (reading.kind === "byHand") return dispatch({ kind: "addGivenUp" });
    const { site } = reading;
    asking = true;
    const granted = askBrowser(site.hosts);
    dispatch({ kind: "asking" });
    try {
      const answer = (await granted) ? await deps.add(site) : "notAllowed";
      dispatch(eventOf(answer, siteName(site)));
      await load();
    } catch {
      // The background did not answer: whether it is stored, the list will say when it can be read again.
      dispatch({ kind: "notAdded", problem: "setupSiteNotSaved" });
    } finally {
      asking = false;
    }
  }

  async function allow({ hosts }: SiteView): Promise<void> {
    if (asking) return;
    asking = true;
    const granted = await askBrowser(hosts);
    asking = false;
    if (!granted) dispatch({ kind: "told", news: { key: "setupSiteRefused", name: "" } });
    await load();
  }

  async function remove(site: SiteView): Promise<void> {
    if (site.id === null) return;
    try {
      await deps.remove(site.id);
      dispatch({ kind: "told", news: { key: "setupSiteRemoved", name: siteName(site) } });
    } catch {
      // Not answered: the list below says what is true.
      dispatch({ kind: "told", news: { key: "setupSiteNotSaved", name: "" } });
    }
    await load();
  }

  return { load, add, allow, remove };
}

const PROBLEMS = {
  notAllowed: "setupSiteRefused",
  isClient: "therapistOwnViewIsClient",
  refused: "setupSiteNotAdded",
} as const satisfies Record<string, MessageKey>;

function eventOf(answer: AddedSite, name: string): SitesEvent {
  switch (answer) {
    case "added":
      return { kind: "told", news: { key: "setupSiteAdded", name } };
    case "alreadyThere":
      return { kind: "notAdded", problem: "setupSiteAlready" };
    case "notAllowed":
    case "isClient":
    case "refused":
      return { kind: "notAdded", problem: PROBLEMS[answer] };
  }
}
