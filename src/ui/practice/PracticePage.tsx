import { useReducer } from "preact/hooks";
import { HelpLink } from "../controls/HelpLink.tsx";
import { LanguageChoice, type LanguageChoiceProps } from "../controls/LanguageChoice.tsx";
import { useStrings } from "../controls/strings.ts";
import page from "../therapist/page.module.css";
import { useArrival } from "../therapist/use-arrival.ts";
import { BringFiles } from "./BringFiles.tsx";
import { Figures } from "./Figures.tsx";
import styles from "./practice.module.css";
import type { PracticeActions } from "./practice-actions.ts";
import { NOTHING_BROUGHT, nextPracticeState } from "./practice-state.ts";

export interface PracticePageProps {
  readonly actions: PracticeActions;
  readonly language: LanguageChoiceProps;
}

/** Pools what several therapists saved. What is brought lives in this page alone, until it is closed. */
export function PracticePage({ actions, language }: PracticePageProps) {
  const t = useStrings();
  const [state, tell] = useReducer(nextPracticeState, NOTHING_BROUGHT);
  const main = useArrival<HTMLElement>(state.phase === "shown" ? "shown" : null);
  return (
    <div class={`${page.page} ${styles.sheet}`}>
      <header class={`${page.head} ${styles.screenOnly}`}>
        <p class={page.brand}>
          <img src="/icons/32.png" alt="" width="24" height="24" />
          {t("extName")}
        </p>
        <div class={page.beside}>
          <HelpLink role="practice" />
          <LanguageChoice {...language} />
        </div>
      </header>
      <main class={`${page.main} ${styles.sheet}`} ref={main} tabIndex={-1}>
        {state.phase === "bringing" ? (
          <BringFiles state={state} tell={tell} openSealed={actions.openSealed} />
        ) : (
          <Figures {...state} {...actions} onStartOver={() => tell({ kind: "startedOver" })} />
        )}
      </main>
    </div>
  );
}
