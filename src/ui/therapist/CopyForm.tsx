import { useId, useState } from "preact/hooks";
import { OPENING_START, SIGNING_START } from "../../protocol/key-sheet.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import type { KeySummary } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./copies.module.css";
import { readCopyFile } from "./copy-file.ts";
import { Field } from "./Field.tsx";
import { FileButton } from "./FileButton.tsx";
import form from "./form.module.css";
import type { KeyFileReply } from "./key-actions.ts";
import { useArrival } from "./use-arrival.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";
import { KEY_FILE_WORDS } from "./words.ts";

export interface CopyFormProps {
  /** On the button that chooses a file. */
  readonly choose: MessageKey;
  readonly onCopy: (text: string, passphrase: string | null) => Promise<KeyFileReply>;
  readonly onTaken: (key: KeySummary) => void;
}

type Refusal = Extract<KeyFileReply, { kind: "refused" }>;
type Try = { readonly kind: "notYet" | "trying" | "taken" } | Refusal;

/** A copy of the key comes back in any of its forms: a file, one that asks for its passphrase, or typed from paper. */
export function CopyForm({ choose, onCopy, onTaken }: CopyFormProps) {
  const t = useStrings();
  const [last, setLast] = useState<Try>({ kind: "notYet" });
  const [locked, setLocked] = useState<string | null>(null);
  const [takenTimes, setTakenTimes] = useState(0);
  const [busy, run] = useOneAtATime();

  const give = async (text: string, passphrase: string | null): Promise<void> => {
    setLast({ kind: "trying" });
    const reply = await onCopy(text, passphrase);
    const asks = reply.kind === "refused" && reply.reason === "locked";
    if (passphrase === null) setLocked(asks ? text : null);
    setLast(asks ? { kind: "notYet" } : reply.kind === "taken" ? { kind: "taken" } : reply);
    if (reply.kind !== "taken") return;
    // A key that was typed must not stay on the screen.
    setTakenTimes(takenTimes + 1);
    setLocked(null);
    onTaken(reply.key);
  };

  return (
    <div class={styles.back}>
      <div>
        <FileButton
          accept=".txt,.age,text/plain"
          onFiles={([file]) => run(async () => give(await readCopyFile(file), null))}
        >
          {t(choose)}
        </FileButton>
      </div>
      {locked !== null && (
        <Passphrase key={locked} busy={busy} onPassphrase={(typed) => run(() => give(locked, typed))} />
      )}
      <Typed key={takenTimes} busy={busy} onText={(text) => run(() => give(text, null))} />
      <p class={last.kind === "refused" ? form.fault : styles.news} role={last.kind === "refused" ? "alert" : "status"}>
        {last.kind === "trying" && t("therapistBackupTesting")}
        {last.kind === "taken" && t("therapistBackupProven")}
        {last.kind === "refused" && refusalWords(t, last)}
      </p>
    </div>
  );
}

function Passphrase({
  busy,
  onPassphrase,
}: {
  readonly busy: boolean;
  readonly onPassphrase: (typed: string) => void;
}) {
  const t = useStrings();
  const heading = useArrival<HTMLHeadingElement>("locked");
  const [typed, setTyped] = useState("");
  return (
    <form class={styles.typed} onSubmit={(event) => event.preventDefault()}>
      <h3 ref={heading} tabIndex={-1}>
        {t("therapistCopyLocked")}
      </h3>
      <Field
        secret
        label="therapistLockPassphrase"
        hint="therapistCopyLockedHint"
        value={typed}
        onChange={setTyped}
        autocomplete="off"
      />
      <Button type="submit" busy={busy} onClick={() => onPassphrase(typed)}>
        {t("therapistCopyUnlock")}
      </Button>
    </form>
  );
}

function Typed({ busy, onText }: { readonly busy: boolean; readonly onText: (text: string) => void }) {
  const t = useStrings();
  const id = useId();
  const [text, setText] = useState("");
  return (
    <details class={styles.paper}>
      <summary>{t("therapistCopyType")}</summary>
      <form class={styles.typed} onSubmit={(event) => event.preventDefault()}>
        <label for={id} class={form.label}>
          {t("therapistCopyTypeLabel")}
        </label>
        <p id={`${id}-hint`} class={form.hint}>
          {t("therapistCopyTypeHint", OPENING_START, SIGNING_START)}
        </p>
        <textarea
          id={id}
          class={styles.text}
          rows={6}
          dir="ltr"
          spellcheck={false}
          autocomplete="off"
          autocapitalize="characters"
          aria-describedby={`${id}-hint`}
          value={text}
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <Button type="submit" busy={busy} onClick={() => onText(text)}>
          {t("therapistCopyTypeUse")}
        </Button>
      </form>
    </details>
  );
}

function refusalWords(t: Translate, { reason, group }: Refusal): string {
  if (group === undefined) return t(KEY_FILE_WORDS[reason]);
  return t("therapistFaultSlip", String(group), reason === "damagedKey" ? OPENING_START : SIGNING_START);
}
