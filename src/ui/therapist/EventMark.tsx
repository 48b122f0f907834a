import styles from "./chart.module.css";
import type { ChartMark } from "./chart-columns.ts";

/** Drawn in ink: none of them is an alarm, and each can be told by its shape. */
const SHAPES: Readonly<Record<ChartMark, string>> = {
  flag: "M-3.5 6V-5.5H5L2.5-2.2L5 1H-3.5",
  tension: "M0-6L6 0L0 6L-6 0Z",
  call: "M-5-5L5 5M5-5L-5 5",
  missing: "M-5 0H-2M2 0H5",
};

export function EventDot({ mark, x, y }: { readonly mark: ChartMark; readonly x: number; readonly y: number }) {
  return <path class={styles.event} d={SHAPES[mark]} transform={`translate(${x} ${y})`} />;
}

/** For beside a word. */
export function EventMark({ mark }: { readonly mark: ChartMark }) {
  return (
    <svg class={styles.key} width="16" height="16" viewBox="-8 -8 16 16" aria-hidden="true">
      <EventDot mark={mark} x={0} y={0} />
    </svg>
  );
}
