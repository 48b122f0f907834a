import { useEffect } from "preact/hooks";
import { isLow } from "../../core/alliance/score.ts";
import { submissionOf } from "../../core/alliance/submission.ts";
import { isTense } from "../../core/alliance/tension.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import type { CheckInFlow } from "./check-in-flow.ts";
import type { FormState, SavedState } from "./check-in-state.ts";
import { Mark } from "./Mark.tsx";
import { SafetyNotice } from "./SafetyNotice.tsx";
import { timeLeft, timeLeftInWords } from "./time-left.ts";

/** Looks at the outbox once, and this often once the envelope may leave; after a few looks only the background's news count. */
const LOOK_EVERY_MS = 2_000;
const LOOKS = 15;

export interface SavedProps {
  readonly saved: SavedState;
  readonly flow: CheckInFlow;
  readonly now: number;
  readonly lang: string;
  readonly openSetup: () => void;
  readonly close: () => void;
}

export function Saved({ saved, flow, now, lang, openSetup, close }: SavedProps) {
  const { form, before, delivery, takeBack, takeBackUntil } = saved;
  const t = useStrings();
  const left = timeLeft(takeBackUntil - now);
  const looks = left === null ? Math.min(LOOKS, Math.floor((now - takeBackUntil) / LOOK_EVERY_MS)) : -1;
  useEffect(() => void flow.lookForDelivery(), [looks]);

  return (
    <>
      <Mark />
      <h1 tabIndex={-1}>{t(delivery === "sent" ? "checkinSent" : "checkinSaved")}</h1>
      <p>{t(wasHard(form) ? "checkinThanksLow" : "checkinThanks")}</p>
      {before && <p>{t("checkinSavedBefore")}</p>}
      {(takeBack !== "tooLate" || delivery !== "waiting") && (
        <Delivery delivery={delivery} left={left === null ? null : timeLeftInWords(left, lang)} />
      )}
      <div role="status">
        {takeBack === "tooLate" && <Notice>{t("checkinTooLate")}</Notice>}
        {takeBack === "failed" && <Notice>{t("checkinDidNotWork")}</Notice>}
      </div>
      <div class={styles.actions}>
        <Button look="primary" onClick={close}>
          {t("checkinClose")}
        </Button>
        {left !== null && takeBack !== "tooLate" && delivery !== "sent" && (
          <Button onClick={() => void flow.takeBack()}>{t("checkinTakeBack")}</Button>
        )}
        {delivery === "stuck" && <Button onClick={openSetup}>{t("checkinSeeWhy")}</Button>}
      </div>
      <Behind count={form.view.behind} onNext={() => void flow.load()} />
      <SafetyNotice view={form.view} flow={flow} lang={lang} />
    </>
  );
}

const DELIVERY: Readonly<Record<SavedState["delivery"], MessageKey>> = {
  sent: "checkinSentText",
  stuck: "checkinStuck",
  waiting: "checkinSendsOnline",
};

function Delivery({ delivery, left }: { readonly delivery: SavedState["delivery"]; readonly left: string | null }) {
  const t = useStrings();
  return <p>{delivery === "waiting" && left !== null ? t("checkinSendsIn", left) : t(DELIVERY[delivery])}</p>;
}

function Behind({ count, onNext }: { readonly count: number; readonly onNext: () => void }) {
  const t = useStrings();
  if (count === 0) return null;
  return (
    <div class={styles.behind}>
      <p>{t("checkinBehind", String(count))}</p>
      <Button onClick={onNext}>{t("checkinNext")}</Button>
    </div>
  );
}

/** Judged by what was shared: what stays with the client is not talked about, not even to them. */
function wasHard({ instrument, items, draft }: FormState): boolean {
  const { answers } = submissionOf(items, draft);
  return isLow(instrument, answers) || isTense(instrument, answers);
}
