import type { OwnKey } from "../../core/invite/own-key.ts";
import type { Place } from "../../protocol/place.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./clients.module.css";
import { type Formats, useFormats } from "./formats.ts";
import { InviteCard } from "./InviteCard.tsx";
import { type Inbox, responsesOf } from "./inbox.ts";
import { MakeUpdate } from "./MakeUpdate.tsx";
import type { TherapistActions } from "./therapist-actions.ts";
import type { UpdateStanding } from "./update-standing.ts";

type Needed = "inviteLink" | "copyText" | "saveInvite" | "now" | "allowLocalhost";
export interface ClientRowProps extends Pick<TherapistActions, Needed> {
  readonly record: ClientRecord;
  readonly inbox: Inbox | null;
  readonly update: UpdateStanding;
  /** The place the client has not been told of yet; null where it is the one they know. */
  readonly movesTo: Place | null;
  /** False where the update could not be made. */
  readonly onUpdate: (own: OwnKey) => Promise<boolean>;
  readonly open: boolean;
  /** Invited just now. */
  readonly fresh: boolean;
  readonly onToggle: () => void;
  readonly onResponses: () => void;
}

/** One client: where things stand, and the way to the invite or to the responses. */
export function ClientRow(props: ClientRowProps) {
  const { record, inbox, update, movesTo, onUpdate, open, fresh, onToggle, onResponses, now, ...actions } = props;
  const t = useStrings();
  const formats = useFormats();
  const latest = inbox === null ? null : (responsesOf(inbox, record.client)[0]?.at ?? null);
  const { key, at } = standing(record, latest, now());
  const unanswered = record.pinnedKey === null && latest === null && record.invite !== null;
  const pending = update === "sent" || (update === "current" && unanswered && now() <= record.expiresAt);

  return (
    <li class={styles.client}>
      <div class={styles.row}>
        <div>
          <h2 class={styles.name}>
            <bdi>{record.label || record.client}</bdi>
          </h2>
          <p class={styles.state}>{t(key, at === null ? "" : wordsFor(key, at, formats))}</p>
          {update !== "current" && <p class={styles.behind}>{t(updateWords(update, movesTo !== null))}</p>}
        </div>
        {latest !== null && <Button onClick={onResponses}>{t("therapistClientResponses")}</Button>}
        {update === "needed" && <MakeUpdate movesTo={movesTo} rules={actions} onUpdate={onUpdate} />}
        {pending && (
          <Button aria-expanded={open} onClick={onToggle}>
            {t(toggleLabel(update === "sent", open))}
          </Button>
        )}
      </div>
      {open && pending && <InviteCard {...actions} record={record} fresh={fresh} />}
    </li>
  );
}

function toggleLabel(isUpdate: boolean, open: boolean): MessageKey {
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
