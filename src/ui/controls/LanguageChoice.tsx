import { useId, useState } from "preact/hooks";
import styles from "./language-choice.module.css";
import { useStrings } from "./strings.ts";

export interface LanguageChoiceProps {
  /** A folder of _locales; empty: the browser's own. */
  readonly chosen: string;
  readonly languages: readonly string[];
  /** Rejects where the choice could not be kept. */
  readonly onChoose: (language: string) => Promise<void>;
}

/** Each language by its own name: whoever looks for it may read none of the words around it. */
export function LanguageChoice({ chosen, languages, onChoose }: LanguageChoiceProps) {
  const t = useStrings();
  const id = useId();
  const [failed, setFailed] = useState(false);
  const choose = (language: string): void => {
    setFailed(false);
    onChoose(language).catch(() => setFailed(true));
  };
  return (
    <div class={styles.choice}>
      <label for={id} class={styles.label}>
        <Globe />
        {t("controlLanguage")}
      </label>
      <select
        id={id}
        autocomplete="off"
        class={styles.select}
        value={chosen}
        onChange={(event) => choose(event.currentTarget.value)}
      >
        <option value="">{t("controlLanguageBrowser")}</option>
        {languages.map((language) => (
          <option key={language} value={language} lang={tagOf(language)}>
            {ownName(tagOf(language))}
          </option>
        ))}
      </select>
      {failed && <p role="alert">{t("setupActionFailed")}</p>}
    </div>
  );
}

/** The browser writes a folder pt_BR, the web pt-BR. */
function tagOf(language: string): string {
  return language.replace("_", "-");
}

export function ownName(tag: string): string {
  const name = new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag;
  return name.charAt(0).toLocaleUpperCase(tag) + name.slice(1);
}

function Globe() {
  return (
    <svg class={styles.globe} width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="7.5" />
      <ellipse cx="9" cy="9" rx="3.2" ry="7.5" />
      <path d="M1.5 9h15" />
    </svg>
  );
}
