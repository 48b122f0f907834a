import type { TargetedKeyboardEvent } from "preact";
import { useId, useRef } from "preact/hooks";
import type { HostRules } from "../../core/invite/hosts.ts";
import { findPlatform } from "../../platforms/index.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { choose, type Picking, type PickingFault, readPicking } from "./picking.ts";
import { SiteAddress } from "./SiteAddress.tsx";
import { SiteHosts } from "./SiteHosts.tsx";
import { BY_HAND, isByHand, OTHER, searchPlatforms } from "./site-options.ts";
import styles from "./site-picker.module.css";

export interface SitePickerProps {
  readonly picking: Picking;
  readonly onPick: (picking: Picking) => void;
  /** What is wrong with it, once somebody wanted to go on. */
  readonly fault: PickingFault | null;
  readonly rules: HostRules;
}

/** A service by its name, or another address: a line to search with over a list of radio buttons. */
export function SitePicker({ picking, onPick, fault, rules }: SitePickerProps) {
  const t = useStrings();
  const id = useId();
  const list = useRef<HTMLFieldSetElement>(null);
  const { search, chosen } = picking;
  const found = searchPlatforms(search);
  // What is chosen stays in sight, also when the search goes on to something else.
  const kept = found.some((platform) => platform.id === chosen) ? null : findPlatform(chosen ?? "");
  const reading = readPicking(picking, rules);
  const listFault = fault?.beside === "list" ? fault.key : null;

  // Going on from the search leads into the list instead of sending the form around it.
  const enterList = (event: TargetedKeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    const radios = [...(list.current?.querySelectorAll("input") ?? [])];
    (radios.find(({ checked }) => checked) ?? radios[0])?.focus();
  };

  return (
    <div class={styles.picker}>
      <div class={styles.field}>
        <label class={styles.label} for={`${id}-search`}>
          {t("controlSiteSearch")}
        </label>
        <p class={styles.hint} id={`${id}-hint`}>
          {t("controlSiteSearchHint")}
        </p>
        <input
          id={`${id}-search`}
          class={styles.input}
          type="search"
          dir="auto"
          autocomplete="off"
          spellcheck={false}
          value={search}
          aria-describedby={`${id}-hint`}
          onInput={({ currentTarget }) => onPick({ ...picking, search: currentTarget.value })}
          onKeyDown={enterList}
        />
      </div>
      <p class={styles.found} role="status">
        {search.trim() !== "" &&
          (found.length === 0 ? t("controlSiteNotFound") : t("controlSiteFound", `${found.length}`))}
      </p>
      <fieldset class={styles.list} ref={list} aria-describedby={listFault === null ? undefined : `${id}-fault`}>
        <legend class={styles.label}>{t("controlSiteList")}</legend>
        <div class={styles.options}>
          {kept !== null && option(kept.id, kept.name)}
          {found.map((platform) => option(platform.id, platform.name))}
          {option(OTHER, t("controlSiteOther"), true)}
          {Object.entries(BY_HAND).map(([code, label]) => option(code, t(label)))}
        </div>
      </fieldset>
      {listFault !== null && (
        <p class={styles.fault} id={`${id}-fault`} role="alert">
          {t(listFault)}
        </p>
      )}
      <SiteAddress picking={picking} onPick={onPick} fault={fault?.beside === "address" ? fault.key : null} />
      {chosen !== null && isByHand(chosen) && <Notice live>{t("controlSiteByHand")}</Notice>}
      {reading.kind === "site" && <SiteHosts site={reading.site} />}
    </div>
  );

  function option(code: string, label: string, isWayOut = false) {
    return (
      <label key={code} class={isWayOut ? `${styles.option} ${styles.wayOut}` : styles.option}>
        <input
          type="radio"
          name={id}
          value={code}
          checked={chosen === code}
          onChange={() => onPick(choose(picking, code))}
        />
        <bdi>{label}</bdi>
      </label>
    );
  }
}
