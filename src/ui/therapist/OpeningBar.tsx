import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./opening-bar.module.css";
import type { Opening } from "./therapist-state.ts";

export interface OpeningBarProps {
  readonly opening: Opening;
  readonly onStop: () => void;
}

/** How far opening is, where it takes long enough to be waited for; it can be stopped and taken up again. */
export function OpeningBar({ opening: { done, total }, onStop }: OpeningBarProps) {
  const t = useStrings();
  return (
    <div class={styles.bar}>
      <label class={styles.label}>
        <span>{t("therapistResponsesOpening", String(done), String(total))}</span>
        <progress class={styles.progress} value={done} max={total} />
      </label>
      <Button look="quiet" onClick={onStop}>
        {t("therapistInboxStop")}
      </Button>
    </div>
  );
}
