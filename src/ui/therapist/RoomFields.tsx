import { useId } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import styles from "./room-fields.module.css";
import type { RoomForm } from "./room-form.ts";

export interface RoomFieldsProps {
  readonly value: RoomForm;
  readonly fault: MessageKey | null;
  readonly onChange: (value: RoomForm) => void;
}

/** Whose calls on these sites are sessions: those in one room, or all. */
export function RoomFields({ value, fault, onChange }: RoomFieldsProps) {
  const t = useStrings();
  const id = useId();
  return (
    <>
      <Field
        label="therapistClientsRoom"
        hint="therapistClientsRoomHint"
        fault={fault}
        value={value.address}
        onChange={(address) => onChange({ ...value, address })}
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
      />
      <div class={form.field}>
        <label class={styles.choice}>
          <input
            type="checkbox"
            checked={value.dedicated}
            aria-describedby={`${id}-hint`}
            onChange={({ currentTarget }) => onChange({ ...value, dedicated: currentTarget.checked })}
          />
          {t("therapistClientsDedicated")}
        </label>
        <p class={form.hint} id={`${id}-hint`}>
          {t("therapistClientsDedicatedHint")}
        </p>
      </div>
    </>
  );
}
