import type { TargetedDragEvent, TargetedEvent } from "preact";
import { useId, useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./invite-form.module.css";
import frame from "./setup.module.css";
import type { SetupActions } from "./setup-actions.ts";
import type { Inviting, SetupEvent } from "./setup-state.ts";

export interface InviteFormProps {
  readonly state: Inviting;
  readonly actions: Pick<SetupActions, "readText" | "readFile">;
  readonly dispatch: (event: SetupEvent) => void;
}

/** One string, four forms: a pasted link or text, a chosen or a dropped file. */
export function InviteForm({ state, actions, dispatch }: InviteFormProps) {
  const t = useStrings();
  const id = useId();
  const [dragging, setDragging] = useState(false);
  const { text, reading, problem, held, managed } = state;
  if (managed) return <ManagedForm state={state} actions={actions} />;

  const handleChosen = ({ currentTarget }: TargetedEvent<HTMLInputElement>) => {
    const file = currentTarget.files?.[0];
    if (file !== undefined) void actions.readFile(file, held);
    // Choosing the same file again must count as a new choice.
    currentTarget.value = "";
  };
  const handleDrop = (event: TargetedDragEvent<HTMLDivElement>) => {
    event.preventDefault();
    setDragging(false);
    const file = event.dataTransfer?.files[0];
    const dropped = event.dataTransfer?.getData("text") ?? "";
    if (file !== undefined) void actions.readFile(file, held);
    else if (dropped !== "") void actions.readText(dropped, held);
  };
  const handleDragOver = (event: TargetedDragEvent<HTMLDivElement>) => {
    event.preventDefault();
    setDragging(true);
  };

  return (
    <div
      class={`${styles.form} ${dragging ? styles.dragging : ""}`}
      onDrop={handleDrop}
      onDragOver={handleDragOver}
      onDragLeave={() => setDragging(false)}
    >
      <label class={styles.label} for={`${id}-text`}>
        {t("setupInviteLabel")}
      </label>
      <p class={styles.help} id={`${id}-help`}>
        {t("setupInviteHelp")}
      </p>
      <textarea
        id={`${id}-text`}
        class={styles.text}
        dir="ltr"
        rows={4}
        spellcheck={false}
        autocomplete="off"
        placeholder={t("setupInvitePlaceholder")}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? `${id}-help` : `${id}-problem ${id}-help`}
        value={text}
        onInput={({ currentTarget }) => dispatch({ kind: "inviteTyped", text: currentTarget.value })}
      />
      <p class={styles.problem} id={`${id}-problem`} role="alert">
        {problem !== null && t(problem)}
      </p>
      <div class={frame.row}>
        <Button look="primary" busy={reading} onClick={() => void actions.readText(text, held)}>
          {t(reading ? "setupInviteReading" : "setupInviteRead")}
        </Button>
        <label class={styles.file}>
          <input type="file" accept=".invite,.txt,text/plain" onChange={handleChosen} />
          {t("setupInviteChooseFile")}
        </label>
      </div>
    </div>
  );
}

/** An invite set by a policy: shown, locked, and still only an offer. */
function ManagedForm({ state, actions }: Pick<InviteFormProps, "state" | "actions">) {
  const t = useStrings();
  const id = useId();
  const { text, reading, problem, held } = state;
  return (
    <div class={styles.form}>
      <label class={styles.label} for={id}>
        {t("setupInviteLabel")}
      </label>
      <p class={styles.help} id={`${id}-help`}>
        {t("setupManagedHelp")}
      </p>
      <textarea
        id={id}
        class={styles.text}
        dir="ltr"
        rows={4}
        readOnly
        autocomplete="off"
        aria-invalid={problem !== null}
        aria-describedby={`${id}-problem ${id}-help`}
        value={text}
      />
      <p class={styles.problem} id={`${id}-problem`} role="alert">
        {problem !== null && t(problem)}
      </p>
      <div class={frame.row}>
        <Button look="primary" busy={reading} onClick={() => void actions.readText(text, held)}>
          {t(reading ? "setupInviteReading" : "setupInviteRead")}
        </Button>
      </div>
    </div>
  );
}
