import { useId } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";

export interface ClientSelectProps {
  readonly label: MessageKey;
  /** What stands for no client. */
  readonly none: MessageKey;
  readonly clients: readonly ClientRecord[];
  readonly value: string;
  readonly onChange: (client: string) => void;
}

export function ClientSelect({ label, none, clients, value, onChange }: ClientSelectProps) {
  const t = useStrings();
  const id = useId();
  return (
    <div class={form.field}>
      <label for={id} class={form.label}>
        {t(label)}
      </label>
      <select id={id} class={form.input} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        <option value="">{t(none)}</option>
        {clients.map((record) => (
          <option key={record.client} value={record.client}>
            {record.label || record.client}
          </option>
        ))}
      </select>
    </div>
  );
}
