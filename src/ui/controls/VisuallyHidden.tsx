import type { ComponentChildren } from "preact";
import styles from "./visually-hidden.module.css";

/** For screen readers only. */
export function VisuallyHidden({ children }: { readonly children: ComponentChildren }) {
  return <span class={styles.hidden}>{children}</span>;
}
