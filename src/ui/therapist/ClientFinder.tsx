import { useId } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import { type Choice, ORDERS, type Order, SHOWN, type Shown } from "./client-lines.ts";
import styles from "./clients.module.css";
import form from "./form.module.css";

export interface ClientFinderProps {
  readonly choice: Choice;
  /** How many are on the list now. */
  readonly found: number;
  readonly onChoice: (choice: Choice) => void;
}

const SHOWN_WORDS: Readonly<Record<Shown, MessageKey>> = {
  present: "therapistShownPresent",
  paused: "therapistShownPaused",
  ended: "therapistShownEnded",
  update: "therapistShownUpdate",
};
const ORDER_WORDS: Readonly<Record<Order, MessageKey>> = {
  invited: "therapistOrderInvited",
  name: "therapistOrderName",
  answer: "therapistOrderAnswer",
};

/** Finds one among many clients. */
export function ClientFinder({ choice, found, onChoice }: ClientFinderProps) {
  const t = useStrings();
  const id = useId();
  return (
    <search class={styles.finder}>
      <div class={styles.find}>
        <label for={id} class={form.label}>
          {t("therapistFinderSearch")}
        </label>
        <input
          id={id}
          type="search"
          class={form.input}
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          value={choice.search}
          onInput={({ currentTarget }) => onChoice({ ...choice, search: currentTarget.value })}
        />
      </div>
      <Choose
        label="therapistFinderShown"
        value={choice.shown}
        values={SHOWN}
        words={SHOWN_WORDS}
        onChoose={(shown) => onChoice({ ...choice, shown })}
      />
      <Choose
        label="therapistFinderOrder"
        value={choice.order}
        values={ORDERS}
        words={ORDER_WORDS}
        onChoose={(order) => onChoice({ ...choice, order })}
      />
      <p class={form.hint} role="status">
        {t("therapistFinderFound", String(found))}
      </p>
    </search>
  );
}

interface ChooseProps<Value extends string> {
  readonly label: MessageKey;
  readonly value: Value;
  readonly values: readonly Value[];
  readonly words: Readonly<Record<Value, MessageKey>>;
  readonly onChoose: (value: Value) => void;
}

function Choose<Value extends string>({ label, value, values, words, onChoose }: ChooseProps<Value>) {
  const t = useStrings();
  const id = useId();
  return (
    <div>
      <label for={id} class={form.label}>
        {t(label)}
      </label>
      <select
        id={id}
        class={form.input}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = values.find((one) => one === currentTarget.value);
          if (chosen !== undefined) onChoose(chosen);
        }}
      >
        {values.map((one) => (
          <option key={one} value={one}>
            {t(words[one])}
          </option>
        ))}
      </select>
    </div>
  );
}
