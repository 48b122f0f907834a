import { useState } from "preact/hooks";
import type { ClientChange } from "../../protocol/client-standing.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./clients.module.css";
import form from "./form.module.css";
import { useFormats } from "./formats.ts";
import { InviteLetter } from "./InviteLetter.tsx";
import type { LetterActions } from "./letter-actions.ts";
import { QrCode } from "./QrCode.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import { useArrival } from "./use-arrival.ts";

type Needed = "inviteLink" | "copyText" | "saveInvite" | "printPage" | "now";
/** What an invite that is handed over needs of the world. */
export interface InviteCardActions extends LetterActions, Pick<TherapistActions, Needed> {}

export interface InviteCardProps extends InviteCardActions {
  readonly record: ClientRecord;
  /** Who invites. */
  readonly therapist: string;
  readonly onChange: (change: ClientChange) => Promise<void>;
  /** Made just now: the form that was here is gone. */
  readonly fresh: boolean;
}

/** An invite to hand over: as a link, a square code, a text or a file, with the words to compare aloud. */
export function InviteCard(props: InviteCardProps) {
  const { record, fresh, inviteLink, copyText, saveInvite } = props;
  const t = useStrings();
  const { instant } = useFormats();
  const heading = useArrival<HTMLHeadingElement>(fresh ? record.client : null);
  const [copied, setCopied] = useState<MessageKey | null>(null);
  const [writing, setWriting] = useState(false);
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
          autocomplete="off"
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
      {record.update === 1 && (
        <div>
          <Button aria-expanded={writing} onClick={() => setWriting(!writing)}>
            {t(writing ? "therapistLetterHide" : "therapistLetterShow")}
          </Button>
        </div>
      )}
      {writing && (
        <InviteLetter
          {...props}
          link={inviteLink(record)}
          expiresAt={record.expiresAt}
          language={record.language ?? null}
          onLanguage={(language) => props.onChange({ language })}
        />
      )}
      <p class={form.hint}>{t("therapistInviteUntil", instant(record.expiresAt))}</p>
    </section>
  );
}
