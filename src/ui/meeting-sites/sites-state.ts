import type { SiteView } from "../../protocol/page-requests.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { NOTHING_PICKED, type Picking, type PickingFault } from "./picking.ts";

/** Said once, after something was done; `name` fills its place. */
export interface SiteNews {
  readonly key: MessageKey;
  readonly name: string;
}

export interface Adding {
  readonly picking: Picking;
  readonly fault: PickingFault | null;
  readonly busy: boolean;
  readonly problem: MessageKey | null;
}

export interface SitesState {
  /** Null until the background has answered once. */
  readonly sites: readonly SiteView[] | null;
  /** The background did not answer when asked last. */
  readonly failed: boolean;
  /** Null while no place is being added. */
  readonly adding: Adding | null;
  readonly news: SiteNews | null;
}

export type SitesEvent =
  | { readonly kind: "listed"; readonly sites: readonly SiteView[] }
  | { readonly kind: "listFailed" | "addWanted" | "addGivenUp" | "asking" }
  | { readonly kind: "picked"; readonly picking: Picking }
  | { readonly kind: "pickedWrong"; readonly fault: PickingFault }
  | { readonly kind: "notAdded"; readonly problem: MessageKey }
  | { readonly kind: "told"; readonly news: SiteNews };

export const NO_SITES: SitesState = { sites: null, failed: false, adding: null, news: null };
const EMPTY: Adding = { picking: NOTHING_PICKED, fault: null, busy: false, problem: null };

/** What comes late changes only what it is about: a list never closes the form under somebody's hands. */
export function nextSites(state: SitesState, event: SitesEvent): SitesState {
  switch (event.kind) {
    case "listed":
      return { ...state, sites: event.sites, failed: false };
    case "listFailed":
      return { ...state, failed: true };
    case "addWanted":
      return { ...state, adding: EMPTY, news: null };
    case "addGivenUp":
      return { ...state, adding: null };
    case "told":
      return { ...state, adding: null, news: event.news };
    case "picked":
      return withAdding(state, { picking: event.picking, fault: null, problem: null });
    case "pickedWrong":
      return withAdding(state, { fault: event.fault });
    case "asking":
      return withAdding(state, { busy: true, fault: null, problem: null });
    case "notAdded":
      return withAdding(state, { busy: false, problem: event.problem });
  }
}

function withAdding(state: SitesState, change: Partial<Adding>): SitesState {
  return state.adding === null ? state : { ...state, adding: { ...state.adding, ...change } };
}
