import type { ComponentChildren } from "preact";
import styles from "./notice.module.css";

export interface NoticeProps {
  /** `note` asks for attention, without alarm. */
  readonly look?: "calm" | "note";
  /** Read out when it appears. */
  readonly live?: boolean;
  readonly children: ComponentChildren;
}

export function Notice({ look = "calm", live = false, children }: NoticeProps) {
  return (
    <div class={look === "note" ? `${styles.notice} ${styles.note}` : styles.notice} role={live ? "status" : "note"}>
      {children}
    </div>
  );
}
