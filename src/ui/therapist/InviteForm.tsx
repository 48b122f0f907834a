import { useState } from "preact/hooks";
import { type Instrument, instrumentKey } from "../../core/alliance/instrument.ts";
import { REVIEWED_TRANSLATIONS } from "../../core/alliance/reviewed-translations.ts";
import type { ManagedValues } from "../../protocol/managed-values.ts";
import type { Place } from "../../protocol/place.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { Card } from "../controls/Card.tsx";
import { ownName } from "../controls/LanguageChoice.tsx";
import { useStrings } from "../controls/strings.ts";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import { type Beside, InviteAddOns, isAnyRefused } from "./InviteAddOns.tsx";
import { InviteQuestions } from "./InviteQuestions.tsx";
import { InviteSites } from "./InviteSites.tsx";
import {
  type InviteForm as Form,
  type InviteFaults,
  type InviteField,
  readInviteForm,
  startInvite,
} from "./invite-form.ts";
import { OwnKeyFields } from "./OwnKeyFields.tsx";
import { PlaceLine } from "./PlaceLine.tsx";
import { RoomFields } from "./RoomFields.tsx";
import { EMPTY_ROOM, readRoomForm } from "./room-form.ts";
import type { TherapistActions } from "./therapist-actions.ts";
import { useArrival } from "./use-arrival.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface InviteFormProps extends Pick<TherapistActions, "inviteClient" | "allowLocalhost"> {
  /** Where this client will send. */
  readonly place: Place;
  readonly choices: readonly Instrument[];
  readonly beside: Beside;
  readonly managed: ManagedValues;
  /** Of a client who is invited again; empty for a new one. */
  readonly label: string;
  readonly onMade: (record: ClientRecord) => void;
  readonly onCancel: () => void;
}

interface Line {
  readonly name: InviteField;
  readonly label: MessageKey;
  readonly hint: MessageKey;
}
const LABEL: Line = { name: "label", label: "therapistClientsLabel", hint: "therapistClientsLabelHint" };
const LINES: readonly Line[] = [
  { name: "takeBackMinutes", label: "therapistClientsTakeBack", hint: "therapistClientsTakeBackHint" },
  { name: "crisisLine", label: "therapistClientsCrisisLine", hint: "therapistClientsCrisisLineHint" },
];

export function InviteForm(props: InviteFormProps) {
  const { inviteClient, allowLocalhost, place, choices, beside, managed, label, onMade, onCancel } = props;
  const t = useStrings();
  const heading = useArrival<HTMLHeadingElement>("here");
  const [typed, setTyped] = useState<Form>(() => ({ ...startInvite(managed, choices), label }));
  const [room, setRoom] = useState(EMPTY_ROOM);
  const [faults, setFaults] = useState<InviteFaults>({});
  const [roomFault, setRoomFault] = useState<MessageKey | null>(null);
  const [busy, run] = useOneAtATime();
  const [failed, setFailed] = useState(false);

  const main = choices.find((one) => instrumentKey(one) === typed.instrument) ?? null;

  const make = async (): Promise<void> => {
    const reading = readInviteForm(typed, place, { allowLocalhost });
    setFaults(reading.kind === "faults" ? reading.faults : {});
    setFailed(false);
    if (reading.kind === "faults") return;
    const rooms = readRoomForm(room, reading.facts.videoHosts);
    setRoomFault(rooms.kind === "fault" ? rooms.fault : null);
    if (rooms.kind === "fault" || isAnyRefused(typed.addOnNames, { beside, main })) return;
    const record = await inviteClient({ ...reading.facts, ...rooms.facts });
    if (record === null) setFailed(true);
    else onMade(record);
  };

  return (
    <Card aria-labelledby="invite-form">
      <form class={form.form} onSubmit={(event) => event.preventDefault()}>
        <h2 id="invite-form" ref={heading} tabIndex={-1}>
          {t("therapistClientsInvite")}
        </h2>
        {line(LABEL)}
        <InviteQuestions
          choices={choices}
          value={typed.instrument}
          onChange={(instrument) => setTyped({ ...typed, instrument })}
        />
        <InviteAddOns
          beside={beside}
          main={main}
          value={typed.addOnNames}
          onChange={(addOnNames) => setTyped({ ...typed, addOnNames })}
        />
        <InviteSites
          sites={typed.sites}
          picking={typed.picking}
          fault={faults.sites ?? null}
          rules={{ allowLocalhost }}
          onChange={(places) => setTyped({ ...typed, ...places })}
        />
        <RoomFields value={room} fault={roomFault} onChange={setRoom} />
        <PlaceLine place={place} />
        <OwnKeyFields
          place={place}
          value={typed.own}
          faults={faults.own ?? {}}
          onChange={(own) => setTyped({ ...typed, own })}
        />
        {LINES.map(line)}
        <p class={form.hint}>{translationWords(t)}</p>
        <div class={form.actions}>
          <Button type="submit" look="primary" busy={busy} onClick={() => run(make)}>
            {t(busy ? "therapistClientsCreating" : "therapistClientsCreate")}
          </Button>
          <Button look="quiet" onClick={onCancel}>
            {t("therapistCancel")}
          </Button>
        </div>
        {failed && (
          <p class={form.fault} role="alert">
            {t("therapistFaultInvite")}
          </p>
        )}
      </form>
    </Card>
  );

  function line({ name, label, hint }: Line) {
    return (
      <Field
        key={name}
        label={label}
        hint={name === "crisisLine" && managed.crisisLine !== null ? "therapistManagedCrisisLine" : hint}
        readOnly={name === "crisisLine" && managed.crisisLine !== null}
        fault={faults[name]}
        value={typed[name]}
        onChange={(text) => setTyped({ ...typed, [name]: text })}
        inputMode={name === "takeBackMinutes" ? "numeric" : "text"}
        autocomplete="off"
        spellcheck={false}
      />
    );
  }
}

/** What the client may choose, and what that is worth. */
function translationWords(t: Translate): string {
  const reviewed = [...new Set(REVIEWED_TRANSLATIONS.map(({ language }) => ownName(language)))];
  return reviewed.length === 0
    ? t("therapistTranslationsDrafts")
    : t("therapistTranslationsReviewed", reviewed.join(", "));
}
