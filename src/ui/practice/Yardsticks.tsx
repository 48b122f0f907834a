import type { PooledRow } from "../../core/practice/pooled.ts";
import {
  ANSWERED_SHARE,
  MEDIAN_SECONDS,
  type Verdict,
  YARDSTICKS,
  type Yardstick,
} from "../../core/practice/yardsticks.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Card } from "../controls/Card.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "../therapist/form.module.css";
import { useFigureWords } from "./figure-words.ts";
import styles from "./practice.module.css";

export interface YardsticksProps {
  readonly verdicts: Readonly<Record<Yardstick, Verdict>>;
  readonly total: PooledRow;
}

const WORDS: Readonly<Record<Yardstick, { readonly aim: MessageKey; readonly note: MessageKey | null }>> = {
  answered: { aim: "practiceAimAnswered", note: "practiceAimAnsweredNote" },
  seconds: { aim: "practiceAimSeconds", note: null },
  lookedAt: { aim: "practiceAimLookedAt", note: "practiceAimLookedAtNote" },
  rules: { aim: "practiceAimRules", note: "practiceAimRulesNote" },
};
const VERDICT_WORDS: Readonly<Record<Verdict, MessageKey>> = {
  met: "practiceMet",
  notMet: "practiceNotMet",
  tooFew: "practiceTooFew",
  notKnown: "practiceNotKnown",
};
/** Clinical paper, 7.2. */
const LOOKED_AT_SHARE = 0.8;

/** What the pilot is judged by, each with its answer in words and the figure beside it. */
export function Yardsticks({ verdicts, total }: YardsticksProps) {
  const t = useStrings();
  const { share, seconds, percent } = useFigureWords();
  const limits: Readonly<Record<Yardstick, string>> = {
    answered: percent(ANSWERED_SHARE),
    seconds: String(MEDIAN_SECONDS),
    lookedAt: percent(LOOKED_AT_SHARE),
    rules: "",
  };
  const found: Partial<Readonly<Record<Yardstick, string>>> = {
    answered: share(total.answered),
    seconds: seconds(total.medianSeconds),
  };
  return (
    <Card aria-labelledby="practice-yardsticks">
      <h2 id="practice-yardsticks">{t("practiceYardsticks")}</h2>
      <ul class={styles.yardsticks}>
        {YARDSTICKS.map((yardstick) => {
          const { aim, note } = WORDS[yardstick];
          const verdict = verdicts[yardstick];
          const isCounted = verdict === "met" || verdict === "notMet";
          return (
            <li key={yardstick}>
              <p>{t(aim, limits[yardstick])}</p>
              <p class={styles.verdict}>
                <strong>{t(VERDICT_WORDS[verdict])}</strong>
                {isCounted && <span> · {found[yardstick]}</span>}
              </p>
              {note !== null && <p class={form.hint}>{t(note)}</p>}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
