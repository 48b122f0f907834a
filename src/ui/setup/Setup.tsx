import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { DEFAULT_INSTRUMENT } from "../../core/alliance/instruments/index.ts";
import type { StorageHealth } from "../../protocol/page-requests.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { HelpLink } from "../controls/HelpLink.tsx";
import { LanguageChoice, type LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { Consent } from "./Consent.tsx";
import { DraftNote } from "./DraftNote.tsx";
import { FirstRun } from "./FirstRun.tsx";
import { MyData } from "./MyData.tsx";
import { Outbox } from "./Outbox.tsx";
import { Ready } from "./Ready.tsx";
import styles from "./setup.module.css";
import { createSetupActions, type SetupDeps } from "./setup-actions.ts";
import { LOADING, nextSetupPhase, type SetupPhase } from "./setup-state.ts";
import { UpdateInvite } from "./UpdateInvite.tsx";

export interface SetupProps {
  readonly deps: SetupDeps;
  /** BCP 47, for dates and lists. */
  readonly lang: string;
  readonly language: LanguageChoiceProps;
  readonly now: () => number;
  /** Calls back whenever what this page shows may have changed, until the signal aborts. */
  readonly onChanged: (handle: () => void, signal: AbortSignal) => void;
  readonly openTherapist: () => void;
  readonly openPractice: () => void;
}

export function Setup({ deps, lang, language, now, onChanged, openTherapist, openPractice }: SetupProps) {
  const t = useStrings();
  const [state, dispatch] = useReducer(nextSetupPhase, LOADING);
  const [actions] = useState(() => createSetupActions(deps, t, dispatch));
  const [outbox] = useState(() => ({ ask: deps.ask, requestHosts: deps.requestHosts, ...deps.outbox }));
  const page = useFocusOnNewPhase(state.phase);

  useEffect(() => {
    const stop = new AbortController();
    const reload = () => void actions.load();
    void actions.start();
    onChanged(reload, stop.signal);
    return () => stop.abort();
  }, [actions, onChanged]);

  /** The background has forgotten the choice; this page speaks as it now does. */
  const chooseBrowserLanguage = () => language.onChoose("").catch(() => {});
  const goBack = () => {
    dispatch({ kind: "wentBack" });
    void actions.load();
  };
  const erased = () => {
    dispatch({ kind: "erased" });
    void chooseBrowserLanguage();
    void actions.load();
  };
  const myData = (
    <MyData
      ask={deps.ask}
      myData={deps.myData}
      saveFile={deps.noticed.saveFile}
      isPaired={state.phase === "ready"}
      onChanged={onChanged}
      onLanguageForgotten={chooseBrowserLanguage}
      onErased={erased}
    />
  );

  return (
    <div class={styles.page} ref={page}>
      <header class={styles.head}>
        <p class={styles.brand}>{t("extName")}</p>
        <LanguageChoice {...language} />
        <DraftNote instrument={instrumentOf(state)} />
      </header>
      <main class={styles.column}>{drawPhase(state)}</main>
      <footer class={styles.footer}>
        <p>{t("setupPrivateWindows")}</p>
        <div class={styles.flush}>
          <HelpLink role="client" />
          <Button look="quiet" small onClick={openTherapist}>
            {t("setupTherapistLink")}
          </Button>
          <Button look="quiet" small onClick={openPractice}>
            {t("setupPracticeLink")}
          </Button>
        </div>
      </footer>
    </div>
  );

  function drawPhase(phase: SetupPhase) {
    switch (phase.phase) {
      case "loading":
        return <p role="status">{t("setupLoading")}</p>;
      case "failed":
        return (
          <>
            <h1 tabIndex={-1}>{t("setupTitle")}</h1>
            <div class={styles.stack} role="alert">
              <Notice look="note">{t(FAILURES[phase.health])}</Notice>
              <Button onClick={() => void actions.load()}>{t("setupTryAgain")}</Button>
            </div>
          </>
        );
      case "inviting":
        return phase.held !== null ? (
          <UpdateInvite state={phase} actions={actions} dispatch={dispatch} onBack={goBack} />
        ) : (
          <>
            <FirstRun state={phase} actions={actions} dispatch={dispatch} />
            <Outbox
              deps={outbox}
              lang={lang}
              now={now}
              sealed={null}
              byHand={false}
              toldElsewhere={null}
              onChanged={onChanged}
            />
            {myData}
          </>
        );
      case "consenting":
        return (
          <Consent
            state={phase}
            lang={lang}
            onChoose={(on) => dispatch({ kind: "openByItselfChosen", on })}
            onAgree={() => void actions.agree(phase)}
            onDecline={() => dispatch({ kind: "wentBack" })}
          />
        );
      case "ready":
        return (
          <Ready
            state={phase}
            actions={actions}
            deps={deps}
            lang={lang}
            now={now}
            ask={deps.ask}
            outbox={outbox}
            onChanged={onChanged}
            onUpdate={() => dispatch({ kind: "updateWanted" })}
            myData={myData}
          />
        );
    }
  }
}

/** Of the invite this page is about, `name|version`. */
function instrumentOf(state: SetupPhase): string {
  switch (state.phase) {
    case "ready":
      return state.setup.invite.instrument;
    case "consenting":
      return state.invite.instrument;
    case "loading":
    case "failed":
    case "inviting":
      return DEFAULT_INSTRUMENT;
  }
}

/** Why this page could not be filled. */
const FAILURES: Readonly<Record<StorageHealth, MessageKey>> = {
  ready: "setupFailed",
  lost: "setupFailed",
  newerVersion: "setupNewerVersion",
  unavailable: "setupUnavailable",
};

/** A new phase replaces the page, and with it the control that had the focus: reading starts again at its title. */
function useFocusOnNewPhase(phase: SetupPhase["phase"]) {
  const page = useRef<HTMLDivElement>(null);
  const filled = useRef(false);
  useEffect(() => {
    if (phase === "loading") return;
    if (filled.current) page.current?.querySelector<HTMLElement>("h1")?.focus();
    filled.current = true;
  }, [phase]);
  return page;
}
