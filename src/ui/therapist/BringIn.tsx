import { useState } from "preact/hooks";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { FileButton } from "./FileButton.tsx";
import form from "./form.module.css";
import type { TakenFiles } from "./inbox-actions.ts";
import styles from "./key.module.css";
import { useOneAtATime } from "./use-one-at-a-time.ts";

/** What is there already: clients from another computer's list, answers from files. */
export function BringIn({ onFiles }: { readonly onFiles: (files: readonly File[]) => Promise<TakenFiles> }) {
  const t = useStrings();
  const [taken, setTaken] = useState<TakenFiles | null>(null);
  const [busy, run] = useOneAtATime();
  const take = async (files: readonly File[]): Promise<void> => {
    setTaken(null);
    setTaken(await onFiles(files));
  };
  return (
    <Card aria-labelledby="bring-in">
      <div class={styles.block}>
        <h2 id="bring-in">{t("therapistBringTitle")}</h2>
        <p>{t("therapistBringBody")}</p>
        <FileButton multiple onFiles={(files) => run(() => take(files))}>
          {t("therapistBringChoose")}
        </FileButton>
        <div role="status" class={form.hint}>
          {busy && <p>{t("therapistBringWorking")}</p>}
          {taken !== null && (
            <>
              <p>{t("therapistBringClients", String(taken.clients ?? 0))}</p>
              <p>{t("therapistBringFresh", String(taken.fresh))}</p>
              <p>{t("therapistBringKnown", String(taken.known))}</p>
              {taken.tooLarge.length > 0 && <p>{t("therapistBringTooLarge", taken.tooLarge.join(", "))}</p>}
            </>
          )}
        </div>
      </div>
    </Card>
  );
}
