import { useId } from "preact/hooks";
import { decideAddOn } from "../../core/alliance/add-on.ts";
import { type Instrument, instrumentKey } from "../../core/alliance/instrument.ts";
import { type HarmQuestionsDecision, NO_CONTACTS, type OutsideContacts } from "../../core/alliance/outside-route.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import form from "./form.module.css";
import group from "./invite-add-ons.module.css";
import styles from "./room-fields.module.css";

/** What can be asked beside a set, and what that hangs on. */
export interface Beside {
  /** What a client can be asked after each session. */
  readonly sets: readonly Instrument[];
  /** Those that were brought here and may be shown today. */
  readonly addOns: readonly Instrument[];
  readonly outside: OutsideContacts | null;
  readonly therapist: string;
}

export interface InviteAddOnsProps extends AddOnFacts {
  /** `name|version` of each that is on. */
  readonly value: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

export interface AddOnFacts {
  readonly beside: Beside;
  /** The set beside which they would stand; null where this page does not know it. */
  readonly main: Instrument | null;
}

type Refusal = Extract<HarmQuestionsDecision, { on: false }>["reason"];
const REASONS: Readonly<Record<Refusal, MessageKey>> = {
  noContact: "therapistAddOnNoContact",
  isTherapist: "therapistAddOnIsTherapist",
  notAlone: "therapistAddOnNotAlone",
};

/** Why it cannot stand beside that set; null where it can. */
export function refusalOfAddOn(addOn: Instrument, { main, beside }: AddOnFacts): MessageKey | null {
  const { outside, therapist } = beside;
  if (main === null) return REASONS.notAlone;
  const decision = decideAddOn({ addOn, main, contacts: outside ?? NO_CONTACTS, therapist });
  return decision.on ? null : REASONS[decision.reason];
}

/** Whether one that is on may not be: its reason stands beside it. */
export function isAnyRefused(names: readonly string[], facts: AddOnFacts): boolean {
  return facts.beside.addOns.some((one) => names.includes(instrumentKey(one)) && refusalOfAddOn(one, facts) !== null);
}

/** Which questions are asked beside the usual ones now and then. None is on by itself. */
export function InviteAddOns({ value, onChange, ...facts }: InviteAddOnsProps) {
  const t = useStrings();
  const id = useId();
  const { addOns } = facts.beside;
  if (addOns.length === 0) return null;
  return (
    <fieldset class={group.group} aria-describedby={`${id}-hint`}>
      <legend class={form.label}>{t("therapistClientsAddOns")}</legend>
      <p class={form.hint} id={`${id}-hint`}>
        {t("therapistClientsAddOnsHint")}
      </p>
      {addOns.map((addOn, at) => {
        const key = instrumentKey(addOn);
        const refusal = refusalOfAddOn(addOn, facts);
        const isOn = value.includes(key);
        return (
          <div key={key}>
            <label class={styles.choice}>
              <input
                type="checkbox"
                checked={isOn}
                disabled={refusal !== null && !isOn}
                aria-describedby={refusal === null ? undefined : `${id}-${at}`}
                onChange={() => onChange(isOn ? value.filter((one) => one !== key) : [...value, key])}
              />
              <bdi>{addOn.title}</bdi>
            </label>
            {refusal !== null && (
              <p class={isOn ? form.fault : form.hint} id={`${id}-${at}`} role={isOn ? "alert" : undefined}>
                {t(refusal)}
              </p>
            )}
          </div>
        );
      })}
    </fieldset>
  );
}
