import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import { InviteForm, type InviteFormProps } from "./InviteForm.tsx";
import styles from "./setup.module.css";

export function FirstRun({ state, actions, dispatch }: InviteFormProps) {
  const t = useStrings();
  return (
    <>
      <header class={styles.intro}>
        <h1 tabIndex={-1}>{t("setupFirstTitle")}</h1>
        <p>{joinSentences([t("setupFirstWhat"), t("setupFirstSealed"), t("setupFirstNothing")])}</p>
        {state.lost && <Notice look="note">{t("setupLost")}</Notice>}
        {state.ended !== null && <Notice live>{t(state.ended === "left" ? "setupLeft" : "setupErased")}</Notice>}
      </header>
      <Card>
        <div class={styles.stack}>
          <InviteForm state={state} actions={actions} dispatch={dispatch} />
          {!state.managed && <p class={styles.soft}>{t("setupInviteNone")}</p>}
        </div>
      </Card>
    </>
  );
}
