import type { UseView } from "../../protocol/page-requests.ts";
import type { Translate } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import { Plain } from "./Plain.tsx";

export interface IdleProps {
  readonly waiting: number;
  readonly stuck: number;
  readonly use: UseView | null;
  /** BCP 47, for times. */
  readonly lang: string;
  readonly onStart: () => void;
  readonly onUse: (use: UseView, wasSession: boolean) => void;
  readonly openSetup: () => void;
}

/** Nothing to answer: how what was answered is doing, and a way to answer all the same. */
export function Idle({ waiting, stuck, use, lang, onStart, onUse, openSetup }: IdleProps) {
  const t = useStrings();
  return (
    <>
      {use === null ? (
        <Plain title="checkinIdle" button="checkinJustHad" onPress={onStart} />
      ) : (
        <Plain
          title="checkinUseTitle"
          words={wordsOf(use, lang, t)}
          button="checkinUseYes"
          onPress={() => onUse(use, true)}
        >
          <Button onClick={() => onUse(use, false)}>{t("checkinUseNo")}</Button>
        </Plain>
      )}
      <div class={styles.aside} role="status">
        {waiting + stuck === 0 && (
          <p>
            <span aria-hidden="true">✓ </span>
            {t("checkinAllSent")}
          </p>
        )}
        {waiting > 0 && <p>{t("checkinWaiting", String(waiting))}</p>}
        {stuck > 0 && <p>{t("checkinStuckCount", String(stuck))}</p>}
      </div>
      <div class={styles.flush}>
        <Button look="quiet" small onClick={openSetup}>
          {t("checkinSettings")}
        </Button>
      </div>
    </>
  );
}

function wordsOf({ from, until, site }: UseView, lang: string, t: Translate): string {
  const span = [from, until].map((at) => new Date(at).toLocaleTimeString(lang, { timeStyle: "short" }));
  // Isolated: a name keeps its own direction inside the sentence.
  return site === null ? t("checkinUseAnywhere", ...span) : t("checkinUse", `\u2068${site}\u2069`, ...span);
}
