import { useId, useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./outbox.module.css";
import frame from "./setup.module.css";

export interface SendAgainProps {
  readonly now: number;
  readonly onSend: (since: number) => void;
}

/** As long as sealed copies are kept. */
const KEPT_DAYS = 30;
const DAY_MS = 24 * 60 * 60_000;

/** For a place that was set back to an earlier state: what it had taken since then goes there once more. */
export function SendAgain({ now, onSend }: SendAgainProps) {
  const t = useStrings();
  const id = useId();
  const [day, setDay] = useState("");
  const [missing, setMissing] = useState(false);
  const [first, last] = [dateOf(now - KEPT_DAYS * DAY_MS), dateOf(now)];
  const send = (): void => {
    const isThere = day >= first && day <= last;
    setMissing(!isThere);
    if (isThere) onSend(beginOf(day));
    else document.getElementById(`${id}-day`)?.focus();
  };
  return (
    <div class={frame.stack}>
      <p>{t("setupAgainHelp")}</p>
      <div class={styles.day}>
        <label for={`${id}-day`}>{t("setupAgainSince")}</label>
        <input
          id={`${id}-day`}
          type="date"
          min={first}
          max={last}
          value={day}
          aria-invalid={missing}
          aria-describedby={missing ? `${id}-missing` : undefined}
          onInput={({ currentTarget }) => setDay(currentTarget.value)}
        />
        <Button onClick={send}>{t("setupAgainSend")}</Button>
      </div>
      {missing && (
        <p id={`${id}-missing`} class={styles.missing} role="alert">
          {t("setupAgainNoDay")}
        </p>
      )}
    </div>
  );
}

/** Year, month and day where the client is, as a date field writes them. */
function dateOf(at: number): string {
  const date = new Date(at);
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function beginOf(day: string): number {
  return new Date(`${day}T00:00`).getTime();
}
