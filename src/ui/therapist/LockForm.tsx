import { useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./copies.module.css";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import type { KeyActions } from "./key-actions.ts";
import { passphraseFault } from "./passphrase.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface LockFormProps extends Pick<KeyActions, "lockKey" | "suggestPassphrase"> {
  readonly copyText: (text: string) => Promise<boolean>;
}

/** A passphrase is suggested, may be another, and is given twice: nobody can open the file without it. */
export function LockForm({ lockKey, suggestPassphrase, copyText }: LockFormProps) {
  const t = useStrings();
  const [passphrase, setPassphrase] = useState(suggestPassphrase);
  const [again, setAgain] = useState("");
  const [shown, setShown] = useState(true);
  const [fault, setFault] = useState<MessageKey | null>(null);
  const [copied, setCopied] = useState<MessageKey | null>(null);
  const [savedAs, setSavedAs] = useState<string | null>(null);
  const [busy, run] = useOneAtATime();
  const inRepetition = fault === "therapistFaultPassphraseAgain";

  const lock = async (): Promise<void> => {
    const found = passphraseFault(passphrase, again);
    setFault(found);
    setSavedAs(null);
    if (found === null) setSavedAs(await lockKey(passphrase));
  };
  const suggest = (): void => {
    setPassphrase(suggestPassphrase());
    setShown(true);
    setCopied(null);
  };
  const copy = async (): Promise<void> => {
    setCopied((await copyText(passphrase)) ? "therapistInviteCopied" : "therapistLockNotCopied");
  };

  return (
    <form class={styles.typed} onSubmit={(event) => event.preventDefault()}>
      <Field
        secret={!shown}
        label="therapistLockPassphrase"
        hint="therapistLockPassphraseHint"
        fault={inRepetition ? null : fault}
        value={passphrase}
        onChange={setPassphrase}
        autocomplete="off"
        spellcheck={false}
      />
      <div class={form.actions}>
        <Button small onClick={() => void copy()}>
          {t("therapistLockCopy")}
        </Button>
        <Button small onClick={suggest}>
          {t("therapistLockSuggest")}
        </Button>
        <Button small aria-pressed={!shown} onClick={() => setShown(!shown)}>
          {t("therapistLockHide")}
        </Button>
        <span role="status">{copied && t(copied)}</span>
      </div>
      <Field
        secret={!shown}
        label="therapistLockAgain"
        hint="therapistLockAgainHint"
        fault={inRepetition ? fault : null}
        value={again}
        onChange={setAgain}
        autocomplete="off"
        spellcheck={false}
      />
      <div class={form.actions}>
        <Button type="submit" busy={busy} onClick={() => run(lock)}>
          {t(busy ? "therapistLockWorking" : "therapistLockSave")}
        </Button>
      </div>
      <p class={form.hint} role="status">
        {savedAs !== null && t("therapistLockSaved", savedAs)}
      </p>
    </form>
  );
}
