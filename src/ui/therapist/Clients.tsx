import { useState } from "preact/hooks";
import type { OwnKey } from "../../core/invite/own-key.ts";
import type { ManagedValues } from "../../protocol/managed-values.ts";
import type { Place } from "../../protocol/place.ts";
import type { ClientRecord, KeptInstrument } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientRow } from "./ClientRow.tsx";
import styles from "./clients.module.css";
import { choicesOf } from "./definitions.ts";
import { InviteForm } from "./InviteForm.tsx";
import type { Inbox } from "./inbox.ts";
import page from "./page.module.css";
import { sendsElsewhere } from "./place-actions.ts";
import type { TherapistActions } from "./therapist-actions.ts";
import { updateStandingOf } from "./update-standing.ts";

type Needed = "inviteClient" | "updateInvite" | "allowLocalhost" | "inviteLink" | "copyText" | "saveInvite" | "now";
export interface ClientsProps extends Pick<TherapistActions, Needed> {
  readonly clients: readonly ClientRecord[];
  readonly place: Place | null;
  readonly inbox: Inbox | null;
  readonly instruments: readonly KeptInstrument[];
  readonly managed: ManagedValues;
  /** Recipients that read now. */
  readonly present: readonly string[];
  readonly onInvited: (record: ClientRecord) => void;
  readonly onUpdated: (record: ClientRecord) => void;
  readonly onClient: (client: string) => void;
  readonly onPlace: () => void;
}

export function Clients(props: ClientsProps) {
  const { clients, place, inbox, instruments, managed, present, onInvited, onUpdated, onClient, onPlace, ...actions } =
    props;
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

  const update = async (client: string, own: OwnKey): Promise<boolean> => {
    const record = await actions.updateInvite(client, own);
    if (record === null) return false;
    setOpen(client);
    setMade(client);
    onUpdated(record);
    return true;
  };
  const facts = { present, place, inbox, now: actions.now() };
  const behind = clients.filter((record) => updateStandingOf(record, facts) !== "current").length;

  return (
    <div class={page.column}>
      <header class={page.bar}>
        <h1>{t("therapistClientsTitle")}</h1>
        {place !== null && !inviting && (
          <Button look="primary" onClick={() => setInviting(true)}>
            {t("therapistClientsInvite")}
          </Button>
        )}
      </header>
      {place === null && (
        <Notice>
          <p>{t("therapistClientsNeedMailbox")}</p>
          <Button onClick={onPlace}>{t("therapistClientsGoMailbox")}</Button>
        </Notice>
      )}
      {behind > 0 && (
        <Notice look="note">
          <p>{t("therapistClientsBehind", String(behind))}</p>
        </Notice>
      )}
      {inviting && place !== null && (
        <InviteForm
          {...actions}
          place={place}
          choices={choicesOf(instruments, actions.now())}
          managed={managed}
          onMade={finish}
          onCancel={() => setInviting(false)}
        />
      )}
      {clients.length === 0 && place !== null && !inviting && <p>{t("therapistClientsEmpty")}</p>}
      <ul class={styles.list}>
        {clients.map((record) => (
          <ClientRow
            {...actions}
            key={record.client}
            record={record}
            inbox={inbox}
            update={updateStandingOf(record, facts)}
            movesTo={sendsElsewhere(record, place) ? place : null}
            onUpdate={(own) => update(record.client, own)}
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
