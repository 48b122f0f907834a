import { findPlatform } from "../../platforms/index.ts";
import { useStrings } from "../controls/strings.ts";
import type { PickedSite } from "./picking.ts";
import styles from "./site-picker.module.css";

/** Exactly what the browser will be asked for, and how much is known of the service. */
export function SiteHosts({ site }: { readonly site: PickedSite }) {
  const t = useStrings();
  const known = site.platform === null ? null : findPlatform(site.platform);
  return (
    <div class={styles.asked}>
      <p>{t("controlSiteAsked")}</p>
      <ul>
        {site.hosts.map((host) => (
          <li key={host}>
            <bdi>{host}</bdi>
          </li>
        ))}
      </ul>
      {known?.confidence === "named" && <p class={styles.hint}>{t("controlSiteLittleKnown")}</p>}
    </div>
  );
}
