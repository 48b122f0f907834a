import { useState } from "preact/hooks";
import { NO_CONTACTS, type OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import styles from "./key.module.css";
import { OUTSIDE_FIELDS, type OutsideFaults, type OutsideField, readOutsideForm } from "./outside-form.ts";
import type { TherapistActions } from "./therapist-actions.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface OutsideRouteProps extends Pick<TherapistActions, "keepOutside"> {
  /** Null where nothing was filled in yet. */
  readonly outside: OutsideContacts | null;
  /** The therapist, who is never the way outside. */
  readonly name: string;
  readonly onOutside: (outside: OutsideContacts) => void;
}

const LABELS: Readonly<Record<OutsideField, MessageKey>> = {
  practice: "therapistOutsidePractice",
  board: "therapistOutsideBoard",
  supportLine: "therapistOutsideLine",
};

/** Which questions can stand beside the usual ones, and whom a client can turn to after a yes to those about harm. */
export function OutsideRoute({ outside, name, keepOutside, onOutside }: OutsideRouteProps) {
  const t = useStrings();
  const [typed, setTyped] = useState(outside ?? NO_CONTACTS);
  const [faults, setFaults] = useState<OutsideFaults>({});
  const [kept, setKept] = useState(false);
  const [busy, run] = useOneAtATime();

  const keep = async (): Promise<void> => {
    const reading = readOutsideForm(typed, name);
    setFaults(reading.kind === "faults" ? reading.faults : {});
    setKept(false);
    if (reading.kind === "faults") return;
    await keepOutside(reading.contacts);
    onOutside(reading.contacts);
    setKept(true);
  };

  return (
    <Card aria-labelledby="add-ons">
      <form class={form.form} onSubmit={(event) => event.preventDefault()}>
        <div class={styles.block}>
          <h2 id="add-ons">{t("therapistAddOnsTitle")}</h2>
          <p>{t("therapistAddOnsBody")}</p>
        </div>
        <div class={styles.block}>
          <h3>{t("therapistOutsideTitle")}</h3>
          <p>{t("therapistOutsideBody")}</p>
        </div>
        {OUTSIDE_FIELDS.map((field) => (
          <Field
            key={field}
            label={LABELS[field]}
            hint="therapistOutsideHint"
            fault={faults[field]}
            value={typed[field]}
            onChange={(text) => setTyped({ ...typed, [field]: text })}
            autocomplete="off"
            spellcheck={false}
          />
        ))}
        <div class={form.actions}>
          <Button type="submit" busy={busy} onClick={() => run(keep)}>
            {t("therapistOutsideKeep")}
          </Button>
          <span role="status">{kept && t("therapistOutsideKept")}</span>
        </div>
      </form>
    </Card>
  );
}
