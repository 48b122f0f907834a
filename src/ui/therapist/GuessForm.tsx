import { useState } from "preact/hooks";
import type { Answers, AnswerValue } from "../../core/alliance/answers.ts";
import type { Instrument, Item } from "../../core/alliance/instrument.ts";
import { inPageWords } from "../../protocol/item-words.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { ChoiceGroup } from "../controls/ChoiceGroup.tsx";
import { RadioScale } from "../controls/RadioScale.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./covered.module.css";
import { useArrival } from "./use-arrival.ts";

const TENSION_CHOICES: readonly (readonly [code: "no" | "little" | "yes", words: MessageKey])[] = [
  ["no", "therapistGuessNo"],
  ["little", "therapistGuessLittle"],
  ["yes", "therapistGuessYes"],
];

export interface GuessFormProps {
  /** Unique on the page. */
  readonly name: string;
  readonly instrument: Instrument;
  /** The client's own questions that are guessed. */
  readonly items: readonly Item[];
  readonly onGuess: (answers: Answers) => void;
  /** What locking it, and the way out, are called. */
  readonly lock: MessageKey;
  readonly leave: MessageKey;
  readonly onLeave: () => void;
}

/** The mirror: which numbers will the client have given? */
export function GuessForm({ name, instrument, items, lock: lockWords, leave, onGuess, onLeave }: GuessFormProps) {
  const t = useStrings();
  const [answers, setAnswers] = useState<Answers>({});
  const [empty, setEmpty] = useState(false);
  const heading = useArrival<HTMLParagraphElement>(name);
  const rupture = instrument.items.find(({ topic }) => topic === "rupture");
  const set = (id: string, value: AnswerValue | null): void => {
    const { [id]: _, ...others } = answers;
    setAnswers(value === null ? others : { ...others, [id]: value });
    setEmpty(false);
  };
  const lock = (): void => {
    const guessed = items.some(({ id }) => answers[id] !== undefined);
    if (guessed) onGuess(answers);
    else setEmpty(true);
  };

  return (
    <div class={styles.form}>
      <p ref={heading} tabIndex={-1} class={styles.question}>
        {t("therapistGuessQuestion")}
      </p>
      {items.map((one) => {
        const { item, lang } = inPageWords(instrument, one, t);
        const value = answers[item.id];
        return item.responses.type === "scale" ? (
          <RadioScale
            key={item.id}
            {...item.responses}
            name={`${name}-${item.id}`}
            legend={item.text}
            lang={lang}
            value={typeof value === "number" ? value : null}
            onChange={(number) => set(item.id, number)}
          />
        ) : null;
      })}
      {rupture && (
        <ChoiceGroup
          name={`${name}-${rupture.id}`}
          legend={t("therapistGuessTension")}
          choices={TENSION_CHOICES.map(([code, words]) => ({ code, label: t(words) }))}
          value={tensionOf(answers[rupture.id])}
          onChange={(code) => set(rupture.id, code)}
        />
      )}
      {empty && (
        <p class={styles.fault} role="alert">
          {t("therapistGuessEmpty")}
        </p>
      )}
      <div class={styles.tools}>
        <Button look="primary" onClick={lock}>
          {t(lockWords)}
        </Button>
        <Button look="quiet" onClick={onLeave}>
          {t(leave)}
        </Button>
      </div>
    </div>
  );
}

function tensionOf(value: AnswerValue | undefined): "no" | "little" | "yes" | null {
  return TENSION_CHOICES.find(([code]) => code === value)?.[0] ?? null;
}
