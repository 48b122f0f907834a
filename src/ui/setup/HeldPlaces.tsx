import { Button } from "../controls/Button.tsx";
import { Notice } from "../controls/Notice.tsx";
import { joinSentences } from "../controls/sentences.ts";
import { useStrings } from "../controls/strings.ts";
import { dayAndTime, isolate } from "./local-words.ts";
import styles from "./outbox.module.css";
import type { HeldPlace } from "./outbox-state.ts";
import { HOLD_REASONS } from "./reasons.ts";

export interface HeldPlacesProps {
  readonly places: readonly HeldPlace[];
  readonly lang: string;
  /** While sending is off, nothing is to be tried. */
  readonly sending: boolean;
  readonly onRetry: () => void;
  /** Asks the browser for this place again. */
  readonly onAllow: (host: string) => void;
}

/** Each place that takes nothing at the moment, once: why, since when, and what to do. */
export function HeldPlaces({ places, lang, sending, onRetry, onAllow }: HeldPlacesProps) {
  const t = useStrings();
  return (
    <div class={styles.live} role="alert">
      {places.map(({ host, reason, since }) => (
        <Notice key={host} look="note">
          <h3>{t("setupHeldPlace", isolate(host))}</h3>
          <p>{joinSentences([t(HOLD_REASONS[reason]), t("setupHeldSince", dayAndTime(since, lang))])}</p>
          {sending &&
            (reason === "noPermission" || reason === "noConsent" ? (
              <Button onClick={() => onAllow(host)}>{t("setupAllowAgain")}</Button>
            ) : (
              <Button onClick={onRetry}>{t("setupRetryNow")}</Button>
            ))}
        </Notice>
      ))}
    </div>
  );
}
