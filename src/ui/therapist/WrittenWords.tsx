import { useStrings } from "../controls/strings.ts";
import styles from "./client-view.module.css";
import { useFormats } from "./formats.ts";
import type { ReceivedResponse } from "./inbox.ts";
import { textsOf } from "./words.ts";

/** What the client wrote, newest first. */
export function WrittenWords({ responses }: { readonly responses: readonly ReceivedResponse[] }) {
  const t = useStrings();
  const { date } = useFormats();
  const written = responses.flatMap(({ id, at, instrument, answers }) =>
    instrument === null ? [] : textsOf(instrument, answers).map((text) => ({ ...text, key: `${id}-${text.id}`, at })),
  );
  if (written.length === 0) return null;
  return (
    <section aria-labelledby="client-words">
      <h2 id="client-words">{t("therapistTextsTitle")}</h2>
      <ul class={styles.texts}>
        {written.map(({ key, at, text }) => (
          <li key={key}>
            <time dateTime={new Date(at).toISOString()}>{date(at)}</time>
            <blockquote class={styles.text} dir="auto">
              {text}
            </blockquote>
          </li>
        ))}
      </ul>
    </section>
  );
}
