import { useEffect } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import type { CheckInFlow } from "./check-in-flow.ts";
import type { FormState } from "./check-in-state.ts";
import { FormTrouble } from "./FormTrouble.tsx";
import { PutOff } from "./PutOff.tsx";

const ANSWERS = [
  ["always", "checkinRoomAlways"],
  ["once", "checkinRoomOnce"],
  ["never", "checkinRoomNever"],
] as const;

/** Whose call it was, before anything else is asked. No answer is the likely one: all three look alike. */
export function RoomQuestion({ form, flow }: { readonly form: FormState; readonly flow: CheckInFlow }) {
  const t = useStrings();
  const { checkInId, therapist, site } = form.view;
  useEffect(() => void flow.markShown(), [checkInId]);
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
          <Button key={answer} wide onClick={() => void flow.answerRoom(answer)}>
            {t(label)}
          </Button>
        ))}
        {site !== null && (
          <Button look="quiet" small onClick={() => void flow.answerRoom("neverOthers")}>
            {t("checkinRoomNeverOthers")}
          </Button>
        )}
      </div>
      <FormTrouble status={form.status} />
      <footer>
        <PutOff ways={[0, 1]} onPutOff={(how) => void flow.putOff(how)} />
      </footer>
    </>
  );
}
