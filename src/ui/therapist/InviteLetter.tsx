import { useEffect, useId, useState } from "preact/hooks";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { ownName } from "../controls/LanguageChoice.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import styles from "./letter.module.css";
import { directionOf, folderOf, type Letter, letterText, usualWords, writeLetter } from "./letter.ts";
import type { LetterActions } from "./letter-actions.ts";
import print from "./print.module.css";
import { QrCode } from "./QrCode.tsx";
import { drawQrCode } from "./qr-code.ts";

export interface InviteLetterProps extends LetterActions {
  readonly therapist: string;
  readonly link: string;
  readonly expiresAt: number;
  /** The client's, where it was chosen before. */
  readonly language: string | null;
  readonly onLanguage: (language: string) => Promise<void>;
  readonly copyText: (text: string) => Promise<boolean>;
  readonly printPage: () => void;
}

interface Words {
  readonly translate: Translate;
  readonly own: string;
  readonly usual: string;
}

/** The letter an invite comes with: in the client's language, the therapist's part in the therapist's words. */
export function InviteLetter(props: InviteLetterProps) {
  const { therapist, link, expiresAt, letterWords, keepLetter, saveLetter, copyText, printPage } = props;
  const t = useStrings();
  const id = useId();
  const [language, setLanguage] = useState(props.language ?? folderOf(t));
  const [words, setWords] = useState<Words | null>(null);
  const [news, setNews] = useState<MessageKey | null>(null);
  useEffect(() => {
    let wanted = true;
    const load = async (): Promise<void> => {
      const { translate, own } = await letterWords(language);
      const usual = usualWords(translate, therapist);
      if (wanted) setWords({ translate, own: own ?? usual, usual });
    };
    void load();
    return () => {
      wanted = false;
    };
  }, [language, letterWords, therapist]);
  if (words === null) return <p class={form.hint}>{t("therapistLoading")}</p>;

  const { translate, own, usual } = words;
  const letter = writeLetter(translate, { own, link, expiresAt });
  const keep = async (): Promise<void> => {
    await keepLetter(language, own === usual ? null : own);
    setNews("therapistLetterKept");
  };
  const copy = async (): Promise<void> => {
    setNews((await copyText(letterText(translate, letter))) ? "therapistInviteCopied" : "therapistLetterNotCopied");
  };
  const choose = (chosen: string): void => {
    setNews(null);
    setLanguage(chosen);
    void props.onLanguage(chosen);
  };

  return (
    <div class={styles.desk}>
      <div class={styles.choice}>
        <label for={`${id}-language`} class={form.label}>
          {t("therapistLetterLanguage")}
        </label>
        <select
          id={`${id}-language`}
          class={form.input}
          value={language}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
        >
          {props.letterLanguages.map((one) => (
            <option key={one} value={one}>
              {ownName(one.replace("_", "-"))}
            </option>
          ))}
        </select>
      </div>
      <div>
        <label for={`${id}-own`} class={form.label}>
          {t("therapistLetterOwn")}
        </label>
        <p id={`${id}-hint`} class={form.hint}>
          {t("therapistLetterOwnHint")}
        </p>
        <textarea
          id={`${id}-own`}
          autocomplete="off"
          class={styles.own}
          rows={12}
          maxLength={4_000}
          lang={translate("languageCode")}
          dir={directionOf(translate)}
          aria-describedby={`${id}-hint`}
          value={own}
          onInput={({ currentTarget }) => setWords({ ...words, own: currentTarget.value })}
        />
        <div class={form.actions}>
          <Button small onClick={() => void keep()}>
            {t("therapistLetterKeep")}
          </Button>
          {own !== usual && (
            <Button small look="quiet" onClick={() => setWords({ ...words, own: usual })}>
              {t("therapistLetterUsual")}
            </Button>
          )}
        </div>
      </div>
      <Paper letter={letter} translate={translate} />
      <div class={form.actions}>
        <Button onClick={() => void copy()}>{t("therapistLetterCopy")}</Button>
        <Button onClick={() => saveLetter(letterText(translate, letter))}>{t("therapistLetterSave")}</Button>
        <Button onClick={printPage}>{t("therapistLetterPrint")}</Button>
        <span role="status">{news && t(news)}</span>
      </div>
    </div>
  );
}

function Paper({ letter, translate: t }: { readonly letter: Letter; readonly translate: Translate }) {
  const { own, expect, steps, link, until, safety } = letter;
  const label = useStrings()("therapistLetterTitle");
  // The words under the code are the client's.
  const hasCode = drawQrCode(link) !== null;
  return (
    <article class={`${styles.paper} ${print.alone}`} lang={t("languageCode")} dir={directionOf(t)} aria-label={label}>
      <div class={styles.said}>
        {own.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
      </div>
      <h4>{t("letterExpectTitle")}</h4>
      {expect.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <h4>{t("letterStepsTitle")}</h4>
      <ol>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h4>{t("letterLinkTitle")}</h4>
      <div class={styles.link}>
        {hasCode && <QrCode text={link} caption={t("letterCode")} />}
        <div>
          <p class={styles.address} dir="ltr">
            {link}
          </p>
          <p>{until}</p>
        </div>
      </div>
      <p class={styles.safety}>{safety}</p>
    </article>
  );
}
