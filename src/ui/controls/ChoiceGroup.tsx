import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import styles from "./choice-group.module.css";
import field from "./radio-scale.module.css";

export interface ChoiceGroupProps<Code extends string> {
  /** Unique on the page. */
  readonly name: string;
  readonly legend: ComponentChildren;
  readonly choices: readonly { readonly code: Code; readonly label: string }[];
  readonly value: Code | null;
  /** Null when a choice is taken back with Backspace. */
  readonly onChange: (code: Code | null) => void;
  readonly lang?: string | undefined;
  readonly children?: ComponentChildren;
}

/** A few words to choose one from, as real radio buttons; nothing chosen at first. Kept from the disk as in RadioScale. */
export function ChoiceGroup<Code extends string>(props: ChoiceGroupProps<Code>) {
  const { name, legend, choices, value, onChange, lang, children } = props;
  const handleKey = ({ key }: TargetedKeyboardEvent<HTMLElement>): void => {
    if (key === "Backspace" || key === "Delete") onChange(null);
  };
  return (
    <fieldset class={field.field}>
      <legend class={field.legend} lang={lang} dir="auto">
        {legend}
      </legend>
      <div class={styles.choices} onKeyDown={handleKey}>
        {choices.map(({ code, label }) => (
          <label key={code} class={styles.choice}>
            <input
              type="radio"
              autocomplete="off"
              name={name}
              value={code}
              checked={value === code}
              defaultChecked={value === code}
              onChange={() => onChange(code)}
            />
            <span lang={lang} dir="auto">
              {label}
            </span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  );
}
