import { useState } from "preact/hooks";
import type { OwnKey } from "../../core/invite/own-key.ts";
import { type ClientChange, earlierInvites, restoring, standingOf } from "../../protocol/client-standing.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { Sentence } from "../controls/Sentence.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientFinder } from "./ClientFinder.tsx";
import { ClientRow } from "./ClientRow.tsx";
import { type ClientLine, chooseLines, EVERYBODY } from "./client-lines.ts";
import styles from "./clients.module.css";
import type { Beside } from "./InviteAddOns.tsx";
import type { InviteCardActions } from "./InviteCard.tsx";
import { moveInRows } from "./row-keys.ts";
import type { TherapistActions } from "./therapist-actions.ts";
import { useArrival } from "./use-arrival.ts";

export interface ClientListProps extends InviteCardActions, Pick<TherapistActions, "changeClient" | "allowLocalhost"> {
  readonly beside: Beside;
  readonly clients: readonly ClientRecord[];
  readonly lines: readonly ClientLine[];
  readonly name: string;
  /** Whose details are shown. */
  readonly open: string | null;
  /** Who was invited just now. */
  readonly made: string | null;
  readonly onOpen: (client: string | null) => void;
  readonly onUpdate: (client: string, own: OwnKey, addOnNames?: readonly string[]) => Promise<boolean>;
  readonly onUpdated: (record: ClientRecord) => void;
  readonly onInviteAgain: (record: ClientRecord) => Promise<void>;
  readonly onClient: (client: string) => void;
}

/** What a pause or an end was before, for a second thought. */
interface Undo {
  readonly before: ClientRecord;
  readonly words: MessageKey;
}

/** From here on a list is looked through rather than read. */
const FINDER_FROM = 6;

export function ClientList(props: ClientListProps) {
  const { clients, lines, open, made, onOpen, onUpdate, onUpdated, onInviteAgain, onClient, changeClient } = props;
  const t = useStrings();
  const [choice, setChoice] = useState(EVERYBODY);
  const [undo, setUndo] = useState<Undo | null>(null);
  const done = useArrival<HTMLParagraphElement>(undo && `${undo.before.client} ${undo.words}`);
  const findable = lines.length >= FINDER_FROM || lines.some(({ record }) => standingOf(record) !== "active");
  const chosen = chooseLines(lines, findable ? choice : EVERYBODY, t("languageCode"));

  const change = async (before: ClientRecord, wanted: ClientChange): Promise<void> => {
    const record = await changeClient(before.client, wanted);
    if (record === null) return;
    onUpdated(record);
    setUndo(standingOf(record) === standingOf(before) ? null : { before, words: UNDO_WORDS[standingOf(record)] });
  };
  const takeBack = async ({ before }: Undo): Promise<void> => {
    const record = await changeClient(before.client, restoring(before));
    if (record !== null) onUpdated(record);
    onOpen(before.client);
    setUndo(null);
  };

  return (
    <>
      {findable && <ClientFinder choice={choice} found={chosen.length} onChoice={setChoice} />}
      {undo !== null && (
        <Notice live>
          <p ref={done} tabIndex={-1}>
            <Sentence of={undo.words} name={undo.before.label || undo.before.client} />
          </p>
          <Button onClick={() => void takeBack(undo)}>{t("therapistUndo")}</Button>
        </Notice>
      )}
      {chosen.length === 0 && lines.length > 0 && <p>{t("therapistFinderNobody")}</p>}
      <ul class={styles.list} onKeyDown={moveInRows}>
        {chosen.map((line) => (
          <ClientRow
            {...props}
            {...line}
            key={line.record.client}
            earlier={earlierInvites(clients, line.record.client)}
            open={open === line.record.client}
            fresh={made === line.record.client}
            onUpdate={(own, addOnNames) => onUpdate(line.record.client, own, addOnNames)}
            onToggle={() => onOpen(open === line.record.client ? null : line.record.client)}
            onResponses={() => onClient(line.record.client)}
            onChange={(wanted) => change(line.record, wanted)}
            onInviteAgain={() => onInviteAgain(line.record)}
          />
        ))}
      </ul>
    </>
  );
}

const UNDO_WORDS = {
  active: "therapistUndoResumed",
  paused: "therapistUndoPaused",
  ended: "therapistUndoEnded",
} as const satisfies Readonly<Record<ReturnType<typeof standingOf>, MessageKey>>;
