import { useState } from "preact/hooks";
import { instrumentKey } from "../../core/alliance/instrument.ts";
import type { OwnKey } from "../../core/invite/own-key.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import type { ClientLine } from "./client-lines.ts";
import form from "./form.module.css";
import { type Beside, InviteAddOns, isAnyRefused } from "./InviteAddOns.tsx";
import group from "./invite-add-ons.module.css";
import { MakeUpdate } from "./MakeUpdate.tsx";

export interface ClientAddOnsProps extends Pick<ClientLine, "record" | "movesTo"> {
  readonly beside: Beside;
  readonly allowLocalhost: boolean;
  /** False where the update could not be made. */
  readonly onUpdate: (own: OwnKey, addOnNames?: readonly string[]) => Promise<boolean>;
}

/** Switches what is asked beside a client's questions on and off, by an update that the client says yes to. */
export function ClientAddOns({ record, movesTo, beside, allowLocalhost, onUpdate }: ClientAddOnsProps) {
  const t = useStrings();
  const [open, setOpen] = useState(false);
  const [names, setNames] = useState(record.addOnNames ?? []);
  const { instrument, invite } = record;
  if (invite === null || instrument === undefined || beside.addOns.length === 0) return null;

  const main = beside.sets.find((one) => instrumentKey(one) === instrument) ?? null;
  const make = async (own: OwnKey): Promise<boolean> => {
    // Why not stands beside the one that is refused.
    if (isAnyRefused(names, { beside, main })) return true;
    const made = await onUpdate(own, names);
    if (made) setOpen(false);
    return made;
  };
  return (
    <div class={group.change}>
      <div class={form.actions}>
        <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
          {t("therapistClientAddOns")}
        </Button>
      </div>
      {open && (
        <>
          <InviteAddOns beside={beside} main={main} value={names} onChange={setNames} />
          <MakeUpdate movesTo={movesTo} rules={{ allowLocalhost }} onUpdate={make} />
        </>
      )}
    </div>
  );
}
