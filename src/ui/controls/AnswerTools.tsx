import type { TargetedEvent } from "preact";
import styles from "./answer-tools.module.css";
import { Button } from "./Button.tsx";
import { KeepPrivate } from "./KeepPrivate.tsx";
import { useStrings } from "./strings.ts";

export interface AnswerToolsProps {
  readonly answered: boolean;
  readonly keptPrivate: boolean;
  readonly onClear: () => void;
  /** Null where that is not for this answer to decide. */
  readonly onTogglePrivate: (() => void) | null;
}

/** What can be done with an answer once it is given: keep it, or take it back. */
export function AnswerTools({ answered, keptPrivate, onClear, onTogglePrivate }: AnswerToolsProps) {
  const t = useStrings();
  if (!answered) return <div class={styles.tools} />;
  return (
    <div class={styles.tools} data-private={keptPrivate || undefined} onClick={focusGroupWhenGone}>
      {onTogglePrivate === null ? <span /> : <KeepPrivate pressed={keptPrivate} onToggle={onTogglePrivate} />}
      <Button look="quiet" small data-clears onClick={onClear}>
        {t("controlClear")}
      </Button>
      <p class={styles.status} role="status">
        {keptPrivate && t("controlKeptPrivate")}
      </p>
    </div>
  );
}

/** Clear takes itself away: the keyboard goes back to the question it cleared. */
function focusGroupWhenGone({ target, currentTarget }: TargetedEvent<HTMLElement>): void {
  if (!(target instanceof Element) || target.closest("[data-clears]") === null) return;
  currentTarget.closest("fieldset, [data-question]")?.querySelector<HTMLElement>("input, textarea")?.focus();
}
