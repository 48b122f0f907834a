/**
 * Answers to questions about harm: what is shown after a yes, and what leaves the page (clinical paper, 3.6). The rule that
 * must not break: unless the client chose to send them, they look exactly like questions that were skipped.
 */
import type { Answers } from "./answers.ts";
import type { Instrument } from "./instrument.ts";
import { HARM_FORM, isComplete } from "./outside-route.ts";

/** Any yes: the way outside is shown before any button that sends. */
export function showsOutsideRoute(harm: Pick<Instrument, "items">, answers: Answers): boolean {
  return harm.items.some(({ id, responses }) => {
    if (responses.type !== "choice") return false;
    const value = responses.choices.find(({ code }) => code === answers[id])?.value;
    return value !== undefined && value > 0;
  });
}

/** All of them or none. Without a choice they stay with the client. */
export function sharedHarmAnswers(harm: Pick<Instrument, "items">, answers: Answers, share: boolean): Answers {
  return share && isComplete(harm, answers) ? answers : {};
}

/** The code that a ready scoring gives to the number 1. */
const YES = "1";

/** A yes that was sent, whether or not the words of the questions are here. `name`: `name|version`. */
export function isWarning(name: string, answers: Answers): boolean {
  return name.startsWith(`${HARM_FORM}|`) && Object.values(answers).includes(YES);
}
