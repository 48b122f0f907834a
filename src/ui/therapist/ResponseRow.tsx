import type { Answers } from "../../core/alliance/answers.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { scoreRaw } from "../../core/alliance/raw-scores.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import { AddOnSums } from "./AddOnAnswers.tsx";
import { useFormats } from "./formats.ts";
import type { ReceivedResponse } from "./inbox.ts";
import styles from "./responses.module.css";
import { ScoreRow } from "./ScoreRow.tsx";
import { belongingOf, choiceWords, textsOf, WISH_WORDS } from "./words.ts";

export interface ResponseRowProps {
  readonly response: ReceivedResponse;
  readonly label: string;
  /** This client is in view beside the list. */
  readonly current: boolean;
  readonly onClient: () => void;
}

/** One response in the list of all: who, when, the three numbers, and what was said. */
export function ResponseRow({ response, label, current, onClient }: ResponseRowProps) {
  const t = useStrings();
  const { instant } = useFormats();
  const { instrument, answers, wish, scores, at, addOn } = response;
  const sentences = instrument === null ? [] : choiceWords(instrument, answers, ["rupture", "repair"]).filter(isNews);
  return (
    <li class={current ? `${styles.response} ${styles.current}` : styles.response}>
      <div class={styles.who}>
        <button type="button" class={styles.client} aria-current={current} onClick={onClient}>
          <bdi>{label}</bdi>
        </button>
        <time dateTime={new Date(at).toISOString()}>{instant(at)}</time>
      </div>
      {addOn?.warned && <p class={styles.wish}>{t("therapistFlagRisq")}</p>}
      <ScoreRow scores={scores} />
      {instrument === null && (
        <p class={styles.words}>
          <Sentence of="therapistUnknownInstrument" name={response.instrumentName} />
        </p>
      )}
      {sentences.length > 0 && <p class={styles.words}>{sentences.map((key) => t(key)).join(" ")}</p>}
      {instrument !== null && <MoreScores instrument={instrument} answers={answers} />}
      {addOn?.instrument && <AddOnSums instrument={addOn.instrument} answers={addOn.answers} />}
      {wish && <p class={wish === "raise" ? styles.wish : styles.words}>{t(WISH_WORDS[wish])}</p>}
      {instrument !== null &&
        textsOf(instrument, answers).map(({ id, text }) => (
          <blockquote key={id} class={styles.text} dir="auto">
            {text}
          </blockquote>
        ))}
    </li>
  );
}

/** What the three numbers leave out: belonging, and an imported instrument's own total. */
function MoreScores({ instrument, answers }: { readonly instrument: Instrument; readonly answers: Answers }) {
  const t = useStrings();
  const { score } = useFormats();
  const belonging = belongingOf(instrument, answers);
  const total = instrument.licence.tier === "own" ? null : scoreRaw(instrument, answers).total;
  const [low, high] = instrument.scoring.range;
  return (
    <>
      {belonging !== null && <p class={styles.words}>{t("therapistBelonging", score(belonging))}</p>}
      {total !== null && <p class={styles.words}>{t("therapistRawTotal", score(total), score(low), score(high))}</p>}
    </>
  );
}

/** A list to look through in seconds leaves out that nothing happened; the client's own table says it. */
function isNews(key: MessageKey): boolean {
  return key !== "therapistTensionNo";
}
