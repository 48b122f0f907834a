import type { SiteView } from "../../protocol/page-requests.ts";
import { Button } from "../controls/Button.tsx";
import { isolate } from "../controls/isolate.ts";
import { gapAfter } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./meeting-sites.module.css";
import { siteName } from "./site-name.ts";
import type { SitesActions } from "./sites-actions.ts";

export interface SiteRowProps {
  readonly site: SiteView;
  readonly actions: Pick<SitesActions, "allow" | "remove">;
}

/** One place: its name, its hosts, who put it here, and whether the browser lets us look. */
export function SiteRow({ site, actions }: SiteRowProps) {
  const t = useStrings();
  const name = siteName(site);
  const origin = t(site.id === null ? "setupSiteFromInvite" : "setupSiteOwn");
  const hosts = site.hosts.filter((host) => host !== name);
  return (
    <li class={styles.site}>
      <div class={styles.facts}>
        <p class={styles.name}>
          <bdi>{name}</bdi>
        </p>
        {hosts.length > 0 && (
          <p class={styles.hosts} dir="ltr">
            {hosts.join(", ")}
          </p>
        )}
        <p class={styles.soft}>
          {origin}
          {gapAfter(origin)}
          <span class={site.permitted ? undefined : styles.withheld}>
            {t(site.permitted ? "setupSiteAllowed" : "setupSiteWithheld")}
          </span>
        </p>
      </div>
      <div class={styles.tools}>
        {!site.permitted && (
          <Button small aria-label={t("setupSiteAllowOf", isolate(name))} onClick={() => void actions.allow(site)}>
            {t("setupSiteAllow")}
          </Button>
        )}
        {site.id !== null && (
          <Button small aria-label={t("setupSiteRemoveOf", isolate(name))} onClick={() => void actions.remove(site)}>
            {t("setupSiteRemove")}
          </Button>
        )}
      </div>
    </li>
  );
}
