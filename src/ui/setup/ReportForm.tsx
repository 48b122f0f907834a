import type { Wrong } from "../../protocol/scenario-expectation.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./noticed.module.css";
import type { Report, ReportFile } from "./noticed-state.ts";
import frame from "./setup.module.css";

export interface ReportFormProps {
  readonly report: Report;
  /** A check-in opened: then it may have been too early. */
  readonly opened: boolean;
  readonly onChoose: (wrong: Wrong) => void;
  readonly onSave: (file: ReportFile) => void;
  readonly onLeave: () => void;
}

const CHOICES = [
  ["openedTooEarly", "setupNoticedTooEarly"],
  ["nothingOpened", "setupNoticedNothing"],
  ["other", "setupNoticedOther"],
] as const;

/** What was wrong, the whole file for everybody to read, and only then a way to save it. */
export function ReportForm({ report, opened, onChoose, onSave, onLeave }: ReportFormProps) {
  const t = useStrings();
  const { wrong, file } = report;
  const fitting = CHOICES.filter(([code]) => opened || code !== "openedTooEarly");
  return (
    <div class={frame.stack}>
      <fieldset class={styles.question}>
        <legend>{t("setupNoticedWrong")}</legend>
        {fitting.map(([code, label]) => (
          <label key={code} class={styles.choice}>
            <input type="radio" name="wrong" value={code} checked={wrong === code} onChange={() => onChoose(code)} />
            <span>{t(label)}</span>
          </label>
        ))}
      </fieldset>
      {file !== null && (
        <>
          <p id="report-file">{t("setupNoticedFile")}</p>
          {/* Scrolled by keyboard, too. */}
          <pre class={styles.file} tabIndex={0} role="group" aria-labelledby="report-file" dir="ltr">
            {file.text}
          </pre>
          <p class={frame.soft}>{t("setupNoticedFileUse")}</p>
        </>
      )}
      <div class={frame.row}>
        {file !== null && (
          <Button look="primary" onClick={() => onSave(file)}>
            {t("setupNoticedSave")}
          </Button>
        )}
        <Button onClick={onLeave}>{t("setupNoticedClose")}</Button>
      </div>
    </div>
  );
}
