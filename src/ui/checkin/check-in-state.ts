import type { AnswerValue, Draft, Wish } from "../../core/alliance/answers.ts";
import { itemsFor } from "../../core/alliance/asked-items.ts";
import type { Instrument, Item } from "../../core/alliance/instrument.ts";
import type { Answer, Ask, CheckInView, OwnViewDue, RoomAnswer, UseView } from "../../protocol/page-requests.ts";

/*
 * loading ──▶ (question of an unknown room) ──no──▶ putOff ──after all──▶ form
 *    │         │ yes
 * loading ──▶ form ──send──▶ (saving) ──▶ saved ──take back──▶ takenBack ──again──▶ form
 *    │         │  ◀── not saved ──┘
 *    │         ├──later, skip, not a session, pause──▶ putOff ──after all──▶ form
 *    │         └──the call is live again──▶ withdrawn
 *    └──▶ idle · notInvited · outdated · unreachable
 */
export type CheckInState =
  | { readonly phase: "loading" }
  | { readonly phase: "unreachable" }
  | { readonly phase: "notInvited" }
  /** The questions of this check-in came with a later version of the extension, or may no longer be shown. */
  | { readonly phase: "outdated"; readonly licenceEnded: boolean }
  | {
      readonly phase: "idle";
      readonly waiting: number;
      readonly stuck: number;
      readonly use: UseView | null;
      readonly pausedUntil: number | null;
      /** This browser profile is a therapist's, whose session has ended. */
      readonly own: OwnViewDue | null;
    }
  | FormState
  | SavedState
  | { readonly phase: "takenBack"; readonly form: FormState; readonly failed: boolean }
  | PutOffState
  | { readonly phase: "withdrawn" };

export interface FormState {
  readonly phase: "form";
  /** While its `roomQuestion` is open, that stands in the place of the form. */
  readonly view: CheckInView;
  readonly instrument: Instrument;
  readonly items: readonly Item[];
  readonly draft: Draft;
  readonly status: FormStatus;
}

export type FormStatus =
  | { readonly kind: "open" }
  /** Send was pressed on an empty form: asked once, then allowed. */
  | { readonly kind: "nothingToSend" }
  | { readonly kind: "saving" }
  | { readonly kind: "notPutOff" }
  | { readonly kind: "notSaved"; readonly reason: NotSavedReason };

type SubmitAnswer = Answer<"submitAnswers">;
/** `noReply`: the background itself could not be reached. */
export type NotSavedReason = Extract<SubmitAnswer, { kind: "notSaved" }>["reason"] | "noReply";

export interface SavedState {
  readonly phase: "saved";
  readonly form: FormState;
  readonly id: string;
  readonly takeBackUntil: number;
  /** The same check-in had been saved before. */
  readonly before: boolean;
  readonly delivery: "waiting" | "stuck" | "sent";
  readonly takeBack: "possible" | "tooLate" | "failed";
}

/** How a client can be rid of the form. */
export type WayOut = Ask<"putOff">["how"] | "pause";

export interface PutOffState {
  readonly phase: "putOff";
  readonly form: FormState;
  readonly how: WayOut | Extract<RoomAnswer, "never" | "neverOthers">;
  readonly stoppedOpening: boolean;
  readonly failed: boolean;
}

export type CheckInEvent =
  | { readonly kind: "opened"; readonly view: CheckInView }
  | {
      readonly kind: "foundNothing";
      readonly invited: boolean;
      readonly waiting: number;
      readonly stuck: number;
      readonly use: UseView | null;
      readonly pausedUntil: number | null;
      readonly own: OwnViewDue | null;
    }
  | { readonly kind: "failedToLoad" | "wasASession" }
  | { readonly kind: "answered"; readonly item: string; readonly value: AnswerValue | null }
  | { readonly kind: "privacyToggled"; readonly item: string }
  | { readonly kind: "wished"; readonly wish: Wish | null }
  | { readonly kind: "formStatus"; readonly status: FormStatus }
  | { readonly kind: "saved"; readonly answer: Exclude<SubmitAnswer, { kind: "notSaved" }> }
  | { readonly kind: "deliveryKnown"; readonly delivery: SavedState["delivery"] }
  | { readonly kind: "takenBack" }
  | { readonly kind: "notTakenBack"; readonly why: "tooLate" | "failed" }
  | { readonly kind: "putOff"; readonly how: PutOffState["how"] }
  | { readonly kind: "stoppedOpening" }
  | { readonly kind: "afterFailed" }
  | { readonly kind: "countryChosen"; readonly country: string }
  | { readonly kind: "withdrawn" };

