import type { MessageKey } from "../../protocol/strings.ts";
import { Button } from "../controls/Button.tsx";
import { useStrings } from "../controls/strings.ts";
import styles from "./check-in.module.css";

/** Something that may be pressed and need not, on a line of its own. */
export function QuietLine({ label, onPress }: { readonly label: MessageKey; readonly onPress: () => void }) {
  const t = useStrings();
  return (
    <div class={styles.flush}>
      <Button look="quiet" small onClick={onPress}>
        {t(label)}
      </Button>
    </div>
  );
}
