import { useState } from "preact/hooks";
import type { KeySummary } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import styles from "./key.module.css";
import type { TherapistActions } from "./therapist-actions.ts";
import { useArrival } from "./use-arrival.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface RenewKeyProps extends Pick<TherapistActions, "renewKey"> {
  /** The new key; its backup comes next. */
  readonly onKey: (key: KeySummary) => void;
}

/** A new key in two steps: it means work, since every client has to be sent an update. */
export function RenewKey({ renewKey, onKey }: RenewKeyProps) {
  const t = useStrings();
  const [asked, setAsked] = useState(false);
  const [failed, setFailed] = useState(false);
  const [busy, run] = useOneAtATime();
  const question = useArrival<HTMLParagraphElement>(asked ? "asked" : null);

  const renew = async (): Promise<void> => {
    const key = await renewKey();
    if (key === null) setFailed(true);
    else onKey(key);
  };

  return (
    <Card aria-labelledby="renew-key">
      <div class={styles.block}>
        <h2 id="renew-key">{t("therapistRenewTitle")}</h2>
        <p>{t("therapistRenewBody")}</p>
        {asked ? (
          <>
            <p ref={question} tabIndex={-1}>
              <strong>{t("therapistRenewSure")}</strong>
            </p>
            <div class={form.actions}>
              <Button look="primary" busy={busy} onClick={() => run(renew)}>
                {t("therapistRenewYes")}
              </Button>
              <Button look="quiet" onClick={() => setAsked(false)}>
                {t("therapistCancel")}
              </Button>
            </div>
          </>
        ) : (
          <Button onClick={() => setAsked(true)}>{t("therapistRenewStart")}</Button>
        )}
        {failed && (
          <p class={form.fault} role="alert">
            {t("therapistFaultKeyStore")}
          </p>
        )}
      </div>
    </Card>
  );
}
