import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import type { NoticedEntry } from "../../core/session/noticed.ts";
import type { AskBackground, NoticedView, SetupState } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./noticed.module.css";
import { createNoticedActions, type NoticedActions, type NoticedDeps } from "./noticed-actions.ts";
import { NOTHING_READ, type NoticedEvent, type NoticedState, nextNoticedState } from "./noticed-state.ts";
import { explain, hasOpened, OBSTACLES, titleOf } from "./noticed-words.ts";
import { ReportForm } from "./ReportForm.tsx";
import frame from "./setup.module.css";

export interface NoticedProps {
  readonly deps: { readonly ask: AskBackground; readonly noticed: NoticedDeps };
  /** Read again whenever the page has read this again. */
  readonly setup: SetupState;
  readonly lang: string;
}

/** What was seen of the last calls, and why a check-in came or did not come. */
export function Noticed({ deps, setup, lang }: NoticedProps) {
  const t = useStrings();
  const [state, dispatch] = useReducer(nextNoticedState, NOTHING_READ);
  const [actions] = useState(() => createNoticedActions(deps.ask, deps.noticed, dispatch));
  useEffect(() => void actions.load(), [actions, setup]);
  const title = useSought(deps.noticed.sought, state.view !== null);
  const { view, notice } = state;

  return (
    <Card aria-labelledby="noticed-title">
      <div class={frame.stack}>
        <h2 id="noticed-title" tabIndex={-1} ref={title}>
          {t("setupNoticedTitle")}
        </h2>
        <p class={frame.soft}>{t(view?.entries.length === 0 ? "setupNoticedNone" : "setupNoticedIntro")}</p>
        {view !== null && view.entries.length > 0 && (
          <ul class={styles.list}>
            {view.entries.map((entry, index) => (
              <Entry
                key={`${entry.story} ${entry.id}`}
                {...{ entry, state, actions, dispatch, lang }}
                open={deps.noticed.sought && index === 0}
              />
            ))}
          </ul>
        )}
        {view !== null && <WhyNothing view={view} permitted={setup.permitted} />}
        <div role="status">{notice !== null && <Notice>{t(notice)}</Notice>}</div>
        {view !== null && view.entries.length > 0 && (
          <Button onClick={() => void actions.clear()}>{t("setupNoticedDelete")}</Button>
        )}
      </div>
    </Card>
  );
}

interface EntryProps {
  readonly entry: NoticedEntry;
  readonly state: NoticedState;
  readonly actions: NoticedActions;
  readonly dispatch: (event: NoticedEvent) => void;
  readonly lang: string;
  readonly open: boolean;
}

function Entry({ entry, state: { report }, actions, dispatch, lang, open }: EntryProps) {
  const t = useStrings();
  const [wasOpen] = useState(open);
  const subject = { story: entry.story, about: entry.id };
  const title = titleOf(entry, lang, t);
  const isReported = report !== null && report.story === entry.story && report.about === entry.id;
  return (
    <li class={styles.entry}>
      <p class={styles.title}>{title}</p>
      <details open={wasOpen}>
        <summary class={styles.summary}>{t(hasOpened(entry) ? "setupNoticedWhyThis" : "setupNoticedWhyNot")}</summary>
        <div class={frame.stack}>
          <p>{joinSentences(explain(entry, lang, t))}</p>
          {!entry.canExport && <p class={frame.soft}>{t("setupNoticedNotWhole")}</p>}
          {entry.canExport && !isReported && (
            <Button
              small
              aria-label={t("setupNoticedReportOf", title)}
              onClick={() => dispatch({ kind: "reportWanted", subject })}
            >
              {t("setupNoticedReport")}
            </Button>
          )}
          {isReported && (
            <ReportForm
              report={report}
              opened={hasOpened(entry)}
              onChoose={(wrong) => void actions.choose(subject, wrong)}
              onSave={actions.save}
              onLeave={() => dispatch({ kind: "reportLeft" })}
            />
          )}
        </div>
      </details>
    </li>
  );
}

/** What is in the way now, and what can never be seen. */
function WhyNothing({ view, permitted }: { readonly view: NoticedView; readonly permitted: boolean }) {
  const t = useStrings();
  const isBlocked = !permitted || view.obstacles.includes("revoked");
  const others = view.obstacles.filter((one) => one !== "revoked");
  const isBlank = !isBlocked && others.length === 0 && view.entries.length === 0;
  return (
    <details>
      <summary class={styles.summary}>{t("setupNoticedWhyNothing")}</summary>
      <ul class={styles.reasons}>
        {isBlocked && <li>{t("setupNoticedNowRevoked")}</li>}
        {others.map((obstacle) => (
          <li key={obstacle}>{t(OBSTACLES[obstacle])}</li>
        ))}
        {isBlank && <li>{t("setupNoticedBlank")}</li>}
        <li>{t("setupNoticedElsewhere")}</li>
      </ul>
    </details>
  );
}

/** Opened from a check-in: the page begins here, once there is something to read. */
function useSought(sought: boolean, filled: boolean) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (sought && filled) title.current?.focus();
  }, [sought, filled]);
  return title;
}
