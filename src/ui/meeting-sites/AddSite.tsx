import type { HostRules } from "../../core/invite/hosts.ts";
import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./meeting-sites.module.css";
import type { Picking } from "./picking.ts";
import { SitePicker } from "./SitePicker.tsx";
import { isByHand } from "./site-options.ts";
import type { Adding } from "./sites-state.ts";

export interface AddSiteProps {
  readonly adding: Adding;
  readonly rules: HostRules;
  readonly onPick: (picking: Picking) => void;
  /** Called in the click itself, so that the browser may be asked in the same turn. */
  readonly onAdd: () => void;
  readonly onCancel: () => void;
}

export function AddSite({ adding, rules, onPick, onAdd, onCancel }: AddSiteProps) {
  const t = useStrings();
  const { picking, fault, busy, problem } = adding;
  const nothingToAsk = picking.chosen !== null && isByHand(picking.chosen);
  return (
    <div class={styles.adding}>
      <SitePicker picking={picking} onPick={onPick} fault={fault} rules={rules} />
      {problem !== null && (
        <div role="alert">
          <Notice look="note">{t(problem)}</Notice>
        </div>
      )}
      <div class={styles.row}>
        {!nothingToAsk && (
          <Button look="primary" busy={busy} onClick={onAdd}>
            {t(busy ? "setupSiteAdding" : "setupSiteAddAsk")}
          </Button>
        )}
        <Button look={nothingToAsk ? "secondary" : "quiet"} onClick={onCancel}>
          {t(nothingToAsk ? "setupSiteDone" : "setupSiteCancel")}
        </Button>
      </div>
    </div>
  );
}
