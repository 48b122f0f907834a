import type { RadioScaleProps } from "./RadioScale.tsx";
import styles from "./radio-scale.module.css";

/** A number to type between two named ends; empty at first, which a slider cannot be. */
export function FineScale({ name, legend, min, max, step, ends, value, onChange, lang, children }: RadioScaleProps) {
  return (
    <fieldset class={styles.field}>
      <legend class={styles.legend} lang={lang} dir="auto">
        {legend}
      </legend>
      <label>
        <span lang={lang}>
          <b>{min}</b> <bdi>{ends[0]}</bdi> – <b>{max}</b> <bdi>{ends[1]}</bdi>
        </span>{" "}
        <input
          type="number"
          autocomplete="off"
          name={name}
          min={min}
          max={max}
          step={step}
          value={value ?? ""}
          onInput={({ currentTarget: { valueAsNumber, validity } }) =>
            onChange(validity.valid ? numberOr(valueAsNumber) : null)
          }
        />
      </label>
      {children}
    </fieldset>
  );
}

/** NaN is what an empty field says. */
function numberOr(typed: number): number | null {
  return Number.isNaN(typed) ? null : typed;
}
