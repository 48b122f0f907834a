import { useState } from "preact/hooks";
import { isAgeRecipient } from "../../core/invite/age-recipient.ts";
import { isIssuerName } from "../../core/invite/checks.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { Practice } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import styles from "./key.module.css";
import type { TherapistActions } from "./therapist-actions.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface PracticeKeyProps extends Pick<TherapistActions, "keepPractice"> {
  readonly practice: Practice | null;
  /** Set by a policy: shown, and not to be changed here. */
  readonly locked: boolean;
  /** The therapist's own public key: a second reader must be another. */
  readonly own: string;
  readonly onPractice: (practice: Practice | null) => void;
}

interface Faults {
  readonly name: MessageKey | null;
  readonly recipient: MessageKey | null;
}
const NO_FAULTS: Faults = { name: null, recipient: null };

/** A second reader, for all clients: they are told its name, and those who are invited already need an update. */
export function PracticeKey(props: PracticeKeyProps) {
  const { practice, locked } = props;
  return locked && practice !== null ? <LockedPractice practice={practice} /> : <OwnPractice {...props} />;
}

function LockedPractice({ practice }: { readonly practice: Practice }) {
  const t = useStrings();
  return (
    <Card aria-labelledby="practice-key">
      <div class={styles.block}>
        <h2 id="practice-key">{t("therapistPracticeTitle")}</h2>
        <p>{t("therapistPracticeBody")}</p>
        <p>{t("therapistPracticeManaged", practice.name)}</p>
        <code class={styles.shown} dir="ltr">
          {practice.recipient}
        </code>
      </div>
    </Card>
  );
}

function OwnPractice({ practice, own, keepPractice, onPractice }: PracticeKeyProps) {
  const t = useStrings();
  const [name, setName] = useState(practice?.name ?? "");
  const [recipient, setRecipient] = useState(practice?.recipient ?? "");
  const [faults, setFaults] = useState<Faults>(NO_FAULTS);
  const [busy, run] = useOneAtATime();

  const keep = async (): Promise<void> => {
    const typed: Practice = { name: name.trim(), recipient: recipient.replace(/\s/g, "") };
    const found = faultsOf(typed, own);
    setFaults(found);
    if (found.name !== null || found.recipient !== null) return;
    await keepPractice(typed);
    onPractice(typed);
  };
  const remove = async (): Promise<void> => {
    await keepPractice(null);
    setName("");
    setRecipient("");
    onPractice(null);
  };

  return (
    <Card aria-labelledby="practice-key">
      <form class={form.form} onSubmit={(event) => event.preventDefault()}>
        <div class={styles.block}>
          <h2 id="practice-key">{t("therapistPracticeTitle")}</h2>
          <p>{t("therapistPracticeBody")}</p>
        </div>
        <Field label="therapistPracticeName" fault={faults.name} value={name} onChange={setName} maxLength={80} />
        <Field
          label="therapistPracticeRecipient"
          hint="therapistPracticeRecipientHint"
          fault={faults.recipient}
          value={recipient}
          onChange={setRecipient}
          autocomplete="off"
          spellcheck={false}
        />
        <div class={form.actions}>
          <Button type="submit" busy={busy} onClick={() => run(keep)}>
            {t("therapistPracticeSave")}
          </Button>
          {practice !== null && (
            <Button look="quiet" onClick={() => run(remove)}>
              {t("therapistPracticeRemove")}
            </Button>
          )}
          <span role="status">{practice !== null && t("therapistPracticeOn", practice.name)}</span>
        </div>
      </form>
    </Card>
  );
}

function faultsOf({ name, recipient }: Practice, own: string): Faults {
  return {
    name: isIssuerName(name) ? null : "therapistFaultPracticeName",
    recipient: isAgeRecipient(recipient) && recipient !== own ? null : "therapistFaultPracticeRecipient",
  };
}
