import type { Invite } from "../../core/invite/invite.ts";
import type { SetupState, StorageHealth, WaitingEnvelope } from "../../protocol/page-requests.ts";
import type { MessageKey } from "../../protocol/strings.ts";

export interface Inviting {
  readonly phase: "inviting";
  readonly text: string;
  readonly reading: boolean;
  readonly problem: MessageKey | null;
  /** Set when this invite would change a pairing that is there. */
  readonly paired: boolean;
  readonly left: boolean;
  /** The browser has deleted what was stored. */
  readonly lost: boolean;
}

export interface Consenting {
  readonly phase: "consenting";
  readonly text: string;
  readonly invite: Invite;
  readonly phrase: readonly string[];
  readonly paired: boolean;
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
  readonly notice: MessageKey | null;
}

export type SetupPhase =
  | { readonly phase: "loading"; readonly justAccepted: boolean }
  | { readonly phase: "failed"; readonly health: StorageHealth }
  | Inviting
  | Consenting
  | Ready;

export interface Loaded {
  readonly setup: SetupState | null;
  readonly waiting: readonly WaitingEnvelope[];
  readonly lost: boolean;
}

export type SetupEvent =
  | { readonly kind: "loaded"; readonly loaded: Loaded }
  | { readonly kind: "accepted" | "updateWanted" | "left" }
  | { readonly kind: "loadFailed"; readonly health: StorageHealth }
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
  paired: false,
  left: false,
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
      return { ...EMPTY, paired: true };
    case "left":
      return { ...EMPTY, left: true };
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

function placed(before: SetupPhase, { setup, waiting, lost }: Loaded): SetupPhase {
  if (setup === null) return { ...EMPTY, lost };
  if (before.phase === "ready") return { ...before, setup, waiting };
  const justAccepted = before.phase === "loading" && before.justAccepted;
  return { phase: "ready", setup, waiting, justAccepted, notice: null };
}

type InvitingEvent = Extract<SetupEvent, { kind: `invite${string}` }>;

function nextInviting(state: Inviting, event: InvitingEvent): SetupPhase {
  switch (event.kind) {
    case "inviteTyped":
      return { ...state, text: event.text, problem: null };
    case "inviteReading":
      return { ...state, text: event.text, reading: true, problem: null };
    case "inviteRefused":
      return { ...state, reading: false, problem: event.reason };
    case "inviteOpened": {
      const { text, paired } = state;
      const { invite, phrase } = event;
      return { phase: "consenting", text, invite, phrase, paired, openByItself: null, step: "choosing", problem: null };
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
  if (state.phase === "consenting") return { ...EMPTY, text: state.text, paired: state.paired };
  return state.phase === "inviting" && state.paired ? LOADING : state;
}
