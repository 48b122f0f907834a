import { useState } from "preact/hooks";
import { type ClientChange, type ClientStanding, standingOf } from "../../protocol/client-standing.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { ClientAddOns, type ClientAddOnsProps } from "./ClientAddOns.tsx";
import styles from "./clients.module.css";
import { Field } from "./Field.tsx";
import form from "./form.module.css";
import { useFormats } from "./formats.ts";
import { isLabel } from "./invite-form.ts";
import { useArrival } from "./use-arrival.ts";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface ClientDetailsProps extends ClientAddOnsProps {
  /** Pseudonyms of earlier invites, newest first. */
  readonly earlier: readonly string[];
  readonly now: () => number;
  readonly onChange: (change: ClientChange) => Promise<void>;
  /** A new invite for the same person. */
  readonly onInviteAgain: () => Promise<void>;
}

/** What is seldom asked or done: the name, the pseudonym, a pause, the end, other extra questions, another invite. */
export function ClientDetails(props: ClientDetailsProps) {
  const { record, earlier, now, onChange, onInviteAgain } = props;
  const t = useStrings();
  const { day } = useFormats();
  const [asked, setAsked] = useState<"name" | "again" | null>(null);
  const standing = standingOf(record);
  return (
    <div class={styles.details}>
      <dl class={styles.facts}>
        <dt>{t("therapistWireName")}</dt>
        <dd>
          <code dir="ltr">{record.client}</code>
          <p class={form.hint}>{t("therapistWireNameHint")}</p>
        </dd>
        <dt>{t("therapistInvitedOn")}</dt>
        <dd>{day(record.invitedAt)}</dd>
        {earlier.length > 0 && (
          <>
            <dt>{t("therapistEarlierInvites")}</dt>
            {earlier.map((client) => (
              <dd key={client}>
                <code dir="ltr">{client}</code>
              </dd>
            ))}
          </>
        )}
      </dl>
      {asked === "name" && (
        <Rename label={record.label} onLabel={(label) => onChange({ label })} onDone={() => setAsked(null)} />
      )}
      {asked === "again" && <Again onYes={onInviteAgain} onNo={() => setAsked(null)} />}
      {asked === null && (
        <div class={form.actions}>
          <Button small onClick={() => setAsked("name")}>
            {t("therapistClientRename")}
          </Button>
          <Standing standing={standing} now={now} onChange={onChange} />
          <Button small onClick={() => setAsked("again")}>
            {t("therapistAgainStart")}
          </Button>
        </div>
      )}
      {standing !== "ended" && <ClientAddOns {...props} />}
      <p class={form.hint}>{t(standing === "ended" ? "therapistEndedHint" : "therapistStandingHint")}</p>
    </div>
  );
}

interface StandingProps extends Pick<ClientDetailsProps, "now" | "onChange"> {
  readonly standing: ClientStanding;
}

function Standing({ standing, now, onChange }: StandingProps) {
  const t = useStrings();
  const [, run] = useOneAtATime();
  const press = (change: ClientChange) => () => run(() => onChange(change));
  const again: ClientChange = { pausedAt: null, endedAt: null, resumedAt: now() };
  if (standing === "ended") {
    return (
      <Button small onClick={press(again)}>
        {t("therapistClientReopen")}
      </Button>
    );
  }
  return (
    <>
      {standing === "paused" ? (
        <Button small onClick={press(again)}>
          {t("therapistClientResume")}
        </Button>
      ) : (
        <Button small onClick={press({ pausedAt: now() })}>
          {t("therapistClientPause")}
        </Button>
      )}
      <Button small onClick={press({ endedAt: now() })}>
        {t("therapistClientEnd")}
      </Button>
    </>
  );
}

interface RenameProps {
  readonly label: string;
  readonly onLabel: (label: string) => Promise<void>;
  readonly onDone: () => void;
}

function Rename({ label, onLabel, onDone }: RenameProps) {
  const t = useStrings();
  const [typed, setTyped] = useState(label);
  const [wrong, setWrong] = useState(false);
  const [busy, run] = useOneAtATime();
  const keep = async (): Promise<void> => {
    setWrong(!isLabel(typed.trim()));
    if (!isLabel(typed.trim())) return;
    await onLabel(typed.trim());
    onDone();
  };
  return (
    <form class={form.form} onSubmit={(event) => event.preventDefault()}>
      <Field
        label="therapistClientsLabel"
        hint="therapistClientsLabelHint"
        fault={wrong ? "therapistFaultLabel" : null}
        value={typed}
        onChange={setTyped}
        autocomplete="off"
        spellcheck={false}
      />
      <div class={form.actions}>
        <Button type="submit" small busy={busy} onClick={() => run(keep)}>
          {t("therapistClientKeepName")}
        </Button>
        <Button small look="quiet" onClick={onDone}>
          {t("therapistCancel")}
        </Button>
      </div>
    </form>
  );
}

interface AgainProps {
  readonly onYes: () => Promise<void>;
  readonly onNo: () => void;
}

function Again({ onYes, onNo }: AgainProps) {
  const t = useStrings();
  const words = useArrival<HTMLParagraphElement>("asked");
  const [busy, run] = useOneAtATime();
  return (
    <>
      <p ref={words} tabIndex={-1}>
        {t("therapistAgainBody")}
      </p>
      <p>{t("therapistAgainLeave")}</p>
      <div class={form.actions}>
        <Button look="primary" busy={busy} onClick={() => run(onYes)}>
          {t("therapistAgainYes")}
        </Button>
        <Button look="quiet" onClick={onNo}>
          {t("therapistCancel")}
        </Button>
      </div>
    </>
  );
}
