import { judgeCredential } from "../../core/invite/credential-warning.ts";
import { hostOfAddress } from "../../core/invite/origins.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { Field, type FieldProps } from "./Field.tsx";
import form from "./form.module.css";
import { KeyWarning } from "./KeyWarning.tsx";
import styles from "./place.module.css";
import { endpointOf, PLACE_LINES, type PlaceFaults, type PlaceField, type PlaceForm } from "./place-form.ts";
import type { PlaceKind } from "./place-kinds.ts";
import { Tick } from "./Tick.tsx";

export interface PlaceFieldsProps {
  readonly kind: PlaceKind;
  /** Address and box were set by the practice. */
  readonly locked: boolean;
  readonly typed: PlaceForm;
  readonly faults: PlaceFaults;
  readonly onChange: (typed: PlaceForm) => void;
  readonly onLeave: () => void;
}

const URL_HINTS: Partial<Readonly<Record<PlaceKind, MessageKey>>> = {
  mailbox: "therapistMailboxAddressHint",
  folder: "therapistPlaceUrlHintFolder",
  webhook: "therapistPlaceUrlHintWebhook",
};

/** What a kind of place has to be told: first what clients need, then what this page needs to read. */
export function PlaceFields({ kind, locked, typed, faults, onChange, onLeave }: PlaceFieldsProps) {
  const t = useStrings();
  const lines = PLACE_LINES[kind];
  const host = URL.canParse(typed.url) ? hostOfAddress(typed.url) : null;
  const isPlain = kind === "fhir" || (lines.plain === true && typed.plain);
  const isMailbox = kind === "mailbox";

  const line = (name: PlaceField, label: MessageKey, more: Partial<FieldProps> = {}) => (
    <Field
      autocomplete="off"
      spellcheck={false}
      {...more}
      label={label}
      fault={faults[name]}
      value={typed[name]}
      onChange={(text) => onChange({ ...typed, [name]: text })}
    />
  );
  const hinted = (hint: MessageKey | undefined): Partial<FieldProps> => (hint === undefined ? {} : { hint });
  const tick = (name: "own" | "plain" | "fetches", label: MessageKey) => (
    <Tick checked={typed[name]} onChange={(on) => onChange({ ...typed, [name]: on })}>
      {t(label)}
    </Tick>
  );

  return (
    <>
      <fieldset class={styles.part}>
        <legend>{t("therapistPlaceForClients")}</legend>
        {line("url", "therapistMailboxAddress", {
          ...hinted(locked ? "therapistManagedPlace" : URL_HINTS[kind]),
          inputMode: "url",
          readOnly: locked,
          onLeave,
        })}
        {lines.box && line("box", "therapistMailboxBox", { readOnly: locked })}
        {lines.user && line("user", "therapistPlaceUser")}
        {lines.token &&
          line("token", kind === "sheet" ? "therapistPlaceScriptKey" : "therapistPlaceToken", {
            hint: isMailbox ? "therapistPlaceTokenHintMailbox" : "therapistPlaceTokenHint",
            secret: true,
          })}
        {lines.secret && line("secret", "therapistPlaceSecret", { hint: "therapistPlaceSecretHint", secret: true })}
        {lines.shares && tick("own", "therapistPlaceOwn")}
        {lines.plain && tick("plain", "therapistPlacePlain")}
        {isPlain && (
          <Notice look="note">
            <p>{t("therapistPlacePlainNote", host ?? t("therapistPlaceThisPlace"))}</p>
          </Notice>
        )}
        <KeyWarning judged={host === null ? "fine" : judgeCredential(endpointOf(typed, kind))} />
      </fieldset>
      {lines.reading && (
        <fieldset class={styles.part}>
          <legend>{t("therapistPlaceForYou")}</legend>
          {tick("fetches", "therapistPlaceFetches")}
          {typed.fetches && (
            <>
              {lines.reading.url &&
                line("readUrl", "therapistPlaceReadUrl", { hint: "therapistPlaceReadUrlHint", inputMode: "url" })}
              {lines.reading.user && line("readUser", "therapistPlaceReadUser")}
              {line("readToken", isMailbox ? "therapistMailboxToken" : "therapistPlaceReadToken", {
                hint: "therapistMailboxTokenHint",
                secret: true,
              })}
            </>
          )}
        </fieldset>
      )}
      {host !== null && <p class={form.hint}>{t("therapistMailboxPermission", host)}</p>}
    </>
  );
}
