import type { Answers, AnswerValue, Draft } from "../../core/alliance/answers.ts";
import { sharedHarmAnswers } from "../../core/alliance/harm-answers.ts";
import { type Instrument, instrumentKey } from "../../core/alliance/instrument.ts";
import { isHarmForm } from "../../core/alliance/outside-route.ts";
import type { AddOnAnswers } from "../../protocol/page-requests.ts";
import type { FormState } from "./check-in-state.ts";

/** Where an answer stands in the draft: no item of a main set has a colon in its name. */
export function placeOf({ id }: Pick<Instrument, "id">, item: string): string {
  return `${id}:${item}`;
}

/** The client's own choice whether answers about harm are sent. */
const SHARE = "share";
export type Share = "send" | "keep";

export function shareOf(instrument: Instrument, { answers }: Draft): Share | null {
  const chosen = answers[placeOf(instrument, SHARE)];
  return chosen === "send" || chosen === "keep" ? chosen : null;
}

export function sharePlace(instrument: Instrument): string {
  return placeOf(instrument, SHARE);
}

/** What was chosen so far, by the instrument's own ids. */
export function addOnAnswersIn(instrument: Instrument, { answers }: Draft): Answers {
  const given = instrument.items.flatMap(({ id }): readonly (readonly [string, AnswerValue])[] => {
    const value = answers[placeOf(instrument, id)];
    return value === undefined ? [] : [[id, value]];
  });
  return Object.fromEntries(given);
}

/** What of it leaves the page; undefined where nothing does, so that it looks as if there had been no such questions. */
export function sharedAddOn({ view: { addOn }, draft }: Pick<FormState, "view" | "draft">): AddOnAnswers | undefined {
  if (addOn === undefined) return undefined;
  const { instrument } = addOn;
  const given = addOnAnswersIn(instrument, draft);
  const answers = isHarmForm(instrument)
    ? sharedHarmAnswers(instrument, given, shareOf(instrument, draft) === "send")
    : withoutPrivate(instrument, given, draft);
  return Object.keys(answers).length === 0 ? undefined : { instrument: instrumentKey(instrument), answers };
}

function withoutPrivate(instrument: Instrument, given: Answers, { keptPrivate }: Draft): Answers {
  return Object.fromEntries(Object.entries(given).filter(([id]) => !keptPrivate.includes(placeOf(instrument, id))));
}
