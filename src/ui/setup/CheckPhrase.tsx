import { useStrings } from "../controls/strings.ts";
import styles from "./check-phrase.module.css";

/** The words come from one list whatever the page's language, so they read from left to right. */
export function CheckPhrase({ words }: { readonly words: readonly string[] }) {
  const t = useStrings();
  return (
    <section class={styles.phrase} aria-labelledby="check-phrase">
      <h2 id="check-phrase">{t("setupPhraseTitle")}</h2>
      <ol class={styles.words} dir="ltr" lang="en">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ol>
      <p>{t("setupPhraseHelp")}</p>
    </section>
  );
}
