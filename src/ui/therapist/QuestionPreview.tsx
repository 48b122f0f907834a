import { useId, useState } from "preact/hooks";
import type { Instrument } from "../../core/alliance/instrument.ts";
import type { OutsideContacts } from "../../core/alliance/outside-route.ts";
import { ownName } from "../controls/LanguageChoice.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import { useLanguage } from "./formats.ts";
import styles from "./preview.module.css";
import { createPreviewAsk } from "./preview-answers.ts";
import type { TherapistActions } from "./therapist-actions.ts";

export interface QuestionPreviewProps extends Pick<TherapistActions, "languages" | "now"> {
  readonly instrument: Instrument;
  /** Whom clients can turn to outside this therapy; null until it was filled in. */
  readonly outside: OutsideContacts | null;
  /** The therapist, as clients know them. */
  readonly name: string;
}

/** The client's own page in a frame, in the client's language, answered from here: to be tried, kept nowhere. */
export function QuestionPreview({ instrument, outside, name, languages, now }: QuestionPreviewProps) {
  const t = useStrings();
  const id = useId();
  const [language, setLanguage] = useState(folderOf(useLanguage(), languages));
  const ask = createPreviewAsk(() => ({ instrument, outside, therapist: name, language, now: now() }));

  return (
    <div class={styles.preview}>
      <p class={form.hint}>{t("therapistPreviewNote")}</p>
      <div class={styles.language}>
        <label for={id}>{t("therapistPreviewLanguage")}</label>
        <select id={id} value={language} onChange={(event) => setLanguage(event.currentTarget.value)}>
          {languages.map((each) => (
            <option key={each} value={each} lang={tagOf(each)}>
              {ownName(tagOf(each))}
            </option>
          ))}
        </select>
      </div>
      <iframe
        // Before the page in it begins, and only ours can look there.
        ref={(frame) => void (frame && Object.assign(frame, { ask }))}
        // Another language or other questions: the page begins anew.
        key={`${language} ${instrument.id} ${instrument.version}`}
        class={styles.frame}
        title={t("therapistPreviewTitle", instrument.title)}
        src="/src/ui/checkin/index.html"
        // No new windows: its links to the settings would open those of this browser.
        sandbox="allow-scripts allow-same-origin"
      />
    </div>
  );
}

/** The browser writes a folder pt_BR, the web pt-BR. */
function tagOf(folder: string): string {
  return folder.replace("_", "-");
}

/** Clients speak what their therapist speaks, as a rule. */
function folderOf(tag: string, languages: readonly string[]): string {
  return (
    languages.find((each) => tag === tagOf(each)) ??
    languages.find((each) => tag.split("-")[0] === each.split("_")[0]) ??
    "en"
  );
}
