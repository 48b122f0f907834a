import { useState } from "preact/hooks";
import type { KeySummary } from "../../protocol/therapist-records.ts";
import { useStrings } from "../controls/strings.ts";
import { FileButton } from "./FileButton.tsx";
import form from "./form.module.css";
import styles from "./start.module.css";
import type { KeyFileRefusal, TherapistActions } from "./therapist-actions.ts";
import { KEY_FILE_WORDS } from "./words.ts";

export interface BackupTestProps extends Pick<TherapistActions, "proveBackup"> {
  readonly onProven: (key: KeySummary) => void;
}

type Test =
  | { readonly kind: "notYet" | "testing" | "proven" }
  | { readonly kind: "refused"; readonly reason: KeyFileRefusal };

/** The saved file, chosen again, has to open a test file. */
export function BackupTest({ proveBackup, onProven }: BackupTestProps) {
  const t = useStrings();
  const [test, setTest] = useState<Test>({ kind: "notYet" });

  const prove = async ([file]: readonly File[]): Promise<void> => {
    setTest({ kind: "testing" });
    const reply = await proveBackup((await file?.text()) ?? "");
    setTest(reply.kind === "taken" ? { kind: "proven" } : reply);
    if (reply.kind === "taken") onProven(reply.key);
  };

  return (
    <>
      <FileButton accept=".txt,text/plain" onFiles={(files) => void prove(files)}>
        {t("therapistBackupChoose")}
      </FileButton>
      <p class={test.kind === "refused" ? form.fault : styles.small} role="status">
        {test.kind === "testing" && t("therapistBackupTesting")}
        {test.kind === "proven" && t("therapistBackupProven")}
        {test.kind === "refused" && t(KEY_FILE_WORDS[test.reason])}
      </p>
    </>
  );
}
