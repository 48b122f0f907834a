import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import { day } from "./local-words.ts";
import frame from "./setup.module.css";

export interface PauseProps {
  /** Null: no pause. */
  readonly until: number | null;
  readonly lang: string;
  readonly onPause: (on: boolean) => void;
}

/** Two weeks in which nobody is asked: begun and ended here, or begun in a check-in. */
export function Pause({ until, lang, onPause }: PauseProps) {
  const t = useStrings();
  return (
    <div class={frame.row} role="status">
      {until !== null && <p>{t("setupPausedUntil", day(until, lang))}</p>}
      <Button onClick={() => onPause(until === null)}>{t(until === null ? "setupPause" : "setupPauseEnd")}</Button>
    </div>
  );
}
