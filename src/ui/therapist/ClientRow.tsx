import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./clients.module.css";
import { type Formats, useFormats } from "./formats.ts";
import { InviteCard } from "./InviteCard.tsx";
import { type Inbox, responsesOf } from "./inbox.ts";
import type { TherapistActions } from "./therapist-actions.ts";

export interface ClientRowProps extends Pick<TherapistActions, "inviteLink" | "copyText" | "saveInvite" | "now"> {
  readonly record: ClientRecord;
  readonly inbox: Inbox | null;
  readonly open: boolean;
  /** Invited just now. */
  readonly fresh: boolean;
  readonly onToggle: () => void;
  readonly onResponses: () => void;
}

/** One client: where things stand, and the way to the invite or to the responses. */
export function ClientRow({ record, inbox, open, fresh, onToggle, onResponses, now, ...actions }: ClientRowProps) {
  const t = useStrings();
  const formats = useFormats();
  const latest = inbox === null ? null : (responsesOf(inbox, record.client)[0]?.at ?? null);
  const { key, at } = standing(record, latest, now());
  const pending = record.pinnedKey === null && latest === null && record.invite !== null && now() <= record.expiresAt;

  return (
    <li class={styles.client}>
      <div class={styles.row}>
        <div>
          <h2 class={styles.name}>
            <bdi>{record.label || record.client}</bdi>
          </h2>
          <p class={styles.state}>{t(key, at === null ? "" : wordsFor(key, at, formats))}</p>
        </div>
        {latest !== null && <Button onClick={onResponses}>{t("therapistClientResponses")}</Button>}
        {pending && (
          <Button aria-expanded={open} onClick={onToggle}>
            {t(open ? "therapistClientHideInvite" : "therapistClientShowInvite")}
          </Button>
        )}
      </div>
      {open && pending && <InviteCard {...actions} record={record} fresh={fresh} />}
    </li>
  );
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
