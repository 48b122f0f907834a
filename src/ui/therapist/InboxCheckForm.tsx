import { useEffect, useState } from "preact/hooks";
import { CHECK_CHOICES, type InboxCheck } from "../../protocol/inbox-check.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import { useFormats } from "./formats.ts";
import type { InboxActions } from "./inbox-actions.ts";
import styles from "./inbox-check.module.css";
import { READING_WORDS } from "./words.ts";

export type InboxCheckFormProps = Pick<InboxActions, "readInboxCheck" | "setInboxCheck">;

const CHOICE_WORDS: Readonly<Record<number, MessageKey>> = {
  15: "therapistCheckQuarter",
  60: "therapistCheckHour",
  240: "therapistCheckHours",
  1440: "therapistCheckDay",
};

/** Whether and how often the browser looks by itself while this page is closed. Off until it is chosen. */
export function InboxCheckForm({ readInboxCheck, setInboxCheck }: InboxCheckFormProps) {
  const t = useStrings();
  const { instant } = useFormats();
  const [check, setCheck] = useState<InboxCheck | null>(null);
  useEffect(() => void readInboxCheck().then(setCheck), [readInboxCheck]);
  if (check === null) return null;
  const { everyMinutes, notify, lookedAt, failed } = check;
  // Anew also where it is the same as before: a box that was ticked in vain must be drawn as it is.
  const choose = (every: number | null, wanted: boolean): void =>
    void setInboxCheck(every, wanted).then((chosen) => setCheck({ ...chosen }));
  return (
    <details class={styles.check}>
      <summary>{t(everyMinutes === null ? "therapistCheckOff" : "therapistCheckOn")}</summary>
      <div class={styles.body}>
        <p>{t("therapistCheckBody")}</p>
        <label class={form.field}>
          <span class={form.label}>{t("therapistCheckEvery")}</span>
          <select
            class={form.input}
            value={String(everyMinutes ?? 0)}
            onChange={({ currentTarget }) => {
              const minutes = Number(currentTarget.value);
              choose(minutes === 0 ? null : minutes, minutes !== 0 && notify);
            }}
          >
            <option value="0">{t("therapistCheckNever")}</option>
            {CHECK_CHOICES.map((minutes) => (
              <option key={minutes} value={String(minutes)}>
                {t(CHOICE_WORDS[minutes] ?? "therapistCheckDay")}
              </option>
            ))}
          </select>
        </label>
        {everyMinutes !== null && (
          <label class={styles.notify}>
            <input
              type="checkbox"
              checked={notify}
              onChange={({ currentTarget }) => choose(everyMinutes, currentTarget.checked)}
            />
            <span>{t("therapistCheckNotify")}</span>
          </label>
        )}
        {everyMinutes !== null && lookedAt !== null && (
          <p class={form.hint} role="status">
            {failed === null ? t("therapistCheckLooked", instant(lookedAt)) : t(READING_WORDS[failed])}
          </p>
        )}
      </div>
    </details>
  );
}
