import { Button } from "../controls/Button.tsx";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import styles from "./flag-card.module.css";
import { useFormats } from "./formats.ts";

export interface TalkedAboutProps {
  readonly label: string;
  /** When it was marked; null while it is not. */
  readonly at: number | null;
  /** What it was about; empty while it is not marked. */
  readonly said: readonly string[];
  /** Marks it, or takes the mark back. */
  readonly onMark: () => void;
}

/** A mark of the therapist's own: it sets no example and earns nothing, it only clears the desk. */
export function TalkedAbout({ label, at, said, onMark }: TalkedAboutProps) {
  const t = useStrings();
  const { day } = useFormats();
  if (said.length === 0) {
    return (
      <Button small aria-label={`${t("therapistTalked")}: ${label}`} onClick={onMark}>
        {t("therapistTalked")}
      </Button>
    );
  }
  return (
    <div class={styles.done}>
      <p>
        <span>{joinSentences(said)}</span> {at !== null && t("therapistTalkedOn", day(at))}
      </p>
      <Button look="quiet" small aria-label={`${t("therapistTalkedUndo")}: ${label}`} onClick={onMark}>
        {t("therapistTalkedUndo")}
      </Button>
    </div>
  );
}
