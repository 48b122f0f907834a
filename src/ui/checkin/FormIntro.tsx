import type { CheckInView } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import type { PutOffState } from "./check-in-state.ts";

export interface FormIntroProps {
  readonly view: CheckInView;
  readonly onPutOff: (how: PutOffState["how"]) => void;
  readonly onWhy: () => void;
}

const PUT_OFF = [
  ["later", "checkinLater"],
  ["skip", "checkinSkip"],
  ["notASession", "checkinNotASession"],
] as const;

/** Why this is here, how to be rid of it, who reads the answers. */
export function FormIntro({ view: { therapist, site, endedAt, sealed }, onPutOff, onWhy }: FormIntroProps) {
  const t = useStrings();
  // By hand it was the client who said that there was one.
  const choices = endedAt === null ? PUT_OFF.slice(0, 2) : PUT_OFF;
  return (
    <header>
      <h1 tabIndex={-1}>
        <Sentence of={endedAt === null ? "checkinTitleByHand" : "checkinTitleEnded"} name={therapist} />
      </h1>
      {site !== null && (
        <p>
          <Sentence of="checkinWhy" name={site} />
        </p>
      )}
      <p>{t("checkinHonest")}</p>
      <p>
        <Sentence of="checkinWho" name={therapist} /> {!sealed && t("checkinPlain")}
      </p>
      <div class={styles.putOff} role="group" aria-label={t("checkinPutOffGroup")}>
        <p>{t("checkinAlone")}</p>
        {choices.map(([how, label]) => (
          <Button key={how} small onClick={() => onPutOff(how)}>
            {t(label)}
          </Button>
        ))}
      </div>
      {endedAt !== null && (
        <div class={styles.flush}>
          <Button look="quiet" small onClick={onWhy}>
            {t("checkinWhyOpen")}
          </Button>
        </div>
      )}
    </header>
  );
}
