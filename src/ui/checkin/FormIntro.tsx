import { PROMPT_WITHIN_MS } from "../../core/session/prompt-within.ts";
import type { CheckInView } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import type { WayOut } from "./check-in-state.ts";
import { PutOff } from "./PutOff.tsx";

export interface FormIntroProps {
  readonly view: CheckInView;
  readonly now: () => number;
  readonly lang: string;
  readonly onPutOff: (how: WayOut) => void;
  readonly onWhy: () => void;
}

/** Two hours on, "your session has ended" no longer says which one (and another may have been since). */
export const LATE_MS = 2 * 60 * 60_000;

/** Why this is here, how to be rid of it, who reads the answers. */
export function FormIntro({ view, now, lang, onPutOff, onWhy }: FormIntroProps) {
  const { therapist, site, endedAt, sealed } = view;
  const t = useStrings();
  const late = endedAt !== null && now() - endedAt > LATE_MS;
  return (
    <header>
      <h1 tabIndex={-1}>
        <Sentence of={endedAt === null || late ? "checkinTitleByHand" : "checkinTitleEnded"} name={therapist} />
      </h1>
      {late && <p>{t("checkinLate", dayAndTime(endedAt, lang))}</p>}
      {site !== null && !late && (
        <p>
          <Sentence of="checkinWhy" name={site} />
        </p>
      )}
      <p>{t("checkinHonest")}</p>
      <p>
        <Sentence of={sealed ? "checkinWho" : "checkinWhoPlain"} name={therapist} />
      </p>
      {/* By hand it was the client who said that there was a session, and nothing would keep it for later. */}
      <PutOff ways={waysOut(endedAt, now())} onPutOff={onPutOff}>
        {endedAt !== null && (
          <Button look="quiet" small onClick={onWhy}>
            {t("checkinWhyOpen")}
          </Button>
        )}
      </PutOff>
    </header>
  );
}

function waysOut(endedAt: number | null, now: number): readonly [number, number] {
  if (endedAt === null) return [1, 2];
  // Past its time nothing would keep it for later either.
  return now - endedAt < PROMPT_WITHIN_MS ? [0, 4] : [1, 4];
}

/** With the day of the week: that is how sessions are remembered. */
function dayAndTime(at: number, lang: string): string {
  return new Date(at).toLocaleString(lang, { dateStyle: "full", timeStyle: "short" });
}
