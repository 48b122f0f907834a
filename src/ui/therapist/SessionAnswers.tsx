import { useState } from "preact/hooks";
import type { Answers } from "../../core/alliance/answers.ts";
import type { Instrument, Item } from "../../core/alliance/instrument.ts";
import { inPageWords } from "../../protocol/item-words.ts";
import { useStrings } from "../controls/strings.ts";
import { AddOnAnswers } from "./AddOnAnswers.tsx";
import styles from "./client-view.module.css";
import { useFormats } from "./formats.ts";
import type { ReceivedResponse } from "./inbox.ts";

/** Every question with its answer, session by session; drawn when it is opened. */
export function SessionAnswers({ responses }: { readonly responses: readonly ReceivedResponse[] }) {
  const t = useStrings();
  const [opened, setOpened] = useState(false);
  if (responses.length === 0) return null;
  return (
    <details class={styles.session} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary class={styles.fold}>{t("therapistAnswersTitle")}</summary>
      {opened && responses.map((response) => <OneSession key={response.id} response={response} />)}
    </details>
  );
}

function OneSession({ response }: { readonly response: ReceivedResponse }) {
  const t = useStrings();
  const { date } = useFormats();
  const [opened, setOpened] = useState(false);
  const { at, instrument, instrumentName, answers, addOn } = response;
  return (
    <details class={styles.session} onToggle={(event) => setOpened(event.currentTarget.open)}>
      <summary>{date(at)}</summary>
      {opened && instrument === null && <p>{t("therapistUnknownInstrument", instrumentName)}</p>}
      {opened && instrument !== null && <AnswerList {...{ instrument, answers }} />}
      {opened && addOn && <AddOnAnswers {...addOn} />}
    </details>
  );
}

function AnswerList({ instrument, answers }: { readonly instrument: Instrument; readonly answers: Answers }) {
  const t = useStrings();
  // Questions that take turns were not all asked.
  const asked = instrument.items.filter(({ id, core }) => core || answers[id] !== undefined);
  return (
    <dl class={styles.answers}>
      {asked.map((one) => {
        const { item, lang } = inPageWords(instrument, one, t);
        const answer = answerWords(item, answers);
        return (
          <div key={item.id}>
            <dt lang={lang} dir="auto">
              {item.text}
            </dt>
            <dd lang={answer === null ? undefined : lang} dir="auto">
              {answer ?? t("therapistNotAnswered")}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

function answerWords({ id, responses }: Item, answers: Answers): string | null {
  const answer = answers[id];
  if (answer === undefined) return null;
  switch (responses.type) {
    case "scale":
      return `${answer} / ${responses.max}`;
    case "choice":
      return responses.choices.find(({ code }) => code === answer)?.label ?? String(answer);
    case "text":
      return String(answer);
  }
}
