import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import { Plain } from "./Plain.tsx";

export interface IdleProps {
  readonly waiting: number;
  readonly stuck: number;
  readonly onStart: () => void;
  readonly openSetup: () => void;
}

/** Nothing to answer: how what was answered is doing, and a way to answer all the same. */
export function Idle({ waiting, stuck, onStart, openSetup }: IdleProps) {
  const t = useStrings();
  return (
    <>
      <Plain title="checkinIdle" button="checkinJustHad" onPress={onStart} />
      <div class={styles.aside} role="status">
        {waiting + stuck === 0 && (
          <p>
            <span aria-hidden="true">✓ </span>
            {t("checkinAllSent")}
          </p>
        )}
        {waiting > 0 && <p>{t("checkinWaiting", String(waiting))}</p>}
        {stuck > 0 && <p>{t("checkinStuckCount", String(stuck))}</p>}
      </div>
      <div class={styles.flush}>
        <Button look="quiet" small onClick={openSetup}>
          {t("checkinSettings")}
        </Button>
      </div>
    </>
  );
}
