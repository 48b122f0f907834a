import { useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button, type ButtonProps } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { Confirm } from "./Confirm.tsx";
import { dayAndTime } from "./local-words.ts";
import styles from "./outbox.module.css";
import type { OutboxActions } from "./outbox-actions.ts";
import type { EnvelopeView } from "./outbox-view.ts";
import { stateWords, type WordsFacts } from "./outbox-words.ts";

export interface EnvelopeRowProps {
  readonly envelope: EnvelopeView;
  readonly facts: WordsFacts;
  readonly actions: OutboxActions;
}

type Asking = "delete" | "askNot";

const CONFIRMS = {
  delete: { question: "setupDeleteAsk", yes: "setupDeleteYes", no: "setupDeleteNo" },
  askNot: { question: "setupAskNotAsk", yes: "setupAskNotYes", no: "setupAskNotNo" },
} as const;

/** One envelope: when it was saved, how it stands, and what can be done about it. */
export function EnvelopeRow({ envelope, facts, actions }: EnvelopeRowProps) {
  const t = useStrings();
  const [asking, setAsking] = useState<Asking | null>(null);
  const { id, savedAt } = envelope;
  const saved = dayAndTime(savedAt, facts.lang);
  return (
    <li class={styles.envelope} aria-label={t("setupWaitingSavedAt", saved)}>
      <p class={styles.saved}>{t("setupWaitingSavedAt", saved)}</p>
      <p>{stateWords(envelope, facts, t)}</p>
      {asking === null ? (
        <Actions envelope={envelope} saved={saved} actions={actions} onAsk={setAsking} />
      ) : (
        <Confirm
          {...CONFIRMS[asking]}
          onYes={() => {
            setAsking(null);
            void actions.withdraw(id);
          }}
          onNo={() => setAsking(null)}
        />
      )}
    </li>
  );
}

interface ActionsProps {
  readonly envelope: EnvelopeView;
  readonly saved: string;
  readonly actions: OutboxActions;
  readonly onAsk: (asking: Asking) => void;
}

function Actions({ envelope, saved, actions, onAsk }: ActionsProps) {
  const t = useStrings();
  const { id, state, withdrawal, byHand } = envelope;
  const parked = state === "parked";
  const action = (label: MessageKey, onClick: () => void, look: NonNullable<ButtonProps["look"]> = "secondary") => (
    <Button small look={look} aria-label={t("setupOf", t(label), saved)} onClick={onClick}>
      {t(label)}
    </Button>
  );
  return (
    <div class={styles.actions}>
      {parked && action("setupTryAgain", () => void actions.release(id))}
      {canBeSaved(envelope) &&
        action(
          "setupSaveFile",
          () => void actions.saveFile(id),
          byHand && state === "waiting" ? "primary" : "secondary",
        )}
      {canBeSaved(envelope) && action("setupCopySealed", () => void actions.copy(id))}
      {parked && action("setupDelete", () => onAsk("delete"))}
      {!parked && withdrawal === "takeBack" && action("setupTakeBack", () => void actions.takeBack(id))}
      {!parked && withdrawal === "ask" && action("setupAskNot", () => onAsk("askNot"))}
    </div>
  );
}

/** Where that is the way, and where sending does not do; what goes its way needs no second one. */
function canBeSaved({ isSealed, byHand, state, reason, held }: EnvelopeView): boolean {
  if (!isSealed) return false;
  if (byHand || state === "parked") return reason !== "unreadable";
  return state === "waiting" && (reason !== null || held !== null);
}
