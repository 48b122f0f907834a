/**
 * Questions that stand beside a main set now and then: beside which, and which are due (clinical paper, 3.6). The rule
 * that must not break: none is asked where several are in the room, and none about harm without somebody outside this
 * therapy to turn to.
 */
import type { Instrument } from "./instrument.ts";
import { decideHarmQuestions, type HarmQuestionsDecision, isHarmForm, type OutsideContacts } from "./outside-route.ts";

/** RISQ and SPARQ: the forms for which the rules were written. Any other is asked instead of a set, not beside it. */
const ADD_ONS: readonly string[] = ["risq", "sparq"];
export const MOST_ADD_ONS = ADD_ONS.length;

/** At most every fourth session, by the count that lets second items take turns. */
export const ADD_ON_EVERY = 4;

export function isAddOn({ id }: Pick<Instrument, "id">): boolean {
  return ADD_ONS.includes(id);
}

export interface AddOnFacts {
  readonly addOn: Instrument;
  readonly main: Instrument;
  readonly contacts: OutsideContacts;
  readonly therapist: string;
}

export function decideAddOn({ addOn, main, contacts, therapist }: AddOnFacts): HarmQuestionsDecision {
  if (isHarmForm(addOn)) return decideHarmQuestions({ contacts, settings: main.settings, therapist });
  const isAlone = main.settings.every((setting) => setting === "individual");
  return isAlone ? { on: true } : { on: false, reason: "notAlone" };
}

/** One at a time, in turn: both at once would be twelve more questions. `round` counts a client's check-ins from 1. */
export function dueAddOn<T>(addOns: readonly T[], round: number): T | null {
  if (round < ADD_ON_EVERY || round % ADD_ON_EVERY !== 0) return null;
  return addOns[(round / ADD_ON_EVERY - 1) % addOns.length] ?? null;
}
