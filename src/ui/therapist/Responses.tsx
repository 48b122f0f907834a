import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientView } from "./ClientView.tsx";
import { FileButton } from "./FileButton.tsx";
import type { Inbox } from "./inbox.ts";
import { LookStatus } from "./LookStatus.tsx";
import page from "./page.module.css";
import { ResponseRow } from "./ResponseRow.tsx";
import styles from "./responses.module.css";
import { SetAsideList } from "./SetAsideList.tsx";
import { StillSealed } from "./StillSealed.tsx";
import type { Look, Opening } from "./therapist-state.ts";
import { useArrival } from "./use-arrival.ts";
import { READING_WORDS } from "./words.ts";

/** Two screens of responses: as many as anybody reads before the next session. */
const SHOWN_AT_ONCE = 20;

export interface ResponsesProps {
  readonly inbox: Inbox | null;
  readonly opening: Opening | null;
  readonly look: Look;
  readonly clients: readonly ClientRecord[];
  readonly hasMailbox: boolean;
  /** The client in view; null shows the newest response's. */
  readonly client: string | null;
  readonly now: () => number;
  readonly onClient: (client: string | null) => void;
  readonly onRefresh: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  /** Opens what is still sealed because it was stopped. */
  readonly onOpenRest: () => void;
  /** How often the browser looks by itself. */
  readonly check: ComponentChildren;
}

export function Responses(props: ResponsesProps) {
  const { inbox, opening, look, clients, hasMailbox, client, now, onClient, onRefresh, onFiles } = props;
  const { onOpenRest, check } = props;
  const t = useStrings();
  const labelOf = (id: string): string =>
    clients.find((one) => one.client === id)?.label || t("therapistClientUnknown");
  const inView = client ?? inbox?.responses[0]?.client ?? null;
  const empty = inbox !== null && inbox.responses.length === 0 && inbox.unopened === undefined;

  const [wentBack, setWentBack] = useState(0);
  const goBack = (): void => {
    onClient(null);
    setWentBack(wentBack + 1);
  };
  return (
    <div class={styles.page}>
      <header class={page.bar}>
        <h1>{t("therapistResponsesTitle")}</h1>
        <div class={styles.tools}>
          <LookStatus look={look} opening={opening} hasMailbox={hasMailbox} />
          {hasMailbox && (
            <Button busy={look.kind === "looking"} onClick={onRefresh}>
              {t("therapistResponsesRefresh")}
            </Button>
          )}
          <FileButton multiple onFiles={onFiles}>
            {t("therapistResponsesImport")}
          </FileButton>
          <FileButton folder onFiles={onFiles}>
            {t("therapistInboxFolder")}
          </FileButton>
        </div>
      </header>
      {look.kind === "failed" && <Notice look="note">{t(READING_WORDS[look.reason])}</Notice>}
      {inbox !== null && opening === null && <StillSealed count={inbox.unopened ?? 0} onOpenRest={onOpenRest} />}
      {inbox?.responses.some(({ signed }) => signed === false) && <Notice>{t("therapistInboxPlain")}</Notice>}
      {inbox === null && <p class={page.calm}>{t("therapistLoading")}</p>}
      {empty && (
        <p class={page.calm}>{t(clients.length === 0 ? "therapistResponsesEmptyInvite" : "therapistResponsesEmpty")}</p>
      )}
      {inbox !== null && inbox.responses.length > 0 && (
        <div class={client === null ? styles.split : `${styles.split} ${styles.chosen}`}>
          <ResponseList inbox={inbox} {...{ inView, wentBack, labelOf, onClient }} />
          {inView !== null && (
            <div class={styles.beside}>
              <div class={styles.back}>
                <Button look="quiet" onClick={goBack}>
                  {t("therapistResponsesAll")}
                </Button>
              </div>
              <ClientView inbox={inbox} client={inView} label={labelOf(inView)} now={now()} chosen={client !== null} />
            </div>
          )}
        </div>
      )}
      {inbox !== null && <SetAsideList files={inbox.setAside} labelOf={labelOf} />}
      {hasMailbox && check}
    </div>
  );
}

interface ResponseListProps {
  readonly inbox: Inbox;
  readonly inView: string | null;
  /** How often a person came back from a client to this list. */
  readonly wentBack: number;
  readonly labelOf: (client: string) => string;
  readonly onClient: (client: string) => void;
}

function ResponseList({ inbox, inView, wentBack, labelOf, onClient }: ResponseListProps) {
  const t = useStrings();
  const heading = useArrival<HTMLHeadingElement>(wentBack === 0 ? null : String(wentBack));
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  return (
    <section class={styles.all} aria-labelledby="newest">
      <h2 id="newest" ref={heading} tabIndex={-1}>
        {t("therapistResponsesNewest")}
      </h2>
      <ul class={styles.list}>
        {inbox.responses.slice(0, shown).map((response) => (
          <ResponseRow
            key={`${response.client}-${response.id}`}
            response={response}
            label={labelOf(response.client)}
            current={response.client === inView}
            onClient={() => onClient(response.client)}
          />
        ))}
      </ul>
      {inbox.responses.length > shown && (
        <Button onClick={() => setShown(shown + SHOWN_AT_ONCE)}>{t("therapistResponsesMore")}</Button>
      )}
    </section>
  );
}
