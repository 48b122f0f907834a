import { useEffect, useReducer, useRef, useState } from "preact/hooks";
import { DATA_KINDS, type DataKind, type MyDataView } from "../../protocol/my-data.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { Confirm } from "./Confirm.tsx";
import { EraseDialog } from "./EraseDialog.tsx";
import { isolate } from "./local-words.ts";
import styles from "./my-data.module.css";
import { createMyDataActions, type MyDataDeps } from "./my-data-actions.ts";
import { deletable, isEmpty, NOTHING_LISTED, nextMyDataState } from "./my-data-state.ts";
import { KIND_WORDS } from "./my-data-words.ts";
import frame from "./setup.module.css";

export interface MyDataProps extends MyDataDeps {
  /** Only then the other cards are on the page. */
  readonly isPaired: boolean;
  /** Calls back whenever what this shows may have changed, until the signal aborts. */
  readonly onChanged: (handle: () => void, signal: AbortSignal) => void;
}

/** Everything this computer holds about the client: how much of it, where to see it, a copy of it, and its end. */
export function MyData({ isPaired, onChanged, ...deps }: MyDataProps) {
  const t = useStrings();
  const [state, dispatch] = useReducer(nextMyDataState, NOTHING_LISTED);
  const [actions] = useState(() => createMyDataActions(deps, dispatch));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const stop = new AbortController();
    void actions.load();
    onChanged(() => void actions.load(), stop.signal);
    return () => stop.abort();
  }, [actions, onChanged]);
  const { view, asking, said } = state;
  if (view === null || (!isPaired && isEmpty(view))) return null;
  /** The button that was pressed may go with what it deleted. */
  const removing = (kind: DataKind) => void actions.remove(kind).then(() => heading.current?.focus());

  return (
    <Card aria-labelledby="my-data-title">
      <div class={frame.stack}>
        <h2 id="my-data-title" class={styles.title} ref={heading} tabIndex={-1}>
          {t("setupDataTitle")}
        </h2>
        <p class={frame.soft}>{t("setupDataIntro")}</p>
        <div role="status">{said !== null && <Notice>{t(said)}</Notice>}</div>
        <ul class={styles.list}>
          <li class={styles.kind}>
            <p>{view.therapist === null ? t("setupDataNoInvite") : t("setupDataInvite", isolate(view.therapist))}</p>
          </li>
          {DATA_KINDS.map((kind) => (
            <Kind
              key={kind}
              kind={kind}
              view={view}
              isLinked={isPaired}
              isAsked={asking === kind}
              onAsk={() => dispatch({ kind: "deletionWanted", of: kind })}
              onYes={() => removing(kind)}
              onNo={() => dispatch({ kind: "deletionDropped" })}
            />
          ))}
          <li class={styles.kind}>
            <div>
              <p>{t("setupDataCalls", `${view.calls}`)}</p>
              <p class={frame.soft}>{t("setupDataCallsHelp")}</p>
            </div>
          </li>
        </ul>
        <div class={frame.row}>
          <Button onClick={() => void actions.save()}>{t("setupDataSave")}</Button>
          <Button onClick={() => dispatch({ kind: "deletionWanted", of: "everything" })}>{t("setupDataErase")}</Button>
        </div>
        <p class={frame.soft}>{t("setupDataSaveHelp")}</p>
      </div>
      {asking === "everything" && (
        <EraseDialog
          view={view}
          onKeep={() => dispatch({ kind: "deletionDropped" })}
          onErase={() => void actions.eraseAll()}
        />
      )}
    </Card>
  );
}

interface KindProps {
  readonly kind: DataKind;
  readonly view: MyDataView;
  readonly isLinked: boolean;
  readonly isAsked: boolean;
  readonly onAsk: () => void;
  readonly onYes: () => void;
  readonly onNo: () => void;
}

function Kind({ kind, view, isLinked, isAsked, onAsk, onYes, onNo }: KindProps) {
  const t = useStrings();
  const { name, help, question, shownAt } = KIND_WORDS[kind];
  const words = t(name, `${view.counts[kind]}`);
  /** Begins with what can be read on the control: it is called by that. */
  const said = (key: MessageKey): string => `${t(key)}. ${words}`;
  return (
    <li class={styles.kind}>
      <div>
        <p>{words}</p>
        {help !== null && <p class={frame.soft}>{t(help)}</p>}
      </div>
      {isLinked && shownAt !== null && (
        <a class={styles.link} href={`#${shownAt}`} aria-label={said("setupDataShow")}>
          {t("setupDataShow")}
        </a>
      )}
      {deletable(view, kind) > 0 &&
        (isAsked ? (
          <Confirm question={question} yes="setupDataDelete" no="setupDataKeep" onYes={onYes} onNo={onNo} />
        ) : (
          <Button small aria-label={said("setupDataDelete")} onClick={onAsk}>
            {t("setupDataDelete")}
          </Button>
        ))}
    </li>
  );
}
