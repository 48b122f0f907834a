import { useLayoutEffect, useRef } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./outbox.module.css";

export interface ConfirmProps {
  readonly question: MessageKey;
  readonly yes: MessageKey;
  readonly no: MessageKey;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

/** In the place of the button that asked for it; takes the keyboard, Escape says no. */
export function Confirm({ question, yes, no, onYes, onNo }: ConfirmProps) {
  const t = useStrings();
  const group = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => group.current?.focus(), []);
  return (
    <div
      ref={group}
      class={styles.confirm}
      role="group"
      aria-label={t(question)}
      tabIndex={-1}
      onKeyDown={({ key }) => key === "Escape" && onNo()}
    >
      <p>{t(question)}</p>
      <div class={styles.actions}>
        <Button small look="primary" onClick={onYes}>
          {t(yes)}
        </Button>
        <Button small onClick={onNo}>
          {t(no)}
        </Button>
      </div>
    </div>
  );
}
