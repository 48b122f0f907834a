import { useState } from "preact/hooks";
import type { MessageKey } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientAddOns } from "./ClientAddOns.tsx";
import styles from "./clients.module.css";
import form from "./form.module.css";
import { type Formats, useFormats } from "./formats.ts";
import type { Beside } from "./InviteAddOns.tsx";
import { InviteCard } from "./InviteCard.tsx";
import { type Inbox, responsesOf } from "./inbox.ts";
import type { TherapistActions } from "./therapist-actions.ts";
import type { UpdateStanding } from "./update-standing.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface ClientRowProps extends Pick<TherapistActions, "inviteLink" | "copyText" | "saveInvite" | "now"> {
  readonly record: ClientRecord;
  readonly inbox: Inbox | null;
  readonly update: UpdateStanding;
  /** False where the update could not be made. */
  readonly onUpdate: (addOnNames?: readonly string[]) => Promise<boolean>;
  readonly beside: Beside;
  readonly open: boolean;
  /** Invited just now. */
  readonly fresh: boolean;
  readonly onToggle: () => void;
  readonly onResponses: () => void;
}

/** One client: where things stand, and the way to the invite or to the responses. */
export function ClientRow(props: ClientRowProps) {
  const { record, inbox, update, onUpdate, beside, open, fresh, onToggle, onResponses, now, ...actions } = props;
  const t = useStrings();
  const [busy, run] = useOneAtATime();
  const [failed, setFailed] = useState(false);
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
          {update !== "current" && <p class={styles.behind}>{t(UPDATE_WORDS[update])}</p>}
          {failed && (
            <p class={form.fault} role="alert">
              {t("therapistFaultUpdate")}
            </p>
          )}
        </div>
        {latest !== null && <Button onClick={onResponses}>{t("therapistClientResponses")}</Button>}
        {update === "needed" && (
          <Button busy={busy} onClick={() => run(async () => setFailed(!(await onUpdate())))}>
            {t("therapistClientUpdate")}
          </Button>
        )}
        {pending && (
          <Button aria-expanded={open} onClick={onToggle}>
            {t(toggleLabel(update === "sent", open))}
          </Button>
        )}
      </div>
      <ClientAddOns record={record} beside={beside} onUpdate={onUpdate} />
      {open && (pending || fresh) && <InviteCard {...actions} record={record} fresh={fresh} />}
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
