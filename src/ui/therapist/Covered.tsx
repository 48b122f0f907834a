import { useState } from "preact/hooks";
import type { Answers } from "../../core/alliance/answers.ts";
import { guessedItems } from "../../core/alliance/guess.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./covered.module.css";
import { useFormats } from "./formats.ts";
import { GuessForm } from "./GuessForm.tsx";
import type { ReceivedResponse } from "./inbox.ts";

export interface CoveredProps {
  readonly response: ReceivedResponse;
  readonly label: string;
  readonly onShow: () => void;
  readonly onGuess: (answers: Answers) => void;
}

/** New answers that wait until the therapist has guessed, or chose to look. */
export function Covered({ response, label, onShow, onGuess }: CoveredProps) {
  const t = useStrings();
  const { date } = useFormats();
  const [guessing, setGuessing] = useState(false);
  const { instrument, at } = response;
  if (instrument === null) return null;
  return (
    <div class={styles.covered}>
      <p class={styles.title}>{t("therapistCoveredTitle", date(at))}</p>
      {guessing ? (
        <GuessForm
          name={response.id}
          instrument={instrument}
          items={guessedItems(instrument)}
          lock="therapistGuessLock"
          leave="therapistGuessShow"
          onGuess={onGuess}
          onLeave={onShow}
        />
      ) : (
        <>
          <p class={styles.soft}>{t("therapistCoveredBody")}</p>
          <div class={styles.tools}>
            <Button small aria-label={`${t("therapistGuessFirst")}: ${label}`} onClick={() => setGuessing(true)}>
              {t("therapistGuessFirst")}
            </Button>
            <Button look="quiet" small aria-label={`${t("therapistGuessShow")}: ${label}`} onClick={onShow}>
              {t("therapistGuessShow")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
