import { useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { EnvelopeRow } from "./EnvelopeRow.tsx";
import styles from "./outbox.module.css";
import type { OutboxActions } from "./outbox-actions.ts";
import type { EnvelopeView } from "./outbox-view.ts";
import type { WordsFacts } from "./outbox-words.ts";

/** As many as anybody looks through at once; drawing thousands would take seconds. */
const SHOWN_AT_ONCE = 20;

export interface EnvelopeListProps {
  readonly envelopes: readonly EnvelopeView[];
  readonly facts: WordsFacts;
  readonly actions: OutboxActions;
}

export function EnvelopeList({ envelopes, facts, actions }: EnvelopeListProps) {
  const t = useStrings();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  if (envelopes.length === 0) return null;
  return (
    <>
      <ul class={styles.list}>
        {envelopes.slice(0, shown).map((envelope) => (
          <EnvelopeRow key={envelope.id} envelope={envelope} facts={facts} actions={actions} />
        ))}
      </ul>
      {envelopes.length > shown && (
        <Button onClick={() => setShown(shown + SHOWN_AT_ONCE)}>{t("setupShowMore")}</Button>
      )}
    </>
  );
}
