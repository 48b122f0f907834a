import type { HeldInvite } from "../../core/invite/held-invite.ts";
import type { Invite } from "../../core/invite/invite.ts";
import type { SetupState, StorageHealth, WaitingEnvelope } from "../../protocol/page-requests.ts";
import type { MessageKey } from "../../protocol/strings.ts";

export interface Inviting {
  readonly phase: "inviting";
  readonly text: string;
  readonly reading: boolean;
  readonly problem: MessageKey | null;
  /** The pairing this invite would change; null where it would be the first. */
  readonly held: HeldInvite | null;
  /** The text is set by whoever manages this computer and cannot be changed here. */
  readonly managed: boolean;
  /** What ended here a moment ago. */
  readonly ended: "left" | "erased" | null;
  /** The browser has deleted what was stored. */
  readonly lost: boolean;
}

export interface Consenting {
  readonly phase: "consenting";
  readonly text: string;
  readonly invite: Invite;
  readonly phrase: readonly string[];
  readonly held: HeldInvite | null;
  readonly managed: boolean;
  /** Null until the client has chosen; nothing opens by itself unasked. */
  readonly openByItself: boolean | null;
  readonly step: "choosing" | "asking" | "saving";
  readonly problem: ConsentProblem | null;
}

export type ConsentProblem =
  | { readonly kind: "notChosen" | "refused" | "notSaved" }
  | { readonly kind: "notAccepted"; readonly reason: MessageKey };

export interface Ready {
  readonly phase: "ready";
  readonly setup: SetupState;
  readonly waiting: readonly WaitingEnvelope[];
  readonly justAccepted: boolean;
  /** Invite set by whoever manages this computer; null where nobody did. */
  readonly managed: ManagedInvite | null;
  readonly notice: MessageKey | null;
}

export type SetupPhase =
  | { readonly phase: "loading"; readonly justAccepted: boolean }
  | { readonly phase: "failed"; readonly health: StorageHealth }
  | Inviting
  | Consenting
  | Ready;

export interface ManagedInvite {
  readonly text: string;
  /** Whether it would change the pairing that is there. */
  readonly isUpdate: boolean;
  /** Whether it opens, and whether for the client of the pairing that is there. */
  readonly use: "here" | "elsewhere" | "none";
}

export interface Loaded {
  readonly managed: ManagedInvite | null;
  readonly setup: SetupState | null;
  readonly waiting: readonly WaitingEnvelope[];
  readonly lost: boolean;
}

export type SetupEvent =
  | { readonly kind: "loaded"; readonly loaded: Loaded }
  | { readonly kind: "accepted" | "updateWanted" | "left" | "erased" }
  | { readonly kind: "loadFailed"; readonly health: StorageHealth }
  /** An address with an invite, brought by the toolbar button. */
  | { readonly kind: "broughtInvite"; readonly text: string }
  | { readonly kind: "inviteTyped"; readonly text: string }
  | { readonly kind: "inviteReading"; readonly text: string }
  | { readonly kind: "inviteRefused"; readonly reason: MessageKey }
  | { readonly kind: "inviteOpened"; readonly invite: Invite; readonly phrase: readonly string[] }
  | { readonly kind: "wentBack" }
  | { readonly kind: "openByItselfChosen"; readonly on: boolean }
  | { readonly kind: "browserAsking" | "consentSaving" }
  | { readonly kind: "consentFailed"; readonly problem: ConsentProblem }
  | { readonly kind: "noticed"; readonly notice: MessageKey };

export const LOADING: SetupPhase = { phase: "loading", justAccepted: false };

const EMPTY: Inviting = {
  phase: "inviting",
  text: "",
  reading: false,
  problem: null,
  held: null,
  managed: false,
  ended: null,
  lost: false,
};

