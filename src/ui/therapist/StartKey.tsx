import { useState } from "preact/hooks";
import { isIssuerName } from "../../core/invite/checks.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { KeySummary } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { CopyForm } from "./CopyForm.tsx";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import styles from "./start.module.css";
import type { TherapistActions } from "./therapist-actions.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface StartKeyProps extends Pick<TherapistActions, "makeKey" | "takeKeyFile"> {
  readonly onKey: (key: KeySummary) => void;
}

/** First visit: a name makes a key, or a key that is there already is taken over. */
export function StartKey({ makeKey, takeKeyFile, onKey }: StartKeyProps) {
  const t = useStrings();
  const [name, setName] = useState("");
  const [busy, run] = useOneAtATime();
  const [nameFault, setNameFault] = useState<MessageKey | null>(null);

  const make = async (): Promise<void> => {
    const typed = name.trim();
    setNameFault(isIssuerName(typed) ? null : "therapistFaultName");
    if (!isIssuerName(typed)) return;
    try {
      onKey(await makeKey(typed));
    } catch {
      // A full disk or a database the browser withholds: the key is not kept, so it must not be used.
      setNameFault("therapistFaultKeyStore");
    }
  };

  return (
    <div class={styles.column}>
      <header class={styles.intro}>
        <h1>{t("therapistStartTitle")}</h1>
        <p>{t("therapistStartBody")}</p>
      </header>
      <Card aria-labelledby="make-key">
        <form class={form.form} onSubmit={(event) => event.preventDefault()}>
          <div>
            <h2 id="make-key">{t("therapistStartKeyTitle")}</h2>
            <p class={styles.soft}>{t("therapistStartKeyBody")}</p>
          </div>
          <Field
            label="therapistStartName"
            hint="therapistStartNameHint"
            fault={nameFault}
            value={name}
            onChange={setName}
            autocomplete="name"
            maxLength={80}
          />
          <div class={form.actions}>
            <Button type="submit" look="primary" busy={busy} onClick={() => run(make)}>
              {t(busy ? "therapistStartMaking" : "therapistStartMake")}
            </Button>
          </div>
        </form>
      </Card>
      <section class={styles.other} aria-labelledby="have-key">
        <h2 id="have-key">{t("therapistStartHave")}</h2>
        <p class={styles.soft}>{t("therapistStartHaveBody")}</p>
        <CopyForm
          choose="therapistStartHaveChoose"
          onCopy={(text, passphrase) => takeKeyFile(text, name.trim(), passphrase)}
          onTaken={onKey}
        />
      </section>
      <p class={styles.small}>{t("therapistStartProfile")}</p>
    </div>
  );
}
