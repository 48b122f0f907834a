import { measureGap } from "../../core/alliance/flags/perception-gap.ts";
import type { Tension } from "../../core/alliance/instrument.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import type { GuessedSession } from "./client-summary.ts";
import styles from "./client-view.module.css";
import { type Formats, useFormats } from "./formats.ts";
import { FACET_WORDS, isFacet } from "./words.ts";

const TENSION_WORDS: Readonly<Record<Tension, MessageKey>> = {
  no: "therapistGuessNo",
  little: "therapistGuessLittle",
  yes: "therapistGuessYes",
  unsure: "therapistTensionUnsure",
};

/** How far the therapist's guesses lie from the answers: for the therapist alone, and of the guesses, not of the work. */
export function GuessReview({ guessed }: { readonly guessed: readonly GuessedSession[] }) {
  const t = useStrings();
  const formats = useFormats();
  const [newest] = guessed;
  if (newest === undefined) return null;
  return (
    <section aria-labelledby="client-guesses">
      <h2 id="client-guesses">{t("therapistGuessReview")}</h2>
      <table class={styles.guesses}>
        <caption>{formats.date(newest.response.at)}</caption>
        <thead>
          <tr>
            <th scope="col">{t("therapistGuessAbout")}</th>
            <th scope="col">{t("therapistGuessYours")}</th>
            <th scope="col">{t("therapistGuessTheirs")}</th>
          </tr>
        </thead>
        <tbody>
          {newest.items.map(({ item, topic, guess, answer }) => (
            <tr key={item}>
              <th scope="row">{isFacet(topic) ? t(FACET_WORDS[topic]) : topic}</th>
              <td>{formats.score(guess)}</td>
              <td>{formats.score(answer)}</td>
            </tr>
          ))}
          {newest.tension !== null && (
            <tr>
              <th scope="row">{t("therapistTableTension")}</th>
              <td>{t(TENSION_WORDS[newest.tension.guess])}</td>
              <td>{t(TENSION_WORDS[newest.tension.answer])}</td>
            </tr>
          )}
        </tbody>
      </table>
      {gapSentences(guessed, t, formats).map((sentence) => (
        <p key={sentence} class={styles.soft}>
          {sentence}
        </p>
      ))}
    </section>
  );
}

function gapSentences(guessed: readonly GuessedSession[], t: Translate, { half, score }: Formats): readonly string[] {
  const { bias, tracking, pairs } = measureGap(guessed.flatMap(({ items }) => items));
  if (bias === null) return [];
  const points = Math.round(Math.abs(bias) * 2) / 2;
  const towards = points === 0 ? "therapistGapEven" : bias > 0 ? "therapistGapHigher" : "therapistGapLower";
  return [
    t(towards, String(pairs), half(points)),
    tracking === null ? t("therapistGapTrackingNone") : t("therapistGapTracking", score(tracking)),
  ];
}
