import { useState } from "preact/hooks";
import type { ManagedValues } from "../../protocol/managed-values.ts";
import type { ClientRecord, KeptInstrument, MailboxAccess } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientRow } from "./ClientRow.tsx";
import styles from "./clients.module.css";
import { choicesOf } from "./definitions.ts";
import type { Beside } from "./InviteAddOns.tsx";
import { InviteForm } from "./InviteForm.tsx";
import type { Inbox } from "./inbox.ts";
import page from "./page.module.css";
import type { TherapistActions } from "./therapist-actions.ts";
import { updateStandingOf } from "./update-standing.ts";

type Needed = "inviteClient" | "updateInvite" | "allowLocalhost" | "inviteLink" | "copyText" | "saveInvite" | "now";
export interface ClientsProps extends Pick<TherapistActions, Needed> {
  readonly clients: readonly ClientRecord[];
  readonly mailbox: MailboxAccess | null;
  readonly inbox: Inbox | null;
  readonly instruments: readonly KeptInstrument[];
  readonly managed: ManagedValues;
  readonly beside: Beside;
  /** Recipients that read now. */
  readonly present: readonly string[];
  readonly onInvited: (record: ClientRecord) => void;
  readonly onUpdated: (record: ClientRecord) => void;
  readonly onClient: (client: string) => void;
  readonly onMailbox: () => void;
}

export function Clients(props: ClientsProps) {
  const {
    clients,
    mailbox,
    inbox,
    instruments,
    managed,
    present,
    onInvited,
    onUpdated,
    onClient,
    onMailbox,
    ...actions
  } = props;
  const t = useStrings();
  const [inviting, setInviting] = useState(false);
  const [open, setOpen] = useState<string | null>(null);
  const [made, setMade] = useState<string | null>(null);

  const finish = (record: ClientRecord): void => {
    setInviting(false);
    setOpen(record.client);
    setMade(record.client);
    onInvited(record);
  };

  const update = async (client: string, addOnNames?: readonly string[]): Promise<boolean> => {
    const record = await actions.updateInvite(client, addOnNames);
    if (record === null) return false;
    setOpen(client);
    setMade(client);
    onUpdated(record);
    return true;
  };
  const facts = { present, inbox, now: actions.now() };
  const behind = clients.filter((record) => updateStandingOf(record, facts) !== "current").length;

  return (
    <div class={page.column}>
      <header class={page.bar}>
        <h1>{t("therapistClientsTitle")}</h1>
        {mailbox !== null && !inviting && (
          <Button look="primary" onClick={() => setInviting(true)}>
            {t("therapistClientsInvite")}
          </Button>
        )}
      </header>
      {mailbox === null && (
        <Notice>
          <p>{t("therapistClientsNeedMailbox")}</p>
          <Button onClick={onMailbox}>{t("therapistClientsGoMailbox")}</Button>
        </Notice>
      )}
      {behind > 0 && (
        <Notice look="note">
          <p>{t("therapistClientsBehind", String(behind))}</p>
        </Notice>
      )}
      {inviting && (
        <InviteForm
          {...actions}
          choices={choicesOf(instruments, actions.now())}
          managed={managed}
          onMade={finish}
          onCancel={() => setInviting(false)}
        />
      )}
      {clients.length === 0 && mailbox !== null && !inviting && <p>{t("therapistClientsEmpty")}</p>}
      <ul class={styles.list}>
        {clients.map((record) => (
          <ClientRow
            {...actions}
            key={record.client}
            record={record}
            inbox={inbox}
            update={updateStandingOf(record, facts)}
            onUpdate={(addOnNames) => update(record.client, addOnNames)}
            open={open === record.client}
            fresh={made === record.client}
            onToggle={() => setOpen(open === record.client ? null : record.client)}
            onResponses={() => onClient(record.client)}
          />
        ))}
      </ul>
    </div>
  );
}
