import type { MessageKey } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import { PlacePicture } from "./PlacePicture.tsx";
import styles from "./place.module.css";
import type { PlaceActions } from "./place-actions.ts";
import { PLACE_CARDS, type PlaceKind } from "./place-kinds.ts";
import { TemplateBox } from "./TemplateBox.tsx";
import type { TherapistActions } from "./therapist-actions.ts";

export interface PlaceGuideProps
  extends Pick<PlaceActions, "readTemplate" | "saveText">,
    Pick<TherapistActions, "copyText"> {
  readonly kind: PlaceKind;
}

/** How to set a place up: what a letter's way will be, the steps, and what is there to be copied. */
export function PlaceGuide({ kind, ...actions }: PlaceGuideProps) {
  const t = useStrings();
  const { forWhom, readers, steps, templates } = PLACE_CARDS[kind];
  const step = (key: MessageKey) => <li key={key}>{t(key)}</li>;
  return (
    <div class={styles.guide}>
      <p>{t(forWhom)}</p>
      <p class={styles.readers}>{t(readers)}</p>
      <PlacePicture kind={kind} />
      <h3>{t("therapistPlaceSteps")}</h3>
      <ol class={styles.steps}>{steps.map(step)}</ol>
      {templates.map((template) => (
        <TemplateBox {...actions} key={template.file} template={template} />
      ))}
    </div>
  );
}
