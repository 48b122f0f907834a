import { useId } from "preact/hooks";
import { useStrings } from "../controls/strings.ts";
import styles from "./open-by-itself.module.css";

export interface OpenByItselfProps {
  /** Null while nothing is chosen: it is asked, never assumed. */
  readonly chosen: boolean | null;
  readonly missing?: boolean;
  readonly onChoose: (on: boolean) => void;
}

const WAYS = [
  { on: true, label: "setupOpenYes", help: "setupOpenYesHelp" },
  { on: false, label: "setupOpenBadge", help: "setupOpenBadgeHelp" },
] as const;

export function OpenByItself({ chosen, missing = false, onChoose }: OpenByItselfProps) {
  const t = useStrings();
  const id = useId();
  return (
    <fieldset class={styles.question} aria-describedby={missing ? `${id}-missing` : undefined}>
      <legend>{t("setupOpenTitle")}</legend>
      {missing && (
        <p class={styles.missing} id={`${id}-missing`}>
          {t("setupOpenMissing")}
        </p>
      )}
      {WAYS.map(({ on, label, help }) => (
        <label key={label} class={styles.way}>
          <input
            type="radio"
            name={id}
            checked={chosen === on}
            aria-describedby={`${id}-${label}`}
            aria-labelledby={`${id}-${label}-name`}
            onChange={() => onChoose(on)}
          />
          <span>
            <span class={styles.name} id={`${id}-${label}-name`}>
              {t(label)}
            </span>
            <span class={styles.help} id={`${id}-${label}`}>
              {t(help)}
            </span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
