/**
 * Questions about harm by the therapist (RISQ) have a way out of this therapy: which they are, and when they may be
 * switched on (clinical paper, 3.6). The rule that must not break: without somebody outside to turn to none is asked, and
 * the therapist is nobody outside. What becomes of answers: harm-answers.ts.
 */
import type { Answers } from "./answers.ts";
import type { Instrument, TherapySetting } from "./instrument.ts";

/** Somebody outside this therapy, as the practice filled it in; never the therapist. Empty where there is none. */
export interface OutsideContacts {
  readonly practice: string;
  readonly board: string;
  readonly supportLine: string;
}
export const NO_CONTACTS: OutsideContacts = { practice: "", board: "", supportLine: "" };

/** The form whose rules stand here; its ready scoring has this id. */
export const HARM_FORM = "risq";

/** Known instruments of such questions. None of them is asked like any other form. */
export function asksAboutHarm(id: string): boolean {
  return id.startsWith(HARM_FORM);
}

/** The one of them that can stand beside a set: its scoring is here, so that a yes is known as one. */
export function isHarmForm({ id }: Pick<Instrument, "id">): boolean {
  return id === HARM_FORM;
}

export type HarmQuestionsDecision =
  | { readonly on: true }
  | { readonly on: false; readonly reason: "noContact" | "isTherapist" | "notAlone" };

export interface HarmQuestionsFacts {
  readonly contacts: OutsideContacts;
  /** Of the set beside which they would stand. */
  readonly settings: readonly TherapySetting[];
  readonly therapist: string;
}

/** Whether the questions may be switched on at all: with somebody else to turn to, and for a client alone. */
export function decideHarmQuestions({ contacts, settings, therapist }: HarmQuestionsFacts): HarmQuestionsDecision {
  if (settings.some((setting) => setting !== "individual")) return { on: false, reason: "notAlone" };
  const filledIn = Object.values(contacts).filter((contact: string) => contact.trim() !== "");
  if (filledIn.length === 0) return { on: false, reason: "noContact" };
  const isNamed = filledIn.some((contact: string) => plain(contact).includes(plain(therapist)));
  return isNamed ? { on: false, reason: "isTherapist" } : { on: true };
}

function plain(text: string): string {
  return text.trim().toLowerCase();
}

/** Half of them is none: what was left out would say what it hides. */
export function isComplete({ items }: Pick<Instrument, "items">, answers: Answers): boolean {
  return items.every(({ id }) => answers[id] !== undefined);
}
