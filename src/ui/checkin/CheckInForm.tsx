import { useEffect } from "preact/hooks";
import type { Wish } from "../../core/alliance/answers.ts";
import { visibleItems } from "../../core/alliance/asked-items.ts";
import type { Item } from "../../core/alliance/instrument.ts";
import { isHeldByPrivate, isKeptPrivate } from "../../core/alliance/submission.ts";
import { inPageWords } from "../../protocol/item-words.ts";
import type { MessageKey } from "../../protocol/strings.ts";
import { AnswerTools } from "../controls/AnswerTools.tsx";
import { Button } from "../controls/Button.tsx";
import { ChoiceGroup } from "../controls/ChoiceGroup.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import type { CheckInFlow } from "./check-in-flow.ts";
import type { FormState, FormStatus } from "./check-in-state.ts";
import { FormIntro } from "./FormIntro.tsx";
import { FormTrouble } from "./FormTrouble.tsx";
import { ItemField } from "./ItemField.tsx";
import { LicenceLine } from "./LicenceLine.tsx";
import { later } from "./later.ts";
import { SafetyNotice } from "./SafetyNotice.tsx";

export interface CheckInFormProps {
  readonly form: FormState;
  readonly flow: CheckInFlow;
  readonly openSetup: (part?: string) => void;
  readonly now: () => number;
  readonly lang: string;
}

export function CheckInForm({ form, flow, openSetup, now, lang }: CheckInFormProps) {
  const { view, items, draft, status, instrument } = form;
  const t = useStrings();
  // An effect runs after the first paint: that is what "shown" means.
  useEffect(() => void flow.markShown(), [view.checkInId]);

  const asked = visibleItems(items, draft.answers);
  const first = asked.filter(({ core }) => core);
  const texts = asked.filter(({ responses }) => responses.type === "text");
  const more = asked.filter((item) => !first.includes(item) && !texts.includes(item));
  const show = (item: Item) => <FormItem key={item.id} item={item} form={form} flow={flow} />;

  return (
    <>
      <FormIntro
        view={view}
        now={now}
        lang={lang}
        onPutOff={(how) => void flow.putOff(how)}
        onWhy={() => openSetup("noticed")}
      />
      <div class={styles.questions} inert={status.kind === "saving"}>
        {first.map(show)}
        {more.length > 0 && <h2>{t("checkinMore")}</h2>}
        {more.map(show)}
        <WishField wish={draft.wish} onWish={(wish) => flow.dispatch({ kind: "wished", wish })} />
        <SafetyNotice view={view} flow={flow} lang={lang} />
        {later.ceiling && <later.ceiling form={form} />}
        {texts.map(show)}
        {later.addOn && <later.addOn.AddOnQuestions form={form} flow={flow} />}
      </div>
      <footer>
        <LicenceLine {...instrument} />
        <FormTrouble status={status} />
        <Button look="primary" wide busy={status.kind === "saving"} onClick={() => void flow.send()}>
          {t(SEND_LABEL[status.kind])}
        </Button>
        {status.kind === "nothingToSend" && (
          <Button wide onClick={() => void flow.putOff("skip")}>
            {t("checkinSkip")}
          </Button>
        )}
        {status.kind === "notSaved" && status.reason === "noInvite" && (
          <Button wide onClick={openSetup}>
            {t("checkinOpenSettings")}
          </Button>
        )}
      </footer>
    </>
  );
}

function FormItem({ item, form, flow }: Pick<CheckInFormProps, "form" | "flow"> & { readonly item: Item }) {
  const { draft, instrument } = form;
  const t = useStrings();
  const togglePrivate = (): void => flow.dispatch({ kind: "privacyToggled", item: item.id });
  return (
    <ItemField
      {...inPageWords(instrument, item, t)}
      value={draft.answers[item.id] ?? null}
      keptPrivate={isKeptPrivate(item, draft.keptPrivate)}
      onAnswer={(value) => flow.dispatch({ kind: "answered", item: item.id, value })}
      onTogglePrivate={isHeldByPrivate(item, draft.keptPrivate) ? null : togglePrivate}
    />
  );
}

function WishField({ wish, onWish }: { readonly wish: Wish | null; readonly onWish: (wish: Wish | null) => void }) {
  const t = useStrings();
  const choices = [
    { code: "raise", label: t("checkinWishRaise") },
    { code: "read", label: t("checkinWishRead") },
  ] as const;
  return (
    <ChoiceGroup name="wish" legend={t("checkinWish")} choices={choices} value={wish} onChange={onWish}>
      <AnswerTools answered={wish !== null} keptPrivate={false} onClear={() => onWish(null)} onTogglePrivate={null} />
    </ChoiceGroup>
  );
}

const SEND_LABEL: Readonly<Record<FormStatus["kind"], MessageKey>> = {
  open: "checkinSend",
  nothingToSend: "checkinSendEmpty",
  saving: "checkinSaving",
  notPutOff: "checkinSend",
  notSaved: "checkinTryAgain",
};
