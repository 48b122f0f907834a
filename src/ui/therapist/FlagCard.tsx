import { headlineOf } from "../../core/alliance/flags/flag.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import type { ClientFlags } from "./client-flags.ts";
import styles from "./flag-card.module.css";
import { FACET_LINES, facetWords, headlineWords, mistakeWords, openingWords, whyWords } from "./flag-words.ts";
import { useFormats } from "./formats.ts";

/** The one thing to ask about after the newest session, a line to open with, and why it is shown; the rest below it. */
export function FlagCard({ newest, silence, simulated }: ClientFlags) {
  const t = useStrings();
  const formats = useFormats();
  const headline = headlineOf(newest.flags);
  if (headline === null && silence === null) return null;
  const rest = newest.flags.filter((flag) => flag !== headline);
  const mistakes = simulated && newest.flags.map((flag) => mistakeWords(flag, t)).find((words) => words !== null);
  const { prompt } = newest;

  return (
    <Notice look="note">
      <div class={styles.card}>
        {headline !== null && (
          <>
            <p class={styles.headline}>{t(headlineWords(headline))}</p>
            <p>{t("therapistFlagOpening")}</p>
            <blockquote class={styles.line}>
              {t(openingWords(headline))}
              {prompt !== null && ` ${t(FACET_LINES[prompt.facet])}`}
            </blockquote>
          </>
        )}
        {rest.map((flag) => (
          <p key={flag.kind}>{t(headlineWords(flag))}</p>
        ))}
        {silence !== null && (
          <>
            <p>{t("therapistFlagSilence", formats.date(silence.since))}</p>
            <blockquote class={styles.line}>{t("therapistLineSilence")}</blockquote>
          </>
        )}
        {headline !== null && (
          <details>
            <summary class={styles.why}>{t("therapistWhy")}</summary>
            <ul class={styles.facts}>
              {newest.flags.map((flag) => (
                <li key={flag.kind}>{whyWords(flag, t, formats)}</li>
              ))}
              {prompt !== null && <li>{facetWords(prompt, t, formats)}</li>}
              {mistakes && <li>{mistakes}</li>}
            </ul>
          </details>
        )}
      </div>
    </Notice>
  );
}
