import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { AskBackground } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { ChoiceGroup } from "../controls/ChoiceGroup.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./leave-dialog.module.css";
import { isolate } from "./local-words.ts";
import frame from "./setup.module.css";

export interface LeaveDialogProps {
  readonly therapist: string;
  /** How many answers have not left yet. */
  readonly waiting: number;
  /** Nothing is sent to this therapist: the client hands it over. */
  readonly byHand: boolean;
  readonly ask: AskBackground;
  readonly onStay: () => void;
  readonly onLeave: (deleteWaiting: boolean) => void;
}

export function LeaveDialog({ therapist, waiting, byHand, ask, onStay, onLeave }: LeaveDialogProps) {
  const t = useStrings();
  const dialog = useRef<HTMLDialogElement>(null);
  const [fate, setFate] = useState<"send" | "delete">("send");
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const isOff = useSendingOff(ask);

  return (
    <dialog ref={dialog} class={styles.dialog} aria-labelledby="leave-title" onClose={onStay}>
      <div class={frame.stack}>
        <h2 id="leave-title">{t("setupLeaveTitle", isolate(therapist))}</h2>
        <p>{t("setupLeaveHelp")}</p>
        <p>{t("setupLeaveSent")}</p>
        {waiting > 0 && (
          <ChoiceGroup
            name="fate"
            legend={t("setupLeaveWaiting", `${waiting}`)}
            choices={[
              { code: "send", label: t(byHand ? "setupLeaveKeep" : "setupLeaveSend") },
              { code: "delete", label: t("setupLeaveDelete") },
            ]}
            value={fate}
            onChange={(code) => setFate(code ?? "send")}
          />
        )}
        {isOff && !byHand && waiting > 0 && fate === "send" && <p>{t("setupSendingOff")}</p>}
        <div class={frame.row}>
          <Button look="primary" onClick={() => onLeave(waiting > 0 && fate === "delete")}>
            {t("setupLeaveConfirm")}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{t("setupLeaveCancel")}</Button>
        </div>
      </div>
    </dialog>
  );
}

/** "Still send them" holds only once sending is on again. */
function useSendingOff(ask: AskBackground): boolean {
  const [isOff, setIsOff] = useState(false);
  useEffect(() => {
    const look = async (): Promise<void> => {
      try {
        setIsOff(!(await ask("readOutbox", null)).sending);
      } catch {
        // Not known: the choice stands without the note.
      }
    };
    void look();
  }, [ask]);
  return isOff;
}
