import { judgeCredential } from "../../core/invite/credential-warning.ts";
import { type OwnKey, ownKeyNeedsOf, withOwnKey } from "../../core/invite/own-key.ts";
import type { Place } from "../../protocol/place.ts";
import { Field } from "./Field.tsx";
import { KeyWarning } from "./KeyWarning.tsx";
import type { OwnKeyFaults } from "./own-key-form.ts";

export interface OwnKeyFieldsProps {
  readonly place: Place;
  readonly value: OwnKey;
  readonly faults: OwnKeyFaults;
  readonly onChange: (own: OwnKey) => void;
}

/** What one client gets of their own, as far as this kind of place knows such a thing. */
export function OwnKeyFields({ place: { endpoint }, value, faults, onChange }: OwnKeyFieldsProps) {
  const needs = ownKeyNeedsOf(endpoint);
  const isMailbox = endpoint.profile === "mailbox";
  const plain = { autocomplete: "off", spellcheck: false } as const;
  return (
    <>
      {needs.url === "optional" && (
        <Field
          {...plain}
          label="therapistOwnUrl"
          hint="therapistOwnUrlHint"
          fault={faults.url}
          inputMode="url"
          value={value.url}
          onChange={(url) => onChange({ ...value, url })}
        />
      )}
      {needs.user === "optional" && (
        <Field
          {...plain}
          label="therapistOwnUser"
          fault={faults.user}
          value={value.user}
          onChange={(user) => onChange({ ...value, user })}
        />
      )}
      {needs.token !== "never" && (
        <Field
          {...plain}
          label={isMailbox ? "therapistClientsToken" : "therapistOwnToken"}
          hint={isMailbox ? "therapistClientsTokenHint" : "therapistOwnTokenHint"}
          fault={faults.token}
          value={value.token}
          onChange={(token) => onChange({ ...value, token })}
        />
      )}
      <KeyWarning judged={judgeCredential(withOwnKey(endpoint, value))} />
    </>
  );
}
