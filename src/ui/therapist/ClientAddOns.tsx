import { useState } from "preact/hooks";
import { instrumentKey } from "../../core/alliance/instrument.ts";
import type { ClientRecord } from "../../protocol/therapist-records.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import { type Beside, InviteAddOns, isAnyRefused } from "./InviteAddOns.tsx";
import group from "./invite-add-ons.module.css";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface ClientAddOnsProps {
  readonly record: ClientRecord;
  readonly beside: Beside;
  /** False where the update could not be made. */
  readonly onUpdate: (addOnNames: readonly string[]) => Promise<boolean>;
}

/** Switches what is asked beside a client's questions on and off, by an update that the client says yes to. */
export function ClientAddOns({ record, beside, onUpdate }: ClientAddOnsProps) {
  const t = useStrings();
  const [open, setOpen] = useState(false);
  const [names, setNames] = useState(record.addOnNames ?? []);
  const [failed, setFailed] = useState(false);
  const [busy, run] = useOneAtATime();
  const { instrument, invite } = record;
  if (invite === null || instrument === undefined || beside.addOns.length === 0) return null;

  const main = beside.sets.find((one) => instrumentKey(one) === instrument) ?? null;
  const make = async (): Promise<void> => {
    setFailed(false);
    if (isAnyRefused(names, { beside, main })) return;
    if (await onUpdate(names)) setOpen(false);
    else setFailed(true);
  };
  return (
    <div class={group.change}>
      <div class={form.actions}>
        <Button look="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("therapistClientAddOns")}
        </Button>
      </div>
      {open && (
        <>
          <InviteAddOns beside={beside} main={main} value={names} onChange={setNames} />
          <div class={form.actions}>
            <Button busy={busy} onClick={() => run(make)}>
              {t("therapistClientUpdate")}
            </Button>
          </div>
          {failed && (
            <p class={form.fault} role="alert">
              {t("therapistFaultUpdate")}
            </p>
          )}
        </>
      )}
    </div>
  );
}
