import type { ComponentProps } from "preact";
import styles from "./card.module.css";

/** A sheet of paper. Give it `aria-labelledby` where it is a region of its own. */
export function Card({ children, ...rest }: Omit<ComponentProps<"section">, "class">) {
  return (
    <section {...rest} class={styles.card}>
      {children}
    </section>
  );
}