/** An event that does not fit the phase changes nothing: a late answer never pulls a page from under its reader. */
export function nextSetupPhase(state: SetupPhase, event: SetupEvent): SetupPhase {
  switch (event.kind) {
    case "loaded":
      return state.phase === "inviting" || state.phase === "consenting" ? state : placed(state, event.loaded);
    case "accepted":
      return { phase: "loading", justAccepted: true };
    case "loadFailed":
      return state.phase === "loading" ? { phase: "failed", health: event.health } : state;
    case "updateWanted":
      return state.phase === "ready" ? inviting(state.managed, state.setup.invite) : state;
    case "left":
      return { ...(state.phase === "ready" ? inviting(state.managed, null) : EMPTY), ended: "left" };
    case "erased":
      // What was typed may have been an invite of before.
      return { ...emptied(state), ended: "erased" };
    case "broughtInvite":
      return brought(state, event.text);
    case "inviteTyped":
    case "inviteReading":
    case "inviteRefused":
    case "inviteOpened":
      return state.phase === "inviting" ? nextInviting(state, event) : state;
    case "wentBack":
      return back(state);
    case "openByItselfChosen":
    case "browserAsking":
    case "consentSaving":
    case "consentFailed":
      return state.phase === "consenting" ? nextConsenting(state, event) : state;
    case "noticed":
      return state.phase === "ready" ? { ...state, notice: event.notice } : state;
  }
}

/** Of no use here, it must not stand in the way of the therapist's own invite. */
export function isLocked(managed: ManagedInvite | null, isPaired: boolean): managed is ManagedInvite {
  return managed !== null && (managed.use === "here" || (managed.use === "elsewhere" && !isPaired));
}

function inviting(managed: ManagedInvite | null, held: HeldInvite | null): Inviting {
  if (isLocked(managed, held !== null)) return { ...EMPTY, text: managed.text, managed: true, held };
  return { ...EMPTY, held, problem: managed === null ? null : "setupManagedUnusable" };
}

/** Never in the place of an invite somebody else has set, or of one that is being read. */
function brought(state: SetupPhase, text: string): SetupPhase {
  if (state.phase === "ready")
    return isLocked(state.managed, true) ? state : { ...inviting(null, state.setup.invite), text };
  const isFree = state.phase === "inviting" && !state.managed && !state.reading && state.text === "";
  return isFree ? { ...state, text, problem: null } : state;
}

function placed(before: SetupPhase, { setup, waiting, managed, lost }: Loaded): SetupPhase {
  if (setup === null) return { ...inviting(managed, null), lost };
  if (before.phase === "ready") return { ...before, setup, waiting, managed };
  const justAccepted = before.phase === "loading" && before.justAccepted;
  return { phase: "ready", setup, waiting, justAccepted, managed, notice: null };
}

function emptied(state: SetupPhase): Inviting {
  if (state.phase === "inviting" && state.managed) return { ...state, held: null, lost: false };
  return state.phase === "ready" ? inviting(state.managed, null) : EMPTY;
}

type InvitingEvent = Extract<SetupEvent, { kind: `invite${string}` }>;

function nextInviting(state: Inviting, event: InvitingEvent): SetupPhase {
  switch (event.kind) {
    case "inviteTyped":
      return state.managed ? state : { ...state, text: event.text, problem: null };
    case "inviteReading":
      return { ...state, text: event.text, reading: true, problem: null };
    case "inviteRefused":
      return { ...state, reading: false, problem: event.reason };
    case "inviteOpened": {
      const { text, held, managed } = state;
      const { invite, phrase } = event;
      const facts = { text, invite, phrase, held, managed };
      return { phase: "consenting", ...facts, openByItself: null, step: "choosing", problem: null };
    }
  }
}

type ConsentEvent = Extract<
  SetupEvent,
  { kind: "openByItselfChosen" | "browserAsking" | "consentSaving" | "consentFailed" }
>;

function nextConsenting(state: Consenting, event: ConsentEvent): SetupPhase {
  switch (event.kind) {
    case "openByItselfChosen":
      return { ...state, openByItself: event.on, problem: state.problem?.kind === "notChosen" ? null : state.problem };
    case "browserAsking":
      return { ...state, step: "asking", problem: null };
    case "consentSaving":
      return { ...state, step: "saving", problem: null };
    case "consentFailed":
      return { ...state, step: "choosing", problem: event.problem };
  }
}

function back(state: SetupPhase): SetupPhase {
  if (state.phase === "consenting") {
    const { text, held, managed } = state;
    return { ...EMPTY, text, held, managed };
  }
  return state.phase === "inviting" && state.held !== null ? LOADING : state;
}
