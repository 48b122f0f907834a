import { useLayoutEffect, useRef } from "preact/hooks";
import type { MyDataView } from "../../protocol/my-data.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./leave-dialog.module.css";
import frame from "./setup.module.css";

export interface EraseDialogProps {
  readonly view: MyDataView;
  readonly onKeep: () => void;
  readonly onErase: () => void;
}

/** Asked once, with all that is lost; what can be brought back by nobody comes first. */
export function EraseDialog({ view, onKeep, onErase }: EraseDialogProps) {
  const t = useStrings();
  const dialog = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    dialog.current?.showModal();
  }, []);
  const { waiting, open } = view.counts;
  return (
    <dialog ref={dialog} class={styles.dialog} aria-labelledby="erase-title" onClose={onKeep}>
      <div class={frame.stack}>
        <h2 id="erase-title">{t("setupDataEraseTitle")}</h2>
        {waiting > 0 && <p>{t("setupDataEraseWaiting", `${waiting}`)}</p>}
        {open > 0 && <p>{t("setupDataEraseOpen", `${open}`)}</p>}
        <p>{t("setupDataEraseHelp")}</p>
        <p>{t("setupLeaveSent")}</p>
        {view.therapist !== null && <p>{t("setupDataEraseInvite")}</p>}
        {view.isTherapists && <p>{t("setupDataEraseTherapist")}</p>}
        <div class={frame.row}>
          <Button look="primary" onClick={onErase}>
            {t("setupDataErase")}
          </Button>
          <Button onClick={() => dialog.current?.close()}>{t("setupDataKeep")}</Button>
        </div>
      </div>
    </dialog>
  );
}
