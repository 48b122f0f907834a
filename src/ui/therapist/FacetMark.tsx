import type { Facet } from "../../core/alliance/instrument.ts";
import styles from "./chart.module.css";

/** Each line has its own shape as well as its own colour and dashes. */
const SHAPES: Readonly<Record<Facet, string>> = {
  bond: "M0-4.5a4.5 4.5 0 1 1 0 9a4.5 4.5 0 1 1 0-9z",
  goals: "M-4-4h8v8h-8z",
  tasks: "M0-5.2L5 4H-5z",
};

/** The mark alone, for beside a word. */
export function FacetMark({ facet }: { readonly facet: Facet }) {
  return (
    <svg class={styles.key} width="12" height="12" viewBox="-6 -6 12 12" aria-hidden="true">
      <FacetDot facet={facet} x={0} y={0} />
    </svg>
  );
}

export interface FacetDotProps {
  readonly facet: Facet;
  readonly x: number;
  readonly y: number;
  /** 1 where there is room. */
  readonly size?: number;
}

export function FacetDot({ facet, x, y, size = 1 }: FacetDotProps) {
  const place = size === 1 ? `translate(${x} ${y})` : `translate(${x} ${y}) scale(${size})`;
  return <path class={`${styles.dot} ${styles[facet]}`} d={SHAPES[facet]} transform={place} />;
}
