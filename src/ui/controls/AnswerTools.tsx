import type { TargetedEvent } from "preact";
import styles from "./answer-tools.module.css";
import { Button } from "./Button.tsx";
import { KeepPrivate } from "./KeepPrivate.tsx";
import { useStrings } from "./strings.ts";

export interface AnswerToolsProps {
  readonly answered: boolean;
  /** `held`: private because the answer it follows from is. */
  readonly privacy: "shared" | "private" | "held";
  readonly onClear: () => void;
  readonly onTogglePrivate: () => void;
}

/** What can be done with an answer once it is given: keep it, or take it back. */
export function AnswerTools({ answered, privacy, onClear, onTogglePrivate }: AnswerToolsProps) {
  const t = useStrings();
  return (
    <div class={styles.tools} onClick={focusGroupWhenGone}>
      {answered && (
        <>
          {privacy !== "held" && <KeepPrivate pressed={privacy === "private"} onToggle={onTogglePrivate} />}
          {privacy === "held" && <span />}
          <Button look="quiet" small data-clears onClick={onClear}>
            {t("controlClear")}
          </Button>
        </>
      )}
      {answered && privacy !== "shared" && (
        <p class={styles.status} role="status">
          {t("controlKeptPrivate")}
        </p>
      )}
    </div>
  );
}

/** Clear takes itself away: the keyboard goes back to the question it cleared. */
function focusGroupWhenGone({ target, currentTarget }: TargetedEvent<HTMLElement>): void {
  if (!(target instanceof Element) || target.closest("[data-clears]") === null) return;
  currentTarget.closest("fieldset, [data-question]")?.querySelector<HTMLElement>("input, textarea")?.focus();
}
