import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { Place } from "../../protocol/place.ts";
import type {
  ClientRecord,
  KeptInstrument,
  KeySummary,
  Practice,
  ReadingFailure,
} from "../../protocol/therapist-records.ts";
import type { Inbox } from "./inbox.ts";
import type { TakenFiles } from "./inbox-actions.ts";
import type { TherapistDesk } from "./therapist-actions.ts";

export const SECTIONS = ["overview", "inbox", "clients", "questions", "place", "export", "key"] as const;
export type Section = (typeof SECTIONS)[number];

/** A desk whose key has a proven backup: the only one from which anybody is invited. */
interface ReadyDesk extends TherapistDesk {
  readonly key: KeySummary & { readonly backedUpAt: number };
}

/** The last news about looking for new answers. */
export type Look =
  | { readonly kind: "notYet" | "looking" }
  | { readonly kind: "looked"; readonly at: number; readonly fresh: number }
  | { readonly kind: "failed"; readonly reason: ReadingFailure }
  | { readonly kind: "imported"; readonly taken: TakenFiles };

/** Counts the sealed files while they are opened. */
export interface Opening {
  readonly done: number;
  readonly total: number;
}

export type TherapistState =
  | { readonly phase: "loading" }
  /** The archive cannot be opened; nothing may be made that could not be kept. */
  | { readonly phase: "broken" }
  | { readonly phase: "start"; readonly desk: TherapistDesk }
  | { readonly phase: "backup"; readonly desk: TherapistDesk; readonly key: KeySummary }
  | {
      readonly phase: "desk";
      readonly desk: ReadyDesk;
      readonly section: Section;
      /** Null until everything kept was opened once. */
      readonly inbox: Inbox | null;
      readonly opening: Opening | null;
      readonly look: Look;
      /** The client in view; null shows all of them. */
      readonly client: string | null;
    };

export type TherapistEvent =
  | { readonly kind: "loaded"; readonly desk: TherapistDesk }
  | { readonly kind: "loadFailed" }
  | { readonly kind: "keyChanged"; readonly key: KeySummary }
  | { readonly kind: "placeKept"; readonly place: Place }
  | { readonly kind: "practiceKept"; readonly practice: Practice | null }
  /** An update was made for this client. */
  | { readonly kind: "clientUpdated"; readonly record: ClientRecord }
  | { readonly kind: "clientsChanged"; readonly clients: readonly ClientRecord[] }
  | { readonly kind: "outsideKept"; readonly outside: OutsideContacts }
  | { readonly kind: "instrumentsKept"; readonly instruments: readonly KeptInstrument[] }
  | { readonly kind: "sectionChosen"; readonly section: Section }
  | { readonly kind: "clientChosen"; readonly client: string | null }
  | { readonly kind: "opening"; readonly opening: Opening }
  | { readonly kind: "opened"; readonly inbox: Inbox }
  | { readonly kind: "look"; readonly look: Look };

export function nextTherapistState(state: TherapistState, event: TherapistEvent): TherapistState {
  switch (event.kind) {
    case "loaded":
      return placeDesk(event.desk);
    case "loadFailed":
      return { phase: "broken" };
    case "keyChanged":
      return withKey(state, event.key);
    case "practiceKept":
      return withDesk(state, { practice: event.practice });
    case "clientUpdated":
      return withClient(state, event.record);
    case "placeKept":
      return withDesk(state, { place: event.place });
    case "clientsChanged":
      return withDesk(state, { clients: event.clients });
    case "outsideKept":
      return withDesk(state, { outside: event.outside });
    case "instrumentsKept":
      return withDesk(state, { instruments: event.instruments });
    case "sectionChosen":
      return state.phase === "desk" ? { ...state, section: event.section, client: null } : state;
    case "clientChosen":
      return state.phase === "desk" ? { ...state, section: "overview", client: event.client } : state;
    case "opening":
      return state.phase === "desk" ? { ...state, opening: event.opening } : state;
    case "opened":
      return state.phase === "desk" ? { ...state, inbox: event.inbox, opening: null } : state;
    case "look":
      return state.phase === "desk" ? { ...state, look: event.look } : state;
  }
}

/** Where a person comes in: what is still missing first, who is worth asking once everything is there. */
function placeDesk(desk: TherapistDesk): TherapistState {
  const { key } = desk;
  if (key === null) return { phase: "start", desk };
  if (key.backedUpAt === null) return { phase: "backup", desk, key };
  return {
    phase: "desk",
    desk: { ...desk, key: { ...key, backedUpAt: key.backedUpAt } },
    section: desk.place === null ? "place" : desk.clients.length === 0 ? "clients" : "overview",
    inbox: null,
    opening: null,
    look: { kind: "notYet" },
    client: null,
  };
}

/** A key without a proven backup stops everything else, also when it takes the place of one that had it. */
function withKey(state: TherapistState, key: KeySummary): TherapistState {
  if (state.phase === "desk" && key.backedUpAt === null) {
    return { phase: "backup", desk: { ...state.desk, key }, key };
  }
  const next = withDesk(state, { key });
  // After the first key there is nobody yet; after a later one the clients are what is left to do.
  const isLater = state.phase === "backup" && next.phase === "desk" && next.desk.clients.length > 0;
  return isLater ? { ...next, section: "clients" } : next;
}

function withClient(state: TherapistState, record: ClientRecord): TherapistState {
  if (state.phase !== "desk") return state;
  const clients = state.desk.clients.map((one) => (one.client === record.client ? record : one));
  return withDesk(state, { clients });
}

function withDesk(state: TherapistState, change: Partial<TherapistDesk>): TherapistState {
  switch (state.phase) {
    case "loading":
    case "broken":
      return state;
    case "start":
    case "backup":
      return placeDesk({ ...state.desk, ...change });
    case "desk": {
      const { key: changed, ...rest } = change;
      const key = changed?.backedUpAt ? { ...changed, backedUpAt: changed.backedUpAt } : state.desk.key;
      return { ...state, desk: { ...state.desk, ...rest, key } };
    }
  }
}
