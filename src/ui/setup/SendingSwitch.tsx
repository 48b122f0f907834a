import { useId } from "preact/hooks";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./outbox.module.css";

export interface SendingSwitchProps {
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

/** Off means off: nothing leaves, waiting or not. */
export function SendingSwitch({ on, onChange }: SendingSwitchProps) {
  const t = useStrings();
  const id = useId();
  return (
    <div class={styles.sending}>
      <label class={styles.switch}>
        <input
          type="checkbox"
          role="switch"
          checked={on}
          aria-describedby={id}
          onChange={({ currentTarget }) => onChange(currentTarget.checked)}
        />
        <span>{t("setupSending")}</span>
      </label>
      <div id={id}>{on ? <p>{t("setupSendingHelp")}</p> : <Notice look="note">{t("setupSendingOff")}</Notice>}</div>
    </div>
  );
}
