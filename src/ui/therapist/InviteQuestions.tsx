import { useId } from "preact/hooks";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { instrumentKey } from "../../core/alliance/instrument.ts";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";

export interface InviteQuestionsProps {
  readonly choices: readonly Instrument[];
  /** `name|version`. */
  readonly value: string;
  readonly onChange: (key: string) => void;
}

/** Which questions this client is asked. */
export function InviteQuestions({ choices, value, onChange }: InviteQuestionsProps) {
  const t = useStrings();
  const id = useId();
  return (
    <div class={form.field}>
      <label for={id} class={form.label}>
        {t("therapistClientsQuestions")}
      </label>
      <p id={`${id}-hint`} class={form.hint}>
        {t("therapistClientsQuestionsHint")}
      </p>
      <select
        id={id}
        class={form.input}
        aria-describedby={`${id}-hint`}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {choices.map((instrument) => (
          <option key={instrumentKey(instrument)} value={instrumentKey(instrument)}>
            {instrument.title}
          </option>
        ))}
      </select>
    </div>
  );
}
