import { FACETS, type ItemTopic } from "../../core/alliance/instrument.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import { useFormats } from "./formats.ts";
import type { ReceivedResponse } from "./inbox.ts";
import styles from "./responses.module.css";
import { Score } from "./Score.tsx";
import { choiceWords, FACET_WORDS, WISH_WORDS } from "./words.ts";

interface WordColumn {
  readonly heading: MessageKey;
  readonly topics: readonly ItemTopic[];
}
const WORD_COLUMNS: readonly WordColumn[] = [
  { heading: "therapistTableTension", topics: ["rupture", "repair"] },
  { heading: "therapistTableCall", topics: ["channel"] },
];

/** The chart as a table, newest first, with what the chart leaves out. */
export function SessionTable({ responses }: { readonly responses: readonly ReceivedResponse[] }) {
  const t = useStrings();
  return (
    <section class={styles.tableBox} aria-labelledby="session-table" tabIndex={0}>
      <table class={styles.table}>
        <caption id="session-table">{t("therapistTableTitle")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("therapistTableDate")}</th>
            {FACETS.map((facet) => (
              <th key={facet} scope="col" class={styles.number}>
                {t(FACET_WORDS[facet])}
              </th>
            ))}
            {WORD_COLUMNS.map(({ heading }) => (
              <th key={heading} scope="col" class={styles.sentences}>
                {t(heading)}
              </th>
            ))}
            <th scope="col" class={styles.sentences}>
              {t("therapistTableWish")}
            </th>
          </tr>
        </thead>
        <tbody>
          {responses.map((response) => (
            <SessionRow key={response.id} response={response} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function SessionRow({ response }: { readonly response: ReceivedResponse }) {
  const t = useStrings();
  const { day } = useFormats();
  const { at, scores, instrument, answers, wish } = response;
  return (
    <tr>
      <th scope="row">{day(at)}</th>
      {FACETS.map((facet) => (
        <td key={facet} class={styles.number}>
          <Score score={scores[facet]} />
        </td>
      ))}
      {WORD_COLUMNS.map(({ heading, topics }) => (
        <td key={heading}>
          {instrument === null ? "" : joinSentences(choiceWords(instrument, answers, topics).map((key) => t(key)))}
        </td>
      ))}
      <td>{wish && t(WISH_WORDS[wish])}</td>
    </tr>
  );
}
