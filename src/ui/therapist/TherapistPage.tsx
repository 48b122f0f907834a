import { useEffect, useReducer, useState } from "preact/hooks";
import type { LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { useStrings } from "../controls/strings.ts";
import { BackUpKey } from "./BackUpKey.tsx";
import { Desk } from "./Desk.tsx";
import { PageHead } from "./PageHead.tsx";
import page from "./page.module.css";
import { StartKey } from "./StartKey.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import { nextTherapistState, type TherapistEvent, type TherapistState } from "./therapist-state.ts";
import { useArrival } from "./use-arrival.ts";

export interface TherapistPageProps {
  /** Rejects where the browser withholds what this page keeps. */
  readonly open: () => Promise<TherapistActions>;
  readonly language: LanguageChoiceProps;
}

/** The therapist's page: first a key with a proven backup, then the desk. */
export function TherapistPage({ open, language }: TherapistPageProps) {
  const [state, tell] = useReducer(nextTherapistState, { phase: "loading" });
  const [actions, setActions] = useState<TherapistActions | null>(null);
  useEffect(() => {
    const start = async (): Promise<void> => {
      const opened = await open();
      const desk = await opened.load();
      setActions(opened);
      tell({ kind: "loaded", desk });
    };
    // Withheld, or written by a newer version: the page says so and touches nothing.
    start().catch(() => tell({ kind: "loadFailed" }));
  }, [open]);
  const main = useArrival<HTMLElement>(state.phase === "backup" || state.phase === "desk" ? state.phase : null);
  return (
    <div class={page.page}>
      <PageHead state={state} language={language} onSection={(section) => tell({ kind: "sectionChosen", section })} />
      <main class={page.main} ref={main} tabIndex={-1}>
        {actions === null ? <Opening broken={state.phase === "broken"} /> : <Phase {...{ state, tell, actions }} />}
      </main>
    </div>
  );
}

function Opening({ broken }: { readonly broken: boolean }) {
  const t = useStrings();
  if (!broken) {
    return (
      <p class={page.calm} role="status">
        {t("therapistLoading")}
      </p>
    );
  }
  return (
    <div class={page.column} role="alert">
      <h1>{t("therapistBrokenTitle")}</h1>
      <p>{t("therapistBrokenBody")}</p>
    </div>
  );
}

interface PhaseProps {
  readonly state: TherapistState;
  readonly tell: (event: TherapistEvent) => void;
  readonly actions: TherapistActions;
}

function Phase({ state, tell, actions }: PhaseProps) {
  switch (state.phase) {
    case "loading":
    case "broken":
      return <Opening broken={state.phase === "broken"} />;
    case "start":
      return <StartKey {...actions} onKey={(key) => tell({ kind: "keyChanged", key })} />;
    case "backup":
      return <BackUpKey {...actions} onProven={(key) => tell({ kind: "keyChanged", key })} />;
    case "desk":
      return <Desk state={state} tell={tell} actions={actions} />;
  }
}
