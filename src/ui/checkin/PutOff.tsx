import type { ComponentChildren } from "preact";
import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";
import type { WayOut } from "./check-in-state.ts";

const WAYS: readonly (readonly [WayOut, MessageKey])[] = [
  ["later", "checkinLater"],
  ["skip", "checkinSkip"],
  ["notASession", "checkinNotASession"],
  ["pause", "checkinPause"],
];

export interface PutOffProps {
  /** More to press, beside them. */
  readonly children?: ComponentChildren;
  /** From and up to which of them: later, skip, not a session, pause. */
  readonly ways: readonly [number, number];
  readonly onPutOff: (how: WayOut) => void;
}

/** How to be rid of it, for now or for good. */
export function PutOff({ ways, onPutOff, children }: PutOffProps) {
  const t = useStrings();
  return (
    <div class={styles.putOff}>
      <div role="group" aria-label={t("checkinPutOffGroup")}>
        <p>{t("checkinAlone")}</p>
        {WAYS.slice(...ways).map(([how, label]) => (
          <Button key={how} small onClick={() => onPutOff(how)}>
            {t(label)}
          </Button>
        ))}
      </div>
      {children}
    </div>
  );
}
