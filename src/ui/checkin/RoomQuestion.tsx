import { useEffect } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import type { CheckInFlow } from "./check-in-flow.ts";
import type { QuestionState } from "./check-in-state.ts";

const ANSWERS = [
  ["always", "checkinRoomAlways"],
  ["once", "checkinRoomOnce"],
  ["never", "checkinRoomNever"],
] as const;

/** Whose call it was, before anything else is asked. No answer is the likely one: all three look alike. */
export function RoomQuestion({ question, flow }: { readonly question: QuestionState; readonly flow: CheckInFlow }) {
  const t = useStrings();
  const { view } = question.form;
  const { checkInId, therapist, site, roomQuestion } = view;
  useEffect(() => void flow.markShown(checkInId), [checkInId]);
  return (
    <>
      <header>
        <h1 tabIndex={-1} id="room">
          <Sentence of="checkinRoom" name={therapist} />
        </h1>
        {site !== null && (
          <p>
            <Sentence of="checkinRoomWhy" name={site} />
          </p>
        )}
        <p>{t("checkinRoomHelp")}</p>
      </header>
      <div class={styles.choices} role="group" aria-labelledby="room">
        {ANSWERS.map(([answer, label]) => (
          <Button key={answer} wide onClick={() => void flow.answerRoom(view, answer)}>
            {t(label)}
          </Button>
        ))}
        {roomQuestion?.site != null && (
          <Button look="quiet" small onClick={() => void flow.answerRoom(view, "neverOthers")}>
            {t("checkinRoomNeverOthers")}
          </Button>
        )}
      </div>
      <div role="status">{question.failed && <Notice look="note">{t("checkinDidNotWork")}</Notice>}</div>
      <div class={styles.later}>
        <p>{t("checkinAlone")}</p>
        <Button small onClick={() => void flow.putOff(view, "later")}>
          {t("checkinLater")}
        </Button>
      </div>
    </>
  );
}
