/**
 * Questions about harm by the therapist (RISQ) have a way out of this therapy: what may be switched on, what is shown
 * after a yes, and what leaves the page (clinical paper, 3.6). The rule that must not break: unless the client chose to
 * send them, these answers look exactly like questions that were skipped.
 */
import type { Answers } from "./answers.ts";
import type { Instrument, TherapySetting } from "./instrument.ts";

/** Somebody outside this therapy, as the practice filled it in; never the therapist. */
export interface OutsideContacts {
  readonly practice: string;
  readonly board: string;
  readonly supportLine: string;
}

/**
 * Known instruments of such questions. No page shows the way outside so far, and without it a yes would go to the therapist
 * it is about: such a file is refused.
 */
export function asksAboutHarm(id: string): boolean {
  return id.startsWith("risq");
}

/** Off by default, and asked at most this often. */
export const HARM_EVERY_CHECK_INS = 4;

export type HarmQuestionsDecision =
  | { readonly on: true }
  | { readonly on: false; readonly reason: "noContact" | "notAlone" };

/** Whether the questions may be switched on at all: with somebody to turn to, and for a client alone. */
export function decideHarmQuestions(
  contacts: OutsideContacts,
  settings: readonly TherapySetting[],
): HarmQuestionsDecision {
  if (settings.some((setting) => setting !== "individual")) return { on: false, reason: "notAlone" };
  const filledIn = Object.values(contacts).filter((contact: string) => contact.trim() !== "");
  return filledIn.length === 0 ? { on: false, reason: "noContact" } : { on: true };
}

/** `round` counts a client's check-ins from 1. */
export function isHarmAsked(round: number): boolean {
  return round > 0 && round % HARM_EVERY_CHECK_INS === 0;
}

/** Any yes: the way outside is shown before any button that sends. */
export function showsOutsideRoute(harm: Pick<Instrument, "items">, answers: Answers): boolean {
  return harm.items.some(({ id, responses }) => {
    if (responses.type !== "choice") return false;
    const value = responses.choices.find(({ code }) => code === answers[id])?.value;
    return value !== undefined && value > 0;
  });
}

/** All of them or none: one left out would say what it hides. Without a choice they stay with the client. */
export function sharedHarmAnswers(harm: Pick<Instrument, "items">, answers: Answers, share: boolean): Answers {
  const ids = harm.items.map(({ id }) => id);
  const isComplete = ids.every((id) => answers[id] !== undefined);
  const kept = Object.entries(answers).filter(([id]) => !ids.includes(id) || (share && isComplete));
  return Object.fromEntries(kept);
}
