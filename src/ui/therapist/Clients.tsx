import { useMemo, useState } from "preact/hooks";
import type { OwnKey } from "../../core/invite/own-key.ts";
import { newestInvites, standingOf } from "../../protocol/client-standing.ts";
import type { ManagedValues } from "../../protocol/managed-values.ts";
import type { Place } from "../../protocol/place.ts";
import type { ClientRecord, KeptInstrument } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { BringIn } from "./BringIn.tsx";
import { ClientList } from "./ClientList.tsx";
import type { ClientLine } from "./client-lines.ts";
import { choicesOf } from "./definitions.ts";
import type { Beside } from "./InviteAddOns.tsx";
import type { InviteCardActions } from "./InviteCard.tsx";
import { InviteForm } from "./InviteForm.tsx";
import { type Inbox, responsesOf } from "./inbox.ts";
import type { TakenFiles } from "./inbox-actions.ts";
import page from "./page.module.css";
import { sendsElsewhere } from "./place-actions.ts";
import type { TherapistActions } from "./therapist-actions.ts";
import { updateStandingOf } from "./update-standing.ts";

type Needed = "inviteClient" | "updateInvite" | "inviteAgain" | "changeClient" | "allowLocalhost";
export interface ClientsProps extends InviteCardActions, Pick<TherapistActions, Needed> {
  readonly clients: readonly ClientRecord[];
  /** Where clients are to send now. */
  readonly place: Place | null;
  readonly inbox: Inbox | null;
  readonly instruments: readonly KeptInstrument[];
  readonly managed: ManagedValues;
  readonly beside: Beside;
  /** Recipients that read now. */
  readonly present: readonly string[];
  /** The therapist's, for letters. */
  readonly name: string;
  readonly onInvited: (record: ClientRecord) => void;
  /** Something about a client on the list is different now. */
  readonly onUpdated: (record: ClientRecord) => void;
  readonly onClient: (client: string) => void;
  readonly onPlace: () => void;
  readonly onFiles: (files: readonly File[]) => Promise<TakenFiles>;
}

/** The form is open: for somebody new, or for a client whose last invite is not on this computer. */
type Inviting = { readonly follows: ClientRecord | null } | null;

export function Clients(props: ClientsProps) {
  const { clients, place, inbox, instruments, managed, present, onInvited, onUpdated, onPlace, now } = props;
  const t = useStrings();
  const [inviting, setInviting] = useState<Inviting>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [made, setMade] = useState<string | null>(null);
  const lines = useMemo(
    () => linesOf({ clients, place, inbox, present, now: now() }),
    [clients, place, inbox, present, now],
  );
  const behind = lines.filter(({ record, update }) => update !== "current" && standingOf(record) !== "ended").length;

  const show = (record: ClientRecord): void => {
    setOpen(record.client);
    setMade(record.client);
  };
  const finish = async (record: ClientRecord): Promise<void> => {
    const follows = inviting?.follows?.client;
    const linked = follows === undefined ? null : await props.changeClient(record.client, { follows });
    setInviting(null);
    show(linked ?? record);
    onInvited(linked ?? record);
  };
  const update = async (client: string, own: OwnKey, addOnNames?: readonly string[]): Promise<boolean> => {
    const record = await props.updateInvite(client, own, addOnNames);
    if (record === null) return false;
    show(record);
    onUpdated(record);
    return true;
  };
  const inviteAgain = async (before: ClientRecord): Promise<void> => {
    const record = await props.inviteAgain(before.client);
    // The details of the last invite are not here: they are asked for.
    if (record === null) return setInviting({ follows: before });
    show(record);
    onInvited(record);
  };

  return (
    <div class={page.column}>
      <header class={page.bar}>
        <h1>{t("therapistClientsTitle")}</h1>
        {place !== null && inviting === null && (
          <Button look="primary" onClick={() => setInviting({ follows: null })}>
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
      {inviting !== null && place !== null && (
        <InviteForm
          {...props}
          place={place}
          key={inviting.follows?.client ?? ""}
          label={inviting.follows?.label ?? ""}
          choices={choicesOf(instruments, now())}
          managed={managed}
          onMade={(record) => void finish(record)}
          onCancel={() => setInviting(null)}
        />
      )}
      {clients.length === 0 && place !== null && inviting === null && <p>{t("therapistClientsEmpty")}</p>}
      <ClientList
        {...props}
        lines={lines}
        open={open}
        made={made}
        onOpen={setOpen}
        onUpdate={update}
        onInviteAgain={inviteAgain}
      />
      <BringIn onFiles={props.onFiles} />
    </div>
  );
}

interface LinesFacts extends Pick<ClientsProps, "clients" | "place" | "inbox" | "present"> {
  readonly now: number;
}

function linesOf({ clients, place, inbox, present, now }: LinesFacts): readonly ClientLine[] {
  return newestInvites(clients).map((record) => ({
    record,
    latestAt: inbox === null ? null : (responsesOf(inbox, record.client)[0]?.at ?? null),
    update: updateStandingOf(record, { present, place, inbox, now }),
    movesTo: sendsElsewhere(record, place) ? place : null,
  }));
}
