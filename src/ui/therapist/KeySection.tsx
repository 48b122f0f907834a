import { useState } from "preact/hooks";
import type { ClientRecord, KeySummary, Practice } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { BackupTest } from "./BackupTest.tsx";
import { FileButton } from "./FileButton.tsx";
import form from "./form.module.css";
import { useFormats } from "./formats.ts";
import { KeyCopies, type KeyCopiesProps } from "./KeyCopies.tsx";
import styles from "./key.module.css";
import { PracticeKey } from "./PracticeKey.tsx";
import page from "./page.module.css";
import { RenewKey } from "./RenewKey.tsx";
import type { TherapistActions } from "./therapist-actions.ts";

type Needed = "proveBackup" | "saveClientsFile" | "takeClientsFile" | "renewKey" | "keepPractice";
export interface KeySectionProps extends KeyCopiesProps, Pick<TherapistActions, Needed> {
  readonly keySummary: KeySummary;
  readonly practice: Practice | null;
  readonly practiceLocked: boolean;
  readonly onKey: (key: KeySummary) => void;
  readonly onPractice: (practice: Practice | null) => void;
  readonly onClients: (clients: readonly ClientRecord[]) => void;
}

/** What the therapist must not lose, and a way to see that the copies work. */
export function KeySection(props: KeySectionProps) {
  const { keySummary, onKey, onClients, proveBackup, saveClientsFile, takeClientsFile } = props;
  const t = useStrings();
  const { date } = useFormats();
  const [taken, setTaken] = useState<number | "refused" | null>(null);

  const take = async ([file]: readonly File[]): Promise<void> => {
    const clients = await takeClientsFile((await file?.text()) ?? "");
    setTaken(clients?.length ?? "refused");
    if (clients !== null) onClients(clients);
  };

  return (
    <div class={page.column}>
      <h1>{t("therapistKeyTitle")}</h1>
      <Card>
        <dl class={styles.facts}>
          <dt>{t("therapistKeyName")}</dt>
          <dd dir="auto">{keySummary.name}</dd>
          <dt>{t("therapistKeyRecipient")}</dt>
          <dd>
            <code dir="ltr">{keySummary.recipient}</code>
            <p class={form.hint}>{t("therapistKeyRecipientHint")}</p>
          </dd>
          {keySummary.backedUpAt !== null && (
            <>
              <dt>{t("therapistKeyBackedUp")}</dt>
              <dd>{date(keySummary.backedUpAt)}</dd>
            </>
          )}
        </dl>
      </Card>
      <Card aria-labelledby="copies">
        <div class={styles.block}>
          <h2 id="copies">{t("therapistKeyFiles")}</h2>
          <p>{t("therapistBackupStep1Body")}</p>
          <KeyCopies {...props} />
        </div>
      </Card>
      <Card aria-labelledby="list">
        <div class={styles.block}>
          <h2 id="list">{t("therapistKeyList")}</h2>
          <p>{t("therapistKeyListBody")}</p>
          <div class={form.actions}>
            <Button onClick={() => void saveClientsFile()}>{t("therapistKeySaveClients")}</Button>
            <FileButton accept=".json,application/json" onFiles={(files) => void take(files)}>
              {t("therapistKeyTakeClients")}
            </FileButton>
          </div>
          <p class={taken === "refused" ? form.fault : form.hint} role="status">
            {taken === "refused" && t("therapistFaultClientsFile")}
            {typeof taken === "number" && t("therapistKeyClientsTaken", String(taken))}
          </p>
        </div>
      </Card>
      <Card aria-labelledby="test-again">
        <div class={styles.block}>
          <h2 id="test-again">{t("therapistKeyTestTitle")}</h2>
          <p>{t("therapistBackupStep2Body")}</p>
          <BackupTest proveBackup={proveBackup} onProven={onKey} />
        </div>
      </Card>
      <RenewKey renewKey={props.renewKey} onKey={onKey} />
      <PracticeKey
        practice={props.practice}
        locked={props.practiceLocked}
        own={keySummary.recipient}
        keepPractice={props.keepPractice}
        onPractice={props.onPractice}
      />
      <p class={form.hint}>{t("therapistStartProfile")}</p>
    </div>
  );
}
