import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useStrings } from "./strings.ts";
import styles from "./text-box.module.css";

/** Letters left at which the counter appears; before that it would only hurry. */
const COUNTER_FROM = 100;

export interface TextBoxProps {
  readonly label: ComponentChildren;
  readonly value: string;
  readonly maxLength: number;
  readonly onChange: (text: string) => void;
  readonly name?: string | undefined;
  readonly lang?: string | undefined;
}

/** The browser is asked not to write what is typed to disk, as it does to bring a tab back after a crash. */
export function TextBox({ label, value, maxLength, onChange, name, lang }: TextBoxProps) {
  const t = useStrings();
  const id = useId();
  const left = maxLength - value.length;
  const counted = left <= COUNTER_FROM;
  return (
    <div>
      <label for={id} class={styles.label} lang={lang} dir="auto">
        {label}
      </label>
      <textarea
        id={id}
        autocomplete="off"
        class={styles.box}
        name={name}
        rows={3}
        dir="auto"
        maxLength={maxLength}
        value={value}
        aria-describedby={counted ? `${id}-left` : undefined}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      {counted && (
        <p id={`${id}-left`} class={styles.left}>
          {t("controlLettersLeft", String(left))}
        </p>
      )}
    </div>
  );
}
