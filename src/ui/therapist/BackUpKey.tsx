import { useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import type { KeySummary } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { BackupTest } from "./BackupTest.tsx";
import styles from "./start.module.css";
import type { TherapistActions } from "./therapist-actions.ts";

export interface BackUpKeyProps extends Pick<TherapistActions, "saveKeyFile" | "proveBackup"> {
  readonly onProven: (key: KeySummary) => void;
}

/** Nothing goes on until a saved copy of the key has opened a test file. */
export function BackUpKey({ saveKeyFile, proveBackup, onProven }: BackUpKeyProps) {
  const t = useStrings();
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const label: MessageKey = savedAs === null ? "therapistBackupSave" : "therapistBackupSaveAgain";

  return (
    <div class={styles.column}>
      <header class={styles.intro}>
        <h1>{t("therapistBackupTitle")}</h1>
        <p>{t("therapistBackupWhy")}</p>
      </header>
      <ol class={styles.steps}>
        <li>
          <Card aria-labelledby="save-key">
            <h2 id="save-key">{t("therapistBackupStep1")}</h2>
            <p class={styles.soft}>{t("therapistBackupStep1Body")}</p>
            <Button
              look={savedAs === null ? "primary" : "secondary"}
              onClick={() => void saveKeyFile().then(setSavedAs)}
            >
              {t(label)}
            </Button>
            <p class={styles.small} role="status">
              {savedAs !== null && t("therapistBackupSaved", savedAs)}
            </p>
          </Card>
        </li>
        <li>
          <Card aria-labelledby="test-key">
            <h2 id="test-key">{t("therapistBackupStep2")}</h2>
            <p class={styles.soft}>{t("therapistBackupStep2Body")}</p>
            <BackupTest proveBackup={proveBackup} onProven={onProven} />
          </Card>
        </li>
      </ol>
      <p class={styles.small}>{t("therapistStartProfile")}</p>
    </div>
  );
}
