import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { VisuallyHidden } from "../controls/VisuallyHidden.tsx";
import { ClientDetails, type ClientDetailsProps } from "./ClientDetails.tsx";
import type { ClientLine } from "./client-lines.ts";
import styles from "./clients.module.css";
import { type Formats, useFormats } from "./formats.ts";
import { InviteCard, type InviteCardActions } from "./InviteCard.tsx";
import { MakeUpdate } from "./MakeUpdate.tsx";
import { ROW_BUTTON } from "./row-keys.ts";
import type { UpdateStanding } from "./update-standing.ts";

export interface ClientRowProps extends ClientLine, InviteCardActions, ClientDetailsProps {
  /** The therapist's, for letters. */
  readonly name: string;
  readonly open: boolean;
  /** Invited just now. */
  readonly fresh: boolean;
  readonly onToggle: () => void;
  readonly onResponses: () => void;
}

/** One client: where things stand, and the way to the invite, to the responses, and to all that is seldom done. */
export function ClientRow(props: ClientRowProps) {
  const { record, latestAt, update, movesTo, onUpdate, open, onToggle, onResponses, now } = props;
  const t = useStrings();
  const formats = useFormats();
  const { key, at } = standing(record, latestAt, now());
  const ended = record.endedAt !== undefined;
  const pending = !ended && (isPending(props) || (props.fresh && record.invite !== null));

  return (
    <li class={styles.client}>
      <div class={styles.row}>
        <div>
          <h2 class={styles.name}>
            <bdi>{record.label || record.client}</bdi>
          </h2>
          <p class={styles.state}>{t(key, at === null ? "" : wordsFor(key, at, formats))}</p>
          {update !== "current" && !ended && <p class={styles.behind}>{t(updateWords(update, movesTo !== null))}</p>}
        </div>
        {latestAt !== null && <Button onClick={onResponses}>{t("therapistClientResponses")}</Button>}
        {update === "needed" && !ended && <MakeUpdate movesTo={movesTo} rules={props} onUpdate={onUpdate} />}
        <Button {...{ [ROW_BUTTON]: "" }} aria-expanded={open} onClick={onToggle}>
          {t(toggleLabel(pending, update === "sent", open))}
          <VisuallyHidden> {record.label || record.client}</VisuallyHidden>
        </Button>
      </div>
      {open && pending && <InviteCard {...props} therapist={props.name} />}
      {open && <ClientDetails {...props} />}
    </li>
  );
}

function isPending({ record, update, now }: ClientRowProps): boolean {
  const unanswered = isUnanswered(record);
  return update === "sent" || (update === "current" && unanswered && now() <= record.expiresAt);
}

/** Nothing of this invite has come; something of an earlier one may have. */
function isUnanswered({ pinnedKey, invite }: ClientRecord): boolean {
  return pinnedKey === null && invite !== null;
}

function toggleLabel(pending: boolean, isUpdate: boolean, open: boolean): MessageKey {
  if (!pending) return open ? "therapistClientLess" : "therapistClientMore";
  if (isUpdate) return open ? "therapistClientHideUpdate" : "therapistClientShowUpdate";
  return open ? "therapistClientHideInvite" : "therapistClientShowInvite";
}

const UPDATE_WORDS: Readonly<Record<Exclude<UpdateStanding, "current">, MessageKey>> = {
  needed: "therapistClientUpdateNeeded",
  sent: "therapistClientUpdateSent",
  elsewhere: "therapistClientUpdateElsewhere",
};

function updateWords(update: keyof typeof UPDATE_WORDS, moves: boolean): MessageKey {
  return moves && update === "needed" ? "therapistClientUpdateMoved" : UPDATE_WORDS[update];
}

interface Standing {
  readonly key: MessageKey;
  readonly at: number | null;
}

function standing(record: ClientRecord, latest: number | null, now: number): Standing {
  const { endedAt, pausedAt } = record;
  if (endedAt !== undefined) return { key: "therapistClientEnded", at: endedAt };
  if (pausedAt !== undefined) return { key: "therapistClientPaused", at: pausedAt };
  if (record.follows !== undefined && isUnanswered(record) && now <= record.expiresAt) {
    return { key: "therapistClientInvitedAgain", at: record.invitedAt };
  }
  if (latest !== null) return { key: "therapistClientActive", at: latest };
  if (record.pinnedKey !== null) return { key: "therapistClientActiveNone", at: null };
  if (record.invite === null) return { key: "therapistClientTaken", at: null };
  return now > record.expiresAt
    ? { key: "therapistClientInviteOver", at: record.expiresAt }
    : { key: "therapistClientInvited", at: record.invitedAt };
}

function wordsFor(key: MessageKey, at: number, { date, instant }: Formats): string {
  return key === "therapistClientActive" ? instant(at) : date(at);
}