export const LOADING: CheckInState = { phase: "loading" };

export function nextCheckInState(state: CheckInState, event: CheckInEvent): CheckInState {
  switch (event.kind) {
    case "opened":
      return openForm(event.view);
    case "foundNothing":
      return event.invited || event.own ? { ...event, phase: "idle" } : { phase: "notInvited" };
    case "failedToLoad":
      return { phase: "unreachable" };
    case "withdrawn":
      return { phase: "withdrawn" };
    case "countryChosen":
      return withCountry(state, event.country);
    case "wasASession":
      return state.phase === "form" ? { ...state, view: { ...state.view, roomQuestion: false } } : state;
    case "answered":
    case "privacyToggled":
    case "wished":
      return isEditable(state) ? { ...state, draft: nextDraft(state.draft, event), status: { kind: "open" } } : state;
    case "formStatus":
      return state.phase === "form" ? { ...state, status: event.status } : state;
    case "saved":
    case "putOff":
      return state.phase === "form" ? leaveForm({ ...state, status: { kind: "open" } }, event) : state;
    case "takenBack":
      return state.phase === "saved" ? { phase: "takenBack", form: state.form, failed: false } : state;
    case "notTakenBack":
      return state.phase === "saved" ? { ...state, takeBack: event.why } : state;
    case "deliveryKnown":
      return state.phase === "saved" ? { ...state, delivery: event.delivery } : state;
    case "stoppedOpening":
      return state.phase === "putOff" ? { ...state, stoppedOpening: true, failed: false } : state;
    case "afterFailed":
      return state.phase === "putOff" || state.phase === "takenBack" ? { ...state, failed: true } : state;
  }
}

function openForm(view: CheckInView): CheckInState {
  const { instrument, licenceEnded } = view;
  if (instrument === null) return { phase: "outdated", licenceEnded };
  const items = itemsFor(instrument, view.round);
  return { phase: "form", view, instrument, items, draft: view.draft, status: { kind: "open" } };
}

/** Wherever the safety notice stands. */
function withCountry<S extends CheckInState>(state: S, country: string): S {
  if (state.phase === "form") return { ...state, view: { ...state.view, country } };
  return state.phase === "saved" ? { ...state, form: withCountry(state.form, country) } : state;
}

/** While it is being saved, nothing on the form changes any more. */
function isEditable(state: CheckInState): state is FormState {
  return state.phase === "form" && state.status.kind !== "saving";
}

type DraftEvent = Extract<CheckInEvent, { kind: "answered" | "privacyToggled" | "wished" }>;

function nextDraft(draft: Draft, event: DraftEvent): Draft {
  switch (event.kind) {
    case "wished":
      return { ...draft, wish: event.wish };
    case "privacyToggled":
      return { ...draft, keptPrivate: toggled(draft.keptPrivate, event.item) };
    case "answered": {
      const { [event.item]: _, ...others } = draft.answers;
      if (event.value !== null && event.value !== "")
        return { ...draft, answers: { ...others, [event.item]: event.value } };
      return { ...draft, answers: others, keptPrivate: draft.keptPrivate.filter((id) => id !== event.item) };
    }
  }
}

function toggled(ids: readonly string[], id: string): readonly string[] {
  return ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];
}

function leaveForm(form: FormState, event: Extract<CheckInEvent, { kind: "saved" | "putOff" }>): CheckInState {
  if (event.kind === "putOff") return { phase: "putOff", form, how: event.how, stoppedOpening: false, failed: false };
  const { kind, id, takeBackUntil } = event.answer;
  const before = kind === "alreadySaved";
  return { phase: "saved", form, id, takeBackUntil, before, delivery: "waiting", takeBack: "possible" };
}
