import type { ComponentChildren, TargetedKeyboardEvent } from "preact";
import { useRef } from "preact/hooks";
import styles from "./radio-scale.module.css";
import { nextTyped, type Typed } from "./typed-number.ts";
import { VisuallyHidden } from "./VisuallyHidden.tsx";

export interface RadioScaleProps {
  /** Unique on the page. */
  readonly name: string;
  readonly legend: ComponentChildren;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly ends: readonly [low: string, high: string];
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  /** Language of the question where it is not the page's. */
  readonly lang?: string | undefined;
  /** Small controls under the scale, inside its group. */
  readonly children?: ComponentChildren;
}

/**
 * A row of numbers as real radio buttons: nothing chosen at first, arrow and digit keys, Backspace to clear. What is chosen
 * counts as what the page came with, or Firefox would write it to disk to bring the tab back with it; Chromium goes by
 * `autocomplete`.
 */
export function RadioScale({ name, legend, min, max, step, ends, value, onChange, lang, children }: RadioScaleProps) {
  const values = Array.from({ length: Math.floor((max - min) / step) + 1 }, (_, n) => min + n * step);
  const typed = useRef<Typed | null>(null);

  const handleKey = (event: TargetedKeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Backspace" || event.key === "Delete") return onChange(null);
    typed.current = nextTyped(typed.current, event.key, event.timeStamp, values);
    if (typed.current === null) return;
    event.preventDefault();
    event.currentTarget.querySelector<HTMLElement>(`[value="${typed.current.value}"]`)?.focus();
    onChange(typed.current.value);
  };

  return (
    <fieldset class={styles.field}>
      <legend class={styles.legend} lang={lang} dir="auto">
        {legend}
      </legend>
      <div class={styles.scale} onKeyDown={handleKey}>
        <div class={styles.ends} aria-hidden="true" lang={lang}>
          {[min, max].map((end, n) => (
            <span key={end}>
              <b>{end}</b> <bdi>{ends[n]}</bdi>
            </span>
          ))}
        </div>
        <div class={values.length === 11 ? `${styles.cells} ${styles.eleven}` : styles.cells}>
          {values.map((number) => (
            <label key={number} class={styles.cell}>
              <input
                type="radio"
                autocomplete="off"
                name={name}
                value={number}
                checked={value === number}
                defaultChecked={value === number}
                onChange={() => onChange(number)}
              />
              <span class={styles.number}>
                {number}
                {number === min && <VisuallyHidden> {ends[0]}</VisuallyHidden>}
                {number === max && <VisuallyHidden> {ends[1]}</VisuallyHidden>}
              </span>
            </label>
          ))}
        </div>
      </div>
      {children}
    </fieldset>
  );
}
