import type { RadioScaleProps } from "./RadioScale.tsx";
import styles from "./radio-scale.module.css";

/** More steps than this make no row that a finger can hit. */
const MOST_CELLS = 21;

/** Whether a scale is too fine for a row of buttons, as a line read to the millimetre is. */
export function isFine({ min, max, step }: { readonly min: number; readonly max: number; readonly step: number }) {
  return (max - min) / step >= MOST_CELLS;
}

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
