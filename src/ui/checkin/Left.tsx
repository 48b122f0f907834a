import { PROMPT_WITHIN_MS } from "../../core/session/prompt-within.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import type { CheckInFlow } from "./check-in-flow.ts";
import type { CheckInState, PutOffState } from "./check-in-state.ts";
import { Plain } from "./Plain.tsx";
import { QuietLine } from "./QuietLine.tsx";

/** Title, text and way back. */
type Words = readonly [MessageKey, MessageKey, MessageKey];
const noSession = (text: MessageKey): Words => ["checkinNotASession", text, "checkinItWasASession"];

/** Of each way to leave the form without an answer. */
const WORDS: Readonly<Record<PutOffState["how"] | "takenBack", Words>> = {
  later: ["checkinLaterTitle", "checkinLaterText", "checkinAnswerNow"],
  skip: ["checkinSkippedTitle", "checkinSkippedText", "checkinAnswerAfterAll"],
  pause: ["checkinPaused", "checkinPausedText", "checkinPauseEnd"],
  notASession: noSession("checkinNotASessionText"),
  never: noSession("checkinRoomNeverText"),
  neverOthers: noSession("checkinRoomNeverOthersText"),
  takenBack: ["checkinTakenBack", "checkinTakenBackText", "checkinAnswerAgain"],
};

export interface LeftProps {
  readonly left: Extract<CheckInState, { phase: "putOff" | "takenBack" }>;
  readonly flow: CheckInFlow;
  readonly close: () => void;
  readonly lang: string;
}

/** The form was left: what that means, and the way back. */
export function Left({ left, flow, close, lang }: LeftProps) {
  const t = useStrings();
  const [title, text, back] = WORDS[left.phase === "putOff" ? left.how : "takenBack"];
  const { endedAt } = left.form.view;
  // Only the words of "later" have a place for it.
  const words = t(text, endedAt === null ? "" : dayAndTime(endedAt + PROMPT_WITHIN_MS, lang));
  return (
    <>
      <Plain title={title} words={words} button="checkinClose" onPress={close}>
        <Button onClick={() => void flow.reopen()}>{t(back)}</Button>
      </Plain>
      <div role="status">{left.failed && <Notice>{t("checkinDidNotWork")}</Notice>}</div>
      {left.phase === "putOff" && endedAt !== null && (
        <StopOpening stopped={left.stoppedOpening} onStop={() => void flow.stopOpening()} />
      )}
    </>
  );
}

/** Never more than a day away: the day of the week says it. */
function dayAndTime(at: number, lang: string): string {
  return new Date(at).toLocaleString(lang, { weekday: "long", hour: "numeric", minute: "2-digit" });
}

function StopOpening({ stopped, onStop }: { readonly stopped: boolean; readonly onStop: () => void }) {
  const t = useStrings();
  return (
    <div class={styles.aside} role="status">
      {stopped ? <p>{t("checkinStopped")}</p> : <QuietLine label="checkinStopOpening" onPress={onStop} />}
    </div>
  );
}
