import { findInstrument } from "../../core/alliance/instruments/index.ts";
import { reviewOf } from "../../core/alliance/reviewed-translations.ts";
import { itemKey } from "../../protocol/item-words.ts";
import type { MessageKey, Translate } from "../../protocol/strings.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./setup.module.css";

/** Said where the language is chosen, not over the questions: who answers them has enough to think about. */
export function DraftNote({ instrument }: { readonly instrument: string }) {
  const t = useStrings();
  return isDraft(instrument, t) ? <p class={styles.soft}>{t("setupQuestionsDraft")}</p> : null;
}

/** Whether the questions stand there in other words than their own, and nobody has reviewed these. */
function isDraft(name: string, t: Translate): boolean {
  const instrument = findInstrument(name);
  if (instrument === null || reviewOf(name, t("languageCode")) !== null) return false;
  return instrument.items.some(({ id }) => t(itemKey(instrument, id, "text") as MessageKey) !== "");
}
