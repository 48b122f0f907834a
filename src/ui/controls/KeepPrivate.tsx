import styles from "./answer-tools.module.css";
import { Button } from "./Button.tsx";
import { useStrings } from "./strings.ts";

/** "Keep this one to myself", pressed or not. What it means for sending is the form's business. */
export function KeepPrivate({ pressed, onToggle }: { readonly pressed: boolean; readonly onToggle: () => void }) {
  const t = useStrings();
  return (
    <Button look="quiet" small aria-pressed={pressed} onClick={onToggle}>
      <svg class={styles.lock} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <path d={pressed ? "M5 7V5a3 3 0 0 1 6 0v2" : "M5 7V4.5a3 3 0 0 1 5.8-1"} />
        <rect class={pressed ? styles.closed : undefined} x="3" y="7" width="10" height="7" rx="1.5" />
      </svg>
      {t("controlKeepPrivate")}
    </Button>
  );
}
