import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { KeySheet } from "../../protocol/key-sheet.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./copies.module.css";
import form from "./form.module.css";
import type { KeyActions } from "./key-actions.ts";
import { LockForm } from "./LockForm.tsx";
import { SheetView } from "./SheetView.tsx";

export interface KeyCopiesProps
  extends Pick<KeyActions, "saveKeyFile" | "keySheet" | "lockKey" | "suggestPassphrase" | "printPage"> {
  readonly copyText: (text: string) => Promise<boolean>;
}

/** The key in three forms, each for another place to keep it. */
export function KeyCopies(props: KeyCopiesProps) {
  const { saveKeyFile, keySheet, printPage } = props;
  const t = useStrings();
  const [sheet, setSheet] = useState<KeySheet | null>(null);
  const [locking, setLocking] = useState(false);
  const [savedAs, setSavedAs] = useState<string | null>(null);

  return (
    <ul class={styles.copies}>
      <li>
        <About title="therapistCopyPaper" body="therapistCopyPaperBody">
          <Button
            aria-expanded={sheet !== null}
            onClick={() => (sheet === null ? void keySheet().then(setSheet) : setSheet(null))}
          >
            {t(sheet === null ? "therapistCopyPaperShow" : "therapistCopyPaperHide")}
          </Button>
        </About>
        {sheet !== null && <SheetView sheet={sheet} onPrint={printPage} />}
      </li>
      <li>
        <About title="therapistCopyLock" body="therapistCopyLockBody">
          <Button aria-expanded={locking} onClick={() => setLocking(!locking)}>
            {t(locking ? "therapistCancel" : "therapistCopyLockStart")}
          </Button>
        </About>
        {locking && <LockForm {...props} />}
      </li>
      <li>
        <About title="therapistCopyPlain" body="therapistCopyPlainBody">
          <Button onClick={() => void saveKeyFile().then(setSavedAs)}>
            {t(savedAs === null ? "therapistBackupSave" : "therapistBackupSaveAgain")}
          </Button>
        </About>
        <p class={form.hint} role="status">
          {savedAs !== null && t("therapistBackupSaved", savedAs)}
        </p>
      </li>
    </ul>
  );
}

interface AboutProps {
  readonly title: MessageKey;
  readonly body: MessageKey;
  readonly children: ComponentChildren;
}

function About({ title, body, children }: AboutProps) {
  const t = useStrings();
  return (
    <div class={styles.copy}>
      <div>
        <h3>{t(title)}</h3>
        <p class={form.hint}>{t(body)}</p>
      </div>
      {children}
    </div>
  );
}
