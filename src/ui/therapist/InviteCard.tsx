import { useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./clients.module.css";
import form from "./form.module.css";
import { useFormats } from "./formats.ts";
import { QrCode } from "./QrCode.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import { useArrival } from "./use-arrival.ts";

export interface InviteCardProps extends Pick<TherapistActions, "inviteLink" | "copyText" | "saveInvite"> {
  readonly record: ClientRecord;
  /** Made just now: the form that was here is gone. */
  readonly fresh: boolean;
}

/** An invite to hand over: as a link, a square code, a text or a file, with the words to compare aloud. */
export function InviteCard({ record, fresh, inviteLink, copyText, saveInvite }: InviteCardProps) {
  const t = useStrings();
  const { instant } = useFormats();
  const heading = useArrival<HTMLHeadingElement>(fresh ? record.client : null);
  const [copied, setCopied] = useState<MessageKey | null>(null);
  const id = `invite-${record.client}`;

  const copy = async (text: string): Promise<void> => {
    setCopied((await copyText(text)) ? "therapistInviteCopied" : "therapistInviteNotCopied");
  };

  return (
    <section class={styles.invite} aria-labelledby={id}>
      <h3 id={id} ref={heading} tabIndex={-1}>
        <Sentence of={record.update > 1 ? "therapistUpdateTitle" : "therapistInviteTitle"} name={record.label} />
      </h3>
      <p>{t("therapistInviteSend")}</p>
      {record.update > 1 && <p>{t("therapistUpdateHow")}</p>}
      <label class={styles.link}>
        <span class={form.label}>{t("therapistInviteLink")}</span>
        <textarea
          readOnly
          rows={4}
          dir="ltr"
          value={inviteLink(record)}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
      </label>
      <div class={form.actions}>
        <Button look="primary" onClick={() => void copy(inviteLink(record))}>
          {t("therapistInviteCopy")}
        </Button>
        <Button onClick={() => void copy(record.invite ?? "")}>{t("therapistInviteCopyText")}</Button>
        <Button onClick={() => saveInvite(record)}>{t("therapistInviteSave")}</Button>
        <span role="status">{copied && t(copied)}</span>
      </div>
      <QrCode text={inviteLink(record)} />
      {record.update <= 1 && (
        <>
          <p>{t("therapistInviteLetter")}</p>
          <blockquote>{t("setupLetter")}</blockquote>
        </>
      )}
      <div class={styles.phrase}>
        <h4>{t("therapistInvitePhrase")}</h4>
        <ol lang="en" dir="ltr">
          {record.phrase.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ol>
        <p>{t("therapistInvitePhraseBody")}</p>
      </div>
      <p class={form.hint}>{t("therapistInviteUntil", instant(record.expiresAt))}</p>
    </section>
  );
}
