import type { ComponentChildren } from "preact";
import styles from "./place.module.css";

export interface TickProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ComponentChildren;
}

export function Tick({ checked, onChange, children }: TickProps) {
  return (
    <label class={styles.tick}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{children}</span>
    </label>
  );
}
