import type { AskBackground, OwnViewDue, UseView } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import { OwnView } from "./OwnView.tsx";
import { Plain } from "./Plain.tsx";
import { QuietLine } from "./QuietLine.tsx";

export interface IdleProps {
  readonly waiting: number;
  readonly stuck: number;
  readonly use: UseView | null;
  readonly pausedUntil: number | null;
  readonly own: OwnViewDue | null;
  readonly ask: AskBackground;
  readonly close: () => void;
  readonly lang: string;
  readonly onEndPause: () => void;
  /** A check-in by hand; false: what was seen was no session. */
  readonly onStart: (wasSession: boolean) => void;
  readonly openSetup: () => void;
}

/** What stands here while no form does: a therapist's own session, or nothing to answer. */
export function Idle(props: IdleProps) {
  return props.own === null ? <NothingDue {...props} /> : <OwnView {...props} due={props.own} />;
}

/** How what was answered is doing, and a way to answer all the same. */
function NothingDue({ waiting, stuck, use, pausedUntil, lang, onEndPause, onStart, openSetup }: IdleProps) {
  const t = useStrings();
  return (
    <>
      <Plain
        title={use ? "checkinUseTitle" : "checkinIdle"}
        words={use?.words}
        button={use ? "checkinUseYes" : "checkinJustHad"}
        onPress={() => onStart(true)}
      >
        {use && <Button onClick={() => onStart(false)}>{t("checkinUseNo")}</Button>}
      </Plain>
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
      {pausedUntil !== null && (
        <div class={styles.behind}>
          <p>{t("checkinPausedUntil", new Date(pausedUntil).toLocaleDateString(lang, { dateStyle: "long" }))}</p>
          <Button onClick={onEndPause}>{t("checkinPauseEnd")}</Button>
        </div>
      )}
      <QuietLine label="checkinSettings" onPress={openSetup} />
    </>
  );
}
