import { useState } from "preact/hooks";
import type { Flag } from "../../core/alliance/flags/flag.ts";
import { FACETS, type ItemTopic } from "../../core/alliance/instrument.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import type { ClientFlags } from "./client-flags.ts";
import { shortWords } from "./flag-words.ts";
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

/** As many as fit on the printed page under the chart, and as are read at once. */
export const PRINTED_SESSIONS = 12;

export interface SessionTableProps {
  /** Newest first. */
  readonly responses: readonly ReceivedResponse[];
  readonly flags: ClientFlags | null;
}

/** The chart as a table, newest first, with what the chart leaves out. */
export function SessionTable({ responses, flags }: SessionTableProps) {
  const t = useStrings();
  const [shown, setShown] = useState(PRINTED_SESSIONS);
  const raised = new Map(flags?.history.map((session) => [session.session.id, session.flags]));
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
            <th scope="col" class={styles.number}>
              {t("therapistTableMean")}
            </th>
            <th scope="col" class={styles.sentences}>
              {t("therapistMarkFlag")}
            </th>
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
          {responses.slice(0, shown).map((response, index) => (
            <SessionRow
              key={response.id}
              response={response}
              raised={raised.get(response.id) ?? []}
              printed={index < PRINTED_SESSIONS}
            />
          ))}
        </tbody>
      </table>
      {responses.length > shown && (
        <div class={styles.onScreen}>
          <Button look="quiet" small onClick={() => setShown(responses.length)}>
            {t("therapistResponsesMore")}
          </Button>
        </div>
      )}
      {responses.length > PRINTED_SESSIONS && (
        <p class={styles.inPrint}>{t("therapistPrintRows", String(PRINTED_SESSIONS), String(responses.length))}</p>
      )}
    </section>
  );
}

interface SessionRowProps {
  readonly response: ReceivedResponse;
  readonly raised: readonly Flag[];
  readonly printed: boolean;
}

function SessionRow({ response, raised, printed }: SessionRowProps) {
  const t = useStrings();
  const { day, half } = useFormats();
  const { at, scores, allianceScore, instrument, answers, wish } = response;
  const shown = raised.map(shortWords).filter((key) => key !== null);
  return (
    <tr class={printed ? undefined : styles.onScreen}>
      <th scope="row">{day(at)}</th>
      {FACETS.map((facet) => (
        <td key={facet} class={styles.number}>
          <Score score={scores[facet]} />
        </td>
      ))}
      <td class={styles.number}>
        <Score score={allianceScore} format={half} />
      </td>
      <td>{joinSentences(shown.map((key) => t(key)))}</td>
      {WORD_COLUMNS.map(({ heading, topics }) => (
        <td key={heading}>
          {instrument === null ? "" : joinSentences(choiceWords(instrument, answers, topics).map((key) => t(key)))}
        </td>
      ))}
      <td>{wish && t(WISH_WORDS[wish])}</td>
    </tr>
  );
}
