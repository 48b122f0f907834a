import type { AnswerValue } from "../../core/alliance/answers.ts";
import { showsOutsideRoute } from "../../core/alliance/harm-answers.ts";
import type { Instrument, Item } from "../../core/alliance/instrument.ts";
import { isComplete, isHarmForm, type OutsideContacts } from "../../core/alliance/outside-route.ts";
import { AnswerTools } from "../controls/AnswerTools.tsx";
import { ChoiceGroup } from "../controls/ChoiceGroup.tsx";
import { Notice } from "../controls/Notice.tsx";
import { useStrings } from "../controls/strings.ts";
import { addOnAnswersIn, placeOf, shareOf, sharePlace } from "./add-on-answers.ts";
import styles from "./check-in.module.css";
import type { CheckInFlow } from "./check-in-flow.ts";
import type { FormState } from "./check-in-state.ts";
import { ItemField } from "./ItemField.tsx";
import { LicenceLine } from "./LicenceLine.tsx";

export interface AddOnQuestionsProps {
  readonly form: FormState;
  readonly flow: CheckInFlow;
}

/** What stands beside the usual questions this time, with their own licence, and their own way of being kept or sent. */
export function AddOnQuestions({ form, flow }: AddOnQuestionsProps) {
  const t = useStrings();
  const { draft, view } = form;
  if (view.addOn === undefined) return null;
  const { instrument, outside } = view.addOn;
  const isHarm = isHarmForm(instrument);
  const answers = addOnAnswersIn(instrument, draft);

  return (
    <section class={styles.questions} aria-labelledby="add-on">
      <h2 id="add-on">{t("checkinAddOnTitle")}</h2>
      <p class={styles.soft}>
        {t("checkinAddOnSkip")} {isHarm && t("checkinHarmStays")}
      </p>
      {instrument.items.map((item) => (
        <AddOnItem key={item.id} {...{ item, instrument, form, flow, isHarm }} />
      ))}
      {/* Always there, so that a screen reader hears what comes into it. */}
      <div role="status">
        {outside !== null && showsOutsideRoute(instrument, answers) && <OutsideRoute {...outside} />}
      </div>
      {isHarm && Object.keys(answers).length > 0 && (
        <ShareChoice instrument={instrument} form={form} flow={flow} whole={isComplete(instrument, answers)} />
      )}
      <LicenceLine {...instrument} />
    </section>
  );
}

interface AddOnItemProps extends AddOnQuestionsProps {
  readonly item: Item;
  readonly instrument: Instrument;
  readonly isHarm: boolean;
}

function AddOnItem({ item, instrument, form: { draft }, flow, isHarm }: AddOnItemProps) {
  const place = placeOf(instrument, item.id);
  const togglePrivate = (): void => flow.dispatch({ kind: "privacyToggled", item: place });
  return (
    <ItemField
      item={{ ...item, id: place }}
      lang={instrument.language}
      value={draft.answers[place] ?? null}
      keptPrivate={draft.keptPrivate.includes(place)}
      onAnswer={(value: AnswerValue | null) => flow.dispatch({ kind: "answered", item: place, value })}
      // Of these all are kept or none: it is decided once, below.
      onTogglePrivate={isHarm ? null : togglePrivate}
    />
  );
}

/** After a yes, before anything that sends. */
function OutsideRoute({ practice, board, supportLine }: OutsideContacts) {
  const t = useStrings();
  const lines = [
    ["checkinOutsidePractice", practice],
    ["checkinOutsideBoard", board],
    ["checkinOutsideLine", supportLine],
  ] as const;
  return (
    <Notice look="note">
      <p>{t("checkinOutside")}</p>
      <ul>
        {lines.map(
          ([label, contact]) =>
            contact !== "" && (
              <li key={label}>
                {t(label)}: <bdi>{contact}</bdi>
              </li>
            ),
        )}
      </ul>
    </Notice>
  );
}

interface ShareChoiceProps extends AddOnQuestionsProps {
  readonly instrument: Instrument;
  /** Each was answered: only then there is something to send. */
  readonly whole: boolean;
}

function ShareChoice({ instrument, form: { draft }, flow, whole }: ShareChoiceProps) {
  const t = useStrings();
  const place = sharePlace(instrument);
  const choose = (value: AnswerValue | null): void => flow.dispatch({ kind: "answered", item: place, value });
  if (!whole) return <p>{t("checkinHarmAll")}</p>;
  const choices = [
    { code: "keep", label: t("checkinHarmKeep") },
    { code: "send", label: t("checkinHarmSend") },
  ] as const;
  const chosen = shareOf(instrument, draft);
  return (
    <ChoiceGroup name={place} legend={t("checkinHarmShare")} choices={choices} value={chosen} onChange={choose}>
      <AnswerTools answered={chosen !== null} keptPrivate={false} onClear={() => choose(null)} onTogglePrivate={null} />
    </ChoiceGroup>
  );
}
