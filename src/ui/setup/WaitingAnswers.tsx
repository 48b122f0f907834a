import type { WaitingEnvelope } from "../../protocol/page-requests.ts";
import type { Translate } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { dayAndTime, time } from "./local-words.ts";
import { reasonOfEnvelope } from "./reasons.ts";
import frame from "./setup.module.css";
import type { SetupActions } from "./setup-actions.ts";
import styles from "./waiting-answers.module.css";

export interface WaitingAnswersProps {
  readonly waiting: readonly WaitingEnvelope[];
  readonly sealed: boolean;
  readonly actions: Pick<SetupActions, "retryNow" | "takeBack">;
  readonly lang: string;
  readonly now: () => number;
}

export function WaitingAnswers({ waiting, sealed, actions, lang, now }: WaitingAnswersProps) {
  const t = useStrings();
  const newestFirst = waiting.toSorted((a, b) => b.savedAt - a.savedAt);
  const sendable = waiting.some((envelope) => envelope.state === "waiting" && !isHeldForTakeBack(envelope, now()));
  return (
    <div class={frame.stack}>
      <h2 id="waiting-title">{t("setupWaitingTitle")}</h2>
      <p class={frame.soft}>{t(waiting.length === 0 ? "setupWaitingNone" : intro(sealed))}</p>
      {waiting.length > 0 && (
        <ul class={styles.list}>
          {newestFirst.map((envelope) => (
            <Envelope key={envelope.id} envelope={envelope} actions={actions} lang={lang} now={now()} />
          ))}
        </ul>
      )}
      {sendable && <Button onClick={() => void actions.retryNow()}>{t("setupRetryNow")}</Button>}
    </div>
  );
}

function intro(sealed: boolean) {
  return sealed ? "setupWaitingSealed" : "setupWaitingPlain";
}

interface EnvelopeProps {
  readonly envelope: WaitingEnvelope;
  readonly actions: Pick<SetupActions, "takeBack">;
  readonly lang: string;
  readonly now: number;
}

function Envelope({ envelope, actions, lang, now }: EnvelopeProps) {
  const t = useStrings();
  const saved = dayAndTime(envelope.savedAt, lang);
  return (
    <li class={styles.envelope}>
      <div>
        <p class={styles.saved}>{t("setupWaitingSavedAt", saved)}</p>
        <p>{stateWords(envelope, now, lang, t)}</p>
      </div>
      {isHeldForTakeBack(envelope, now) && (
        <Button aria-label={t("setupTakeBackOf", saved)} onClick={() => void actions.takeBack(envelope.id)}>
          {t("setupTakeBack")}
        </Button>
      )}
    </li>
  );
}

function isHeldForTakeBack({ takeBackUntil }: WaitingEnvelope, now: number): boolean {
  return takeBackUntil !== null && takeBackUntil > now;
}

/** How it stands with one envelope, as sentences. */
export function stateWords(envelope: WaitingEnvelope, now: number, lang: string, t: Translate): string {
  switch (envelope.state) {
    case "waiting":
      return waitingWords(envelope, now, lang, t);
    case "sending":
      return t("setupStateSending");
    case "parked":
      return t(envelope.reason === null ? "reasonParkRefused" : reasonOfEnvelope(envelope.reason));
    case "delivered":
      return t("setupStateDelivered");
    case "taken":
      return t("setupStateTaken");
  }
}

function waitingWords(envelope: WaitingEnvelope, now: number, lang: string, t: Translate): string {
  const { takeBackUntil, nextTryAt, reason } = envelope;
  if (takeBackUntil !== null && takeBackUntil > now) return t("setupStateTakeBack", time(takeBackUntil, lang));
  if (reason === null) return t("setupStateWaiting");
  const next = nextTryAt !== null && nextTryAt > now ? t("setupStateNextTry", dayAndTime(nextTryAt, lang)) : "";
  return `${t(reasonOfEnvelope(reason))} ${next}`.trim();
}
