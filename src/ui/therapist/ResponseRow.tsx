import type { Answers } from "../../core/alliance/answers.ts";
import type { Instrument } from "../../core/alliance/instrument.ts";
import { scoreRaw } from "../../core/alliance/raw-scores.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { joinSentences } from "../controls/sentences.ts";
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
  /** Waits until the therapist has guessed, or chose to look. */
  readonly covered: boolean;
  readonly onShow: () => void;
  readonly onClient: () => void;
}

/** One response in the list of all: who, when, the three numbers, and what was said. */
export function ResponseRow({ response, label, covered, onShow, onClient }: ResponseRowProps) {
  const t = useStrings();
  const { instant } = useFormats();
  const { at } = response;
  return (
    <li class={styles.response}>
      <div class={styles.who}>
        <button type="button" class={styles.client} onClick={onClient}>
          <bdi>{label}</bdi>
        </button>
        <time dateTime={new Date(at).toISOString()}>{instant(at)}</time>
      </div>
      {covered ? (
        <div class={styles.uncover}>
          <p class={styles.words}>{t("therapistCoveredHere")}</p>
          <Button look="quiet" small aria-label={`${t("therapistGuessShow")}: ${label}`} onClick={onShow}>
            {t("therapistGuessShow")}
          </Button>
        </div>
      ) : (
        <WhatWasSaid response={response} />
      )}
    </li>
  );
}

function WhatWasSaid({ response }: { readonly response: ReceivedResponse }) {
  const t = useStrings();
  const { instrument, answers, wish, scores, addOn } = response;
  const sentences = instrument === null ? [] : choiceWords(instrument, answers, ["rupture", "repair"]).filter(isNews);
  return (
    <>
      {addOn?.warned && <p class={styles.wish}>{t("therapistFlagRisq")}</p>}
      <ScoreRow scores={scores} />
      {instrument === null && (
        <p class={styles.words}>
          <Sentence of="therapistUnknownInstrument" name={response.instrumentName} />
        </p>
      )}
      {response.signed === false && <p class={styles.words}>{t("therapistNotSigned")}</p>}
      {sentences.length > 0 && <p class={styles.words}>{joinSentences(sentences.map((key) => t(key)))}</p>}
      {instrument !== null && <MoreScores instrument={instrument} answers={answers} />}
      {addOn?.instrument && <AddOnSums instrument={addOn.instrument} answers={addOn.answers} />}
      {wish && <p class={wish === "raise" ? styles.wish : styles.words}>{t(WISH_WORDS[wish])}</p>}
      {instrument !== null &&
        textsOf(instrument, answers).map(({ id, text }) => (
          <blockquote key={id} class={styles.text} dir="auto">
            {text}
          </blockquote>
        ))}
    </>
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
