import { useId, useState } from "preact/hooks";
import { GROUP_LENGTH } from "../../protocol/client-marks.ts";
import { Button } from "../controls/Button.tsx";
import { gapAfter } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import type { ClientSummary } from "./client-summary.ts";
import styles from "./client-view.module.css";
import form from "./form.module.css";
import type { Kept } from "./kept.ts";

export interface GroupFieldProps {
  readonly summary: ClientSummary;
  readonly kept: Kept;
  readonly group: string;
  readonly labelOf: (client: string) => string;
  readonly onGroup: (group: string) => void;
  readonly onClient: (client: string) => void;
}

/** Whom this client shares sessions with: clients with the same name here. */
export function GroupField({ summary, kept, group, labelOf, onGroup, onClient }: GroupFieldProps) {
  const t = useStrings();
  const id = useId();
  const [typed, setTyped] = useState(group);
  const known = [...new Set([...kept.clients.values()].map(({ marks }) => marks.group))].filter(Boolean).sort();
  const name = typed.trim();
  return (
    <div class={styles.own}>
      <div class={form.field}>
        <label for={id} class={form.label}>
          {t("therapistGroup")}
        </label>
        <p id={`${id}-hint`} class={form.hint}>
          {t("therapistGroupHint")}
        </p>
        <input
          id={id}
          class={form.input}
          dir="auto"
          autocomplete="off"
          list={`${id}-known`}
          maxLength={GROUP_LENGTH}
          aria-describedby={`${id}-hint`}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onChange={() => name !== group && onGroup(name)}
        />
        <datalist id={`${id}-known`}>
          {known.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
      </div>
      {summary.group.length > 0 && (
        <p class={styles.members}>
          {t("therapistGroupWith")}
          {gapAfter(t("therapistGroupWith"))}
          {summary.group.map((other) => (
            <Button key={other} look="quiet" small onClick={() => onClient(other)}>
              <bdi>{labelOf(other)}</bdi>
            </Button>
          ))}
        </p>
      )}
    </div>
  );
}
