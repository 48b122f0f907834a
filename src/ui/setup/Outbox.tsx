import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import { EnvelopeList } from "./EnvelopeList.tsx";
import { HeldPlaces } from "./HeldPlaces.tsx";
import styles from "./outbox.module.css";
import { createOutboxActions, type OutboxActions, type OutboxDeps } from "./outbox-actions.ts";
import {
  alreadyLeft,
  LOADING_OUTBOX,
  nextOutboxState,
  type OutboxState,
  placesInTrouble,
  stillHere,
} from "./outbox-state.ts";
import { canStillThink } from "./outbox-words.ts";
import { SendAgain } from "./SendAgain.tsx";
import { SendingSwitch } from "./SendingSwitch.tsx";
import frame from "./setup.module.css";
import { useMinutes, useOnline } from "./use-now.ts";

export interface OutboxProps {
  readonly deps: OutboxDeps;
  readonly lang: string;
  readonly now: () => number;
  /** Null while there is no therapist: what is still here may be of either kind. */
  readonly sealed: boolean | null;
  /** Nothing leaves by itself for this therapist. */
  readonly byHand: boolean;
  /** The host whose trouble stands at the top of the page already. */
  readonly toldElsewhere: string | null;
  /** Calls back whenever what this shows may have changed, until the signal aborts. */
  readonly onChanged: (handle: () => void, signal: AbortSignal) => void;
}

/** Everything that waits, why, since when and what can be done; and what has left, while its sealed copy is kept. */
export function Outbox({ deps, now: clock, onChanged, ...props }: OutboxProps) {
  const t = useStrings();
  const [state, dispatch] = useReducer(nextOutboxState, LOADING_OUTBOX);
  const [actions] = useState(() => createOutboxActions(deps, dispatch));
  const heading = useRef<HTMLHeadingElement>(null);
  const now = useMinutes(clock);
  useEffect(() => {
    const stop = new AbortController();
    void actions.load();
    onChanged(() => void actions.load(), stop.signal);
    return () => stop.abort();
  }, [actions, onChanged]);
  useKeptFocus(heading, state);
  const { outbox } = state;
  // Nobody has said yes to anything yet, and nothing was left behind.
  if (props.sealed === null && (outbox === null || outbox.entries.length === 0)) return null;

  return (
    <Card aria-labelledby="waiting-title">
      <div class={styles.outbox}>
        <div>
          <h2 id="waiting-title" class={styles.title} ref={heading} tabIndex={-1}>
            {t("setupWaitingTitle")}
          </h2>
          <div class={styles.live} role="status">
            {state.said.length > 0 && (
              <Notice>
                {joinSentences(state.said.map(({ key, value }) => t(key, ...(value === undefined ? [] : [value]))))}
              </Notice>
            )}
            {state.failed && <Notice look="note">{t("setupOutboxFailed")}</Notice>}
          </div>
        </div>
        {outbox === null ? (
          <p class={frame.soft}>{!state.failed && t("setupLoading")}</p>
        ) : (
          <Filled outbox={outbox} actions={actions} now={now} {...props} />
        )}
      </div>
    </Card>
  );
}

/** The button that was pressed may go with its line: reading goes on at the title. */
function useKeptFocus(heading: { readonly current: HTMLElement | null }, { said, outbox }: OutboxState): void {
  useEffect(() => {
    if (said.length > 0 && document.activeElement === document.body) heading.current?.focus();
  }, [said, outbox, heading]);
}

interface FilledProps extends Pick<OutboxProps, "lang" | "sealed" | "byHand" | "toldElsewhere"> {
  readonly outbox: NonNullable<OutboxState["outbox"]>;
  readonly actions: OutboxActions;
  readonly now: number;
}

function Filled({ outbox, actions, now, lang, sealed, byHand, toldElsewhere }: FilledProps) {
  const t = useStrings();
  const online = useOnline();
  const { entries, sending } = outbox;
  const [waiting, left] = [stillHere(entries), alreadyLeft(entries)];
  const sent = left.filter(({ byHand }) => !byHand);
  const isSendable =
    sending && waiting.some((one) => one.state === "waiting" && !one.byHand && !canStillThink(one, now));
  // Where nothing leaves by itself there is nothing to switch, unless something still waits for an earlier place.
  const hasSwitch = !byHand || !sending || waiting.some((one) => !one.byHand);
  const facts = { sending, now, lang };
  const places = placesInTrouble(waiting, toldElsewhere);
  return (
    <>
      <div>
        <p class={frame.soft}>{t(waiting.length === 0 ? "setupWaitingNone" : intro(sealed))}</p>
        <HeldPlaces
          places={places}
          lang={lang}
          sending={sending}
          onRetry={() => void actions.retryNow()}
          onAllow={(host) => void actions.allow(host)}
        />
      </div>
      {!online && waiting.length > 0 && <Notice>{t("setupOfflineNow")}</Notice>}
      <EnvelopeList envelopes={waiting} facts={facts} actions={actions} />
      {isSendable && places.length === 0 && (
        <Button onClick={() => void actions.retryNow()}>{t("setupRetryNow")}</Button>
      )}
      {hasSwitch && <SendingSwitch on={sending} onChange={(on) => void actions.setSending(on)} />}
      {left.length > 0 && (
        <details class={styles.more}>
          <summary>{t("setupSentCount", `${left.length}`)}</summary>
          <EnvelopeList envelopes={left} facts={facts} actions={actions} />
        </details>
      )}
      {sent.length > 0 && (
        <details class={styles.more}>
          <summary>{t("setupAgain")}</summary>
          <SendAgain now={now} onSend={(since) => void actions.sendAgain(since)} />
        </details>
      )}
    </>
  );
}

function intro(sealed: boolean | null) {
  return sealed === false ? "setupWaitingPlain" : "setupWaitingSealed";
}
