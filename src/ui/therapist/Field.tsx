import type { TargetedInputEvent } from "preact";
import { useId } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./form.module.css";

export interface FieldProps {
  /** Not shown on the screen while it is typed. */
  readonly secret?: boolean;
  readonly inputMode?: "text" | "url" | "numeric";
  readonly autocomplete?: "name" | "off";
  readonly maxLength?: number;
  readonly spellcheck?: boolean;
  /** Set elsewhere: shown, and not to be changed here. */
  readonly readOnly?: boolean;
  readonly label: MessageKey;
  readonly hint?: MessageKey;
  readonly fault?: MessageKey | null | undefined;
  readonly value: string;
  readonly onChange: (text: string) => void;
  /** The person goes on to something else. */
  readonly onLeave?: () => void;
}

/** One line to type in, with what is expected under its name and what is wrong under the line. */
export function Field({ label, hint, fault = null, value, onChange, onLeave, secret = false, ...rest }: FieldProps) {
  const t = useStrings();
  const id = useId();
  const described = [hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ");
  const input = {
    autocomplete: "off" as const,
    ...rest,
    id,
    class: styles.input,
    dir: "auto" as const,
    value,
    "aria-describedby": described || undefined,
    "aria-invalid": fault !== null,
    onBlur: onLeave,
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onChange(event.currentTarget.value),
  };
  return (
    <div class={styles.field}>
      <label for={id} class={styles.label}>
        {t(label)}
      </label>
      {hint && (
        <p id={`${id}-hint`} class={styles.hint}>
          {t(hint)}
        </p>
      )}
      {secret ? <input {...input} type="password" /> : <input {...input} type="text" />}
      {fault && (
        <p id={`${id}-fault`} class={styles.fault} role="alert">
          {t(fault)}
        </p>
      )}
    </div>
  );
}
