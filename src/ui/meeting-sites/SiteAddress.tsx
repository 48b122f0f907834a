import { useId } from "preact/hooks";
import { findPlatform } from "../../platforms/index.ts";
import { addressNeedOf } from "../../platforms/origins.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import type { Picking } from "./picking.ts";
import { OTHER } from "./site-options.ts";
import styles from "./site-picker.module.css";

export interface SiteAddressProps {
  readonly picking: Picking;
  readonly onPick: (picking: Picking) => void;
  readonly fault: MessageKey | null;
}

/** The line for an address, where the choice needs one or may have one. */
export function SiteAddress({ picking, onPick, fault }: SiteAddressProps) {
  const t = useStrings();
  const id = useId();
  const platform = findPlatform(picking.chosen ?? "");
  const need = picking.chosen === OTHER ? "needed" : platform === null ? "none" : addressNeedOf(platform);
  if (need === "none") return null;
  const domains = (platform?.hosts ?? []).filter((host) => host.startsWith("*.")).map((host) => host.slice(2));

  return (
    <div class={styles.field}>
      <label class={styles.label} for={`${id}-address`}>
        {t(need === "needed" ? "controlSiteAddress" : "controlSiteOwnAddress")}
      </label>
      <p class={styles.hint} id={`${id}-hint`}>
        {joinSentences([
          t(need === "needed" ? "controlSiteAddressHint" : "controlSiteOwnAddressHint"),
          domains.length > 0
            ? t("controlSiteAddressEnds", domains.map((domain) => `\u2068${domain}\u2069`).join(", "))
            : "",
        ])}
      </p>
      <input
        id={`${id}-address`}
        class={styles.input}
        type="text"
        inputMode="url"
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        value={picking.address}
        aria-invalid={fault !== null}
        aria-describedby={fault === null ? `${id}-hint` : `${id}-fault ${id}-hint`}
        onInput={({ currentTarget }) => onPick({ ...picking, address: currentTarget.value })}
      />
      {fault !== null && (
        <p class={styles.fault} id={`${id}-fault`} role="alert">
          {t(fault)}
        </p>
      )}
    </div>
  );
}
