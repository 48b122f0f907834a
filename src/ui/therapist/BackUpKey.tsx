import type { KeySummary } from "../../protocol/therapist-records.ts";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { BackupTest, type BackupTestProps } from "./BackupTest.tsx";
import { KeyCopies, type KeyCopiesProps } from "./KeyCopies.tsx";
import styles from "./start.module.css";

export interface BackUpKeyProps extends KeyCopiesProps, Pick<BackupTestProps, "proveBackup"> {
  readonly onProven: (key: KeySummary) => void;
}

/** Nothing goes on until a saved copy of the key has opened a test file. */
export function BackUpKey({ proveBackup, onProven, ...copies }: BackUpKeyProps) {
  const t = useStrings();
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
            <KeyCopies {...copies} />
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
