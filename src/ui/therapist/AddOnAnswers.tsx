import { type Answers, isBlank } from "../../core/alliance/answers.ts";
import type { Instrument, Item } from "../../core/alliance/instrument.ts";
import { scoreRaw } from "../../core/alliance/raw-scores.ts";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import { useFormats } from "./formats.ts";
import type { SentAddOn } from "./inbox.ts";
import styles from "./responses.module.css";

/** What was sent in one session of the questions beside the usual ones, under their own name. In no score. */
export function AddOnAnswers({ instrument, instrumentName, answers }: SentAddOn) {
  if (instrument === null) return <Unworded name={instrumentName} answers={answers} />;
  return (
    <>
      <p>
        <bdi>{instrument.title}</bdi>
      </p>
      <AddOnSums instrument={instrument} answers={answers} />
      <dl class={styles.addOn} lang={instrument.language}>
        {instrument.items
          .filter(({ id }) => answers[id] !== undefined)
          .map((item) => (
            <div key={item.id}>
              <dt dir="auto">{item.text}</dt>
              <dd dir="auto">{wordsOf(item, answers)}</dd>
            </div>
          ))}
      </dl>
      <p class={styles.soft} dir="auto">
        <small>{instrument.licence.line}</small>
      </p>
    </>
  );
}

/** The definition is not in this browser: what was sent is shown all the same. */
function Unworded({ name, answers }: { readonly name: string; readonly answers: Answers }) {
  return (
    <>
      <p>
        <Sentence of="therapistAddOnUnknown" name={name} />
      </p>
      <p dir="ltr">
        {Object.entries(answers)
          .filter(([, value]) => !isBlank(value))
          .map(([id, value]) => `${id}: ${value}`)
          .join(" · ")}
      </p>
    </>
  );
}

/** Two sums that are never added up; nothing for forms that have none. */
export function AddOnSums({ instrument, answers }: Pick<SentAddOn, "answers"> & { readonly instrument: Instrument }) {
  const t = useStrings();
  const { score } = useFormats();
  const { positive, negative } = scoreRaw(instrument, answers).scales;
  if (positive === undefined || negative === undefined) return null;
  const said = (sum: number | null): string => (sum === null ? t("therapistNotAnswered") : score(sum));
  const highest = (name: string): string => String(highestSum(instrument, name));
  return (
    <p class={styles.words}>
      {t("therapistAddOnPositive", said(positive), highest("positive"), said(negative), highest("negative"))}
    </p>
  );
}

function highestSum({ items, scoring }: Instrument, name: string): number {
  const ids = scoring.scales[name] ?? [];
  return items.filter(({ id }) => ids.includes(id)).reduce((sum, item) => sum + highestOf(item), 0);
}

function highestOf({ responses }: Item): number {
  if (responses.type === "scale") return responses.max;
  return responses.type === "choice" ? Math.max(...responses.choices.map(({ value = 0 }) => value)) : 0;
}

function wordsOf({ id, responses }: Item, answers: Answers): string {
  const value = answers[id];
  if (responses.type === "choice") return responses.choices.find(({ code }) => code === value)?.label ?? "";
  return responses.type === "scale" ? `${value} (${responses.min}–${responses.max})` : String(value);
}
