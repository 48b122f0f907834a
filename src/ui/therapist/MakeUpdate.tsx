import { useState } from "preact/hooks";
import type { HostRules } from "../../core/invite/hosts.ts";
import { NOTHING_OF_THEIR_OWN, type OwnKey, ownKeyNeedsOf } from "../../core/invite/own-key.ts";
import type { Place } from "../../protocol/place.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import { OwnKeyFields } from "./OwnKeyFields.tsx";
import { type OwnKeyFaults, readOwnKey } from "./own-key-form.ts";
import { PlaceLine } from "./PlaceLine.tsx";
import { useOneAtATime } from "./use-one-at-a-time.ts";

export interface MakeUpdateProps {
  /** The place the client is to be told of; null where it stays what it is. */
  readonly movesTo: Place | null;
  readonly rules: HostRules;
  /** False where the update could not be made. */
  readonly onUpdate: (own: OwnKey) => Promise<boolean>;
}

/** The next invite of one client. For another place it may need a key of the client's own, which is asked for first. */
export function MakeUpdate({ movesTo, rules, onUpdate }: MakeUpdateProps) {
  const t = useStrings();
  const [busy, run] = useOneAtATime();
  const [asking, setAsking] = useState(false);
  const [own, setOwn] = useState(NOTHING_OF_THEIR_OWN);
  const [faults, setFaults] = useState<OwnKeyFaults>({});
  const [failed, setFailed] = useState(false);
  const asks = movesTo !== null && ownKeyNeedsOf(movesTo.endpoint).token !== "never";

  const press = (): void => {
    if (asks && !asking) return setAsking(true);
    const reading = movesTo === null ? null : readOwnKey(own, movesTo, rules);
    setFaults(reading?.kind === "faults" ? reading.faults : {});
    if (reading?.kind === "faults") return;
    run(async () => setFailed(!(await onUpdate(reading?.own ?? NOTHING_OF_THEIR_OWN))));
  };

  return (
    <div class={form.form}>
      {asking && movesTo !== null && (
        <>
          <PlaceLine place={movesTo} />
          <OwnKeyFields place={movesTo} value={own} faults={faults} onChange={setOwn} />
        </>
      )}
      <div class={form.actions}>
        <Button busy={busy} onClick={press}>
          {t("therapistClientUpdate")}
        </Button>
        {asking && (
          <Button look="quiet" onClick={() => setAsking(false)}>
            {t("therapistCancel")}
          </Button>
        )}
      </div>
      {failed && (
        <p class={form.fault} role="alert">
          {t("therapistFaultUpdate")}
        </p>
      )}
    </div>
  );
}
