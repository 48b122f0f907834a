import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { AskBackground, SetupState } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { MeetingSites } from "../meeting-sites/MeetingSites.tsx";
import { LeaveDialog } from "./LeaveDialog.tsx";
import { isolate } from "./local-words.ts";
import { Noticed, type NoticedProps } from "./Noticed.tsx";
import { OpenByItself } from "./OpenByItself.tsx";
import { Outbox, type OutboxProps } from "./Outbox.tsx";
import type { OutboxDeps } from "./outbox-actions.ts";
import { PairingFacts } from "./PairingFacts.tsx";
import { Pause } from "./Pause.tsx";
import { Rooms } from "./Rooms.tsx";
import { HOLD_REASONS } from "./reasons.ts";
import frame from "./setup.module.css";
import type { SetupActions } from "./setup-actions.ts";
import { isLocked, type Ready as ReadyState } from "./setup-state.ts";
import { TestConnection } from "./TestConnection.tsx";

export interface ReadyProps {
  readonly state: ReadyState;
  readonly actions: SetupActions;
  readonly deps: NoticedProps["deps"];
  readonly lang: string;
  readonly now: () => number;
  readonly onUpdate: () => void;
  readonly ask: AskBackground;
  readonly outbox: OutboxDeps;
  readonly onChanged: OutboxProps["onChanged"];
  readonly myData: ComponentChildren;
}

export function Ready({ state, actions, deps, lang, now, onUpdate, ask, outbox, onChanged, myData }: ReadyProps) {
  const t = useStrings();
  const [leaving, setLeaving] = useState(false);
  const { setup, waiting, justAccepted, managed, notice } = state;
  const locked = isLocked(managed, true);
  const stillHere = waiting.filter(({ state }) => state === "waiting" || state === "sending" || state === "parked");

  return (
    <>
      <header class={frame.intro}>
        <h1 tabIndex={-1}>{justAccepted ? t("setupReadyNowTitle") : t("setupReadyTitle", isolate(setup.therapist))}</h1>
        {justAccepted && <p>{t("setupReadyNow")}</p>}
        <div class={frame.live} role="alert">
          <Trouble setup={setup} actions={actions} />
        </div>
        <div class={frame.live} role="status">
          {notice !== null && <Notice>{t(notice)}</Notice>}
        </div>
      </header>
      {managed?.isUpdate && (
        <Notice look="note">
          <p>{t("setupManagedUpdate")}</p>
          <Button onClick={onUpdate}>{t("setupManagedShow")}</Button>
        </Notice>
      )}
      <Card>
        <PairingFacts setup={setup} lang={lang} />
      </Card>
      <MeetingSites deps={actions.sites} title="setupSitesTitle" intro="setupSitesIntro" page={state} />
      <Card>
        <OpenByItself chosen={setup.openByItself} onChoose={(on) => void actions.setOpenByItself(on)} />
        <Pause until={setup.pausedUntil} lang={lang} onPause={(on) => void actions.setPaused(on)} />
      </Card>
      <Outbox
        deps={outbox}
        lang={lang}
        now={now}
        sealed={setup.sealed}
        byHand={setup.endpointHost === ""}
        toldElsewhere={setup.held === null ? null : setup.endpointHost}
        onChanged={onChanged}
      />
      {setup.endpointHost !== "" && <TestConnection ask={ask} />}
      <Rooms ask={ask} lang={lang} looked={state.setup} />
      <Noticed deps={deps} setup={setup} lang={lang} />
      {myData}
      {managed !== null && <p class={frame.soft}>{t(locked ? "setupManagedNote" : "setupManagedUnusable")}</p>}
      <div class={frame.row}>
        {!locked && <Button onClick={onUpdate}>{t("setupUpdateOpen")}</Button>}
        <Button onClick={() => setLeaving(true)}>{t("setupLeave")}</Button>
      </div>
      {leaving && (
        <LeaveDialog
          therapist={setup.therapist}
          waiting={stillHere.length}
          byHand={setup.endpointHost === ""}
          ask={ask}
          onStay={() => setLeaving(false)}
          onLeave={(deleteWaiting) => {
            setLeaving(false);
            void actions.leave(deleteWaiting);
          }}
        />
      )}
    </>
  );
}

/** What keeps sessions from being seen or answers from leaving, with the one thing to do about it. */
function Trouble({ setup, actions }: { readonly setup: SetupState; readonly actions: SetupActions }) {
  const t = useStrings();
  const { permitted, held } = setup;
  if (permitted && held === null) return null;
  const allow = !permitted || held === "noPermission" || held === "noConsent";
  return (
    <Notice look="note">
      <h2>{t(permitted ? "setupHeldTitle" : "setupPermissionTitle")}</h2>
      <p>{permitted && held !== null ? t(HOLD_REASONS[held]) : t("setupPermission")}</p>
      {allow ? (
        <Button look="primary" onClick={() => void actions.allowAgain(setup)}>
          {t("setupAllowAgain")}
        </Button>
      ) : (
        <Button onClick={() => void actions.retryNow()}>{t("setupRetryNow")}</Button>
      )}
    </Notice>
  );
}
