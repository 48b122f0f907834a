import { useEffect, useId, useRef } from "preact/hooks";
import type { HostRules } from "../../core/invite/hosts.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import {
  NOTHING_PICKED,
  type PickedSite,
  type Picking,
  type PickingFault,
  readPicking,
} from "../meeting-sites/picking.ts";
import { SitePicker } from "../meeting-sites/SitePicker.tsx";
import { siteName } from "../meeting-sites/site-name.ts";
import form from "./form.module.css";
import styles from "./invite-sites.module.css";

export interface InviteSitesProps {
  readonly sites: readonly PickedSite[];
  readonly picking: Picking;
  readonly fault: PickingFault | null;
  readonly rules: HostRules;
  readonly onChange: (places: { readonly sites?: readonly PickedSite[]; readonly picking?: Picking }) => void;
}

/** The places of one invite: most have one, so that the one being chosen counts without being put on the list. */
export function InviteSites({ sites, picking, fault, rules, onChange }: InviteSitesProps) {
  const t = useStrings();
  const id = useId();
  const reading = readPicking(picking, rules);
  const heading = useRef<HTMLHeadingElement>(null);
  const count = useRef(sites.length);
  // A place that is put on the list or taken off takes the pressed button with it.
  useEffect(() => {
    if (count.current !== sites.length) heading.current?.focus();
    count.current = sites.length;
  }, [sites.length]);
  return (
    <section class={styles.sites} aria-labelledby={id}>
      <div>
        <h3 id={id} class={form.label} ref={heading} tabIndex={-1}>
          {t("therapistClientsSites")}
        </h3>
        <p class={form.hint}>{t("therapistClientsSitesHint")}</p>
      </div>
      {sites.length > 0 && (
        <ul class={styles.list}>
          {sites.map((site) => (
            <li key={site.hosts.join()} class={styles.site}>
              <span class={styles.name}>
                <bdi>{siteName(site)}</bdi>
                <span class={form.hint}>{site.hosts.join(", ")}</span>
              </span>
              <Button
                small
                aria-label={t("therapistClientsSiteRemoveOf", siteName(site))}
                onClick={() => onChange({ sites: sites.filter((other) => other !== site) })}
              >
                {t("therapistClientsSiteRemove")}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SitePicker picking={picking} onPick={(picked) => onChange({ picking: picked })} fault={fault} rules={rules} />
      {reading.kind === "site" && (
        <Button onClick={() => onChange({ sites: withSite(sites, reading.site), picking: NOTHING_PICKED })}>
          {t("therapistClientsSiteAdd")}
        </Button>
      )}
    </section>
  );
}

/** At the end, once. */
function withSite(sites: readonly PickedSite[], added: PickedSite): readonly PickedSite[] {
  return [...sites.filter(({ hosts }) => hosts.join() !== added.hosts.join()), added];
}
