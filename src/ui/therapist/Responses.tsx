import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { FileButton } from "./FileButton.tsx";
import type { Inbox, ReceivedResponse } from "./inbox.ts";
import { LookStatus } from "./LookStatus.tsx";
import page from "./page.module.css";
import { ResponseRow } from "./ResponseRow.tsx";
import styles from "./responses.module.css";
import { SetAsideList } from "./SetAsideList.tsx";
import { StillSealed } from "./StillSealed.tsx";
import type { Look, Opening } from "./therapist-state.ts";
import { READING_WORDS } from "./words.ts";

/** Two screens of responses: as many as anybody reads before the next session. */
const SHOWN_AT_ONCE = 20;

export interface ResponsesProps {
  readonly inbox: Inbox | null;
  readonly opening: Opening | null;
  readonly look: Look;
  readonly clients: readonly ClientRecord[];
  readonly hasMailbox: boolean;
  /** Waits until the therapist has guessed, or chose to look. */
  readonly isCovered: (response: ReceivedResponse) => boolean;
  readonly onShow: (response: ReceivedResponse) => void;
  readonly onClient: (client: string) => void;
  readonly onRefresh: () => void;
  readonly onFiles: (files: readonly File[]) => void;
  /** Opens what is still sealed because it was stopped. */
  readonly onOpenRest: () => void;
  /** How often the browser looks by itself. */
  readonly check: ComponentChildren;
}

export function Responses(props: ResponsesProps) {
  const { inbox, opening, look, clients, hasMailbox, isCovered, onShow, onClient, onRefresh, onFiles } = props;
  const { onOpenRest, check } = props;
  const t = useStrings();
  const labelOf = (id: string): string =>
    clients.find((one) => one.client === id)?.label || t("therapistClientUnknown");
  const empty = inbox !== null && inbox.responses.length === 0 && inbox.unopened === undefined;
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
        <ResponseList inbox={inbox} {...{ labelOf, isCovered, onShow, onClient }} />
      )}
      {inbox !== null && <SetAsideList files={inbox.setAside} labelOf={labelOf} />}
      {hasMailbox && check}
    </div>
  );
}

type ResponseListProps = Pick<ResponsesProps, "isCovered" | "onShow" | "onClient"> & {
  readonly inbox: Inbox;
  readonly labelOf: (client: string) => string;
};

function ResponseList({ inbox, labelOf, isCovered, onShow, onClient }: ResponseListProps) {
  const t = useStrings();
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  return (
    <section class={styles.all} aria-labelledby="newest">
      <h2 id="newest">{t("therapistResponsesNewest")}</h2>
      <ul class={styles.list}>
        {inbox.responses.slice(0, shown).map((response) => (
          <ResponseRow
            key={`${response.client}-${response.id}`}
            response={response}
            label={labelOf(response.client)}
            covered={isCovered(response)}
            onShow={() => onShow(response)}
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
