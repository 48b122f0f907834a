import { ceilingQuestion } from "../../core/alliance/ceiling-count.ts";
import { scoreAlliance } from "../../core/alliance/score.ts";
import { submissionOf } from "../../core/alliance/submission.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import type { FormState } from "./check-in-state.ts";

/** Where all was as good as can be once more; to be answered in the text box below it, or not. */
export function CeilingQuestion({ form: { view, instrument, items, draft } }: { readonly form: FormState }) {
  const t = useStrings();
  const score = scoreAlliance(instrument, submissionOf(items, draft).answers);
  const question = CEILING[ceilingQuestion(view.highRun, score) ?? -1];
  return question ? <p>{t(question)}</p> : null;
}

const CEILING: readonly MessageKey[] = ["checkinCeilingBetter", "checkinCeilingMore", "checkinCeilingUnsaid"];
